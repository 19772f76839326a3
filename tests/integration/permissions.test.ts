import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { MATRIX, PERMISSIONS, type Permission } from "@/lib/access/matrix";
import { allows, may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { asUseCase, perform } from "@/lib/access/usecase";
import { type Actor, ROLES, type Role } from "@/lib/kernel/actor";
import { accept } from "@/lib/kernel/result";
import { findUnitByCode } from "@/lib/organisation/data";
import { useDatabase } from "../support/database";
import { actorFor, placeUnit } from "../support/inspected-bank";

useDatabase();

/**
 * Who may do what, once more and by hand, for a reader without the code: a letter for each role that may, in capitals
 * for its own subtree, in small letters for the whole campaign it takes part in. The matrix has to say the same.
 *
 * A system administrator · U auditor · C campaign staff · L leading group · B branch manager · I inspector ·
 * O complaint officer · S staff
 */
const TABLE: Readonly<Record<Permission, string>> = {
  "accounts.manage": "A",
  "tokens.manage": "A",
  "audit.read": "U",
  "organisation.read": "AUCLBIOS",
  "organisation.manage": "A",
  "campaigns.read": "uclbios",
  "campaigns.edit": "C",
  "campaigns.publish": "C",
  "standards.edit": "c",
  "learning.record": "CB",
  "inspections.selfCheck": "B",
  "inspections.visit": "I",
  "inspections.read": "UCLBI",
  "inspections.readCovert": "UCLI",
  "facts.reverse": "C",
  "complaints.register": "O",
  "complaints.work": "OB",
  "complaints.decide": "O",
  "complaints.read": "UCLOB",
  "complaints.unmask": "O",
  "praises.record": "OB",
  "praises.verify": "O",
  "praises.read": "UCLOB",
  "metrics.import": "C",
  "metrics.read": "UCLB",
  "records.write": "CIO",
  "records.read": "UCLBIO",
  "ballots.manage": "C",
  "ballots.vote": "clbios",
  "reviews.readPublished": "uclbios",
  "reviews.readUnpublished": "LCU",
  "reviews.comment": "L",
  "reviews.minute": "LC",
  "reviews.freeze": "L",
  "reviews.sign": "L",
  "reviews.publish": "L",
  "awards.nominate": "B",
  "awards.screen": "C",
  "awards.decide": "L",
  "awards.tally": "LCU",
  "penalties.decide": "L",
  "penalties.confirm": "L",
  "penalties.tally": "LCU",
  "evidence.file": "CBIO",
  "simulations.run": "CL",
  "appeals.file": "B",
  "appeals.read": "UCLB",
  "appeals.hear": "L",
  "objections.file": "clbios",
  "objections.answer": "LC",
  "rescore.prepare": "CL",
  "rescore.apply": "L",
  "certificates.issue": "LC",
  "documents.number": "LC",
  "evaluations.write": "C",
  "settlement.read": "LCU",
  "statements.read": "UCLB",
  "awards.settle": "CL",
  "awards.report": "CL",
  "settlement.budget": "C",
  "honours.read": "UCLB",
  "honours.enter": "C",
  "penalties.carryOut": "CL",
  "penalties.acknowledge": "B",
  "campaigns.archive": "CL",
  "storage.read": "AU",
  "storage.readThrough": "AU",
  "findings.answer": "B",
  "findings.decide": "CL",
  "findings.fine": "IL",
  "rectifications.order": "IC",
  "rectifications.work": "B",
  "rectifications.check": "IC",
  "visits.plan": "C",
  "visits.approve": "L",
  "visits.readPlans": "CLU",
  "mystery.keep": "C",
  "mystery.file": "CI",
  "mystery.key": "CI",
  "mystery.check": "CI",
  "mystery.release": "C",
  "mystery.read": "UCLI",
  "mystery.unmask": "CL",
  "mystery.grant": "L",
  "footage.review": "I",
  "footage.read": "UCLI",
  "footage.supply": "B",
  "footage.gather": "B",
  "footage.circulate": "C",
  "rechecks.draw": "C",
  "rechecks.work": "I",
  "rechecks.read": "LCU",
  "surveys.make": "C",
  "surveys.record": "CIO",
  "surveys.read": "UCLIOB",
  "assignments.give": "C",
  "assignments.read": "CLU",
  "assignments.work": "E",
  "improvements.suggest": "I",
  "improvements.plan": "B",
  "notices.receive": "B",
  "letters.send": "C",
  "letters.read": "CLU",
};

const LETTERS: Readonly<Record<Role, string>> = {
  SYSTEM_ADMIN: "a",
  AUDITOR: "u",
  CAMPAIGN_STAFF: "c",
  LEADING_GROUP: "l",
  BRANCH_MANAGER: "b",
  INSPECTOR: "i",
  COMPLAINT_OFFICER: "o",
  STAFF: "s",
  EVALUATOR: "e",
};

/** Where a subject may stand, seen from somebody whose role is held at S01; S010 only looks as if it lay below. */
const PLACES = {
  own: "S01",
  below: "O001",
  ancestor: "B01",
  top: "HQ",
  sibling: "S02",
  lookalike: "S010",
} as const;
type Place = keyof typeof PLACES;

function expected(permission: Permission, role: Role, place: Place): boolean {
  const letter = LETTERS[role];
  const line = TABLE[permission];
  if (line.includes(letter.toUpperCase())) return place === "own" || place === "below";
  if (line.includes(letter)) return place !== "sibling" && place !== "lookalike";
  return false;
}

const paths: Record<string, string> = {};
const actors = new Map<Role, Actor>();

beforeAll(async () => {
  const hq = await placeUnit("HQ", "HQ", null);
  const branch = await placeUnit("B01", "BRANCH", hq);
  const s01 = await placeUnit("S01", "SUB_BRANCH", branch);
  const units = [
    hq,
    branch,
    s01,
    await placeUnit("S02", "SUB_BRANCH", branch),
    await placeUnit("S010", "SUB_BRANCH", branch),
    await placeUnit("O001", "OUTLET", s01),
  ];
  for (const unit of units) paths[unit.code] = unit.path;
  for (const role of ROLES) actors.set(role, await actorFor(`probe-${role.toLowerCase()}`, role, s01));
});

const actorOf = (role: Role): Actor => {
  const actor = actors.get(role);
  if (!actor) throw new Error(role);
  return actor;
};

const cells = PERMISSIONS.flatMap((permission) =>
  ROLES.flatMap((role) => (Object.keys(PLACES) as Place[]).map((place) => ({ permission, role, place }))),
);

/** An act with nothing but the gate: the subject is looked up by code, as every use case does. */
const probe = (permission: Permission) =>
  asUseCase({
    name: `probe.${permission}`,
    input: z.strictObject({ unit: z.string() }),
    subject: (context, input) => findUnitByCode(context.tx, input.unit, context.today),
    policy: allows(permission),
    run: async () => accept({ entered: true }),
  });

describe("the permission matrix", () => {
  it("says what the table says, cell by cell", () => {
    const wrong = cells.filter(
      ({ permission, role, place }) =>
        may(actorOf(role), permission, { path: paths[PLACES[place]] ?? "" }) !== expected(permission, role, place),
    );
    expect(wrong).toEqual([]);
    expect(cells).toHaveLength(PERMISSIONS.length * ROLES.length * Object.keys(PLACES).length);
  });

  it("names every permission once, and nothing besides", () => {
    expect(Object.keys(MATRIX).sort()).toEqual([...PERMISSIONS].sort());
    expect(Object.keys(TABLE).sort()).toEqual([...PERMISSIONS].sort());
  });

  it("opens nothing to somebody without a role", () => {
    const nobody: Actor = { accountId: "x", personId: null, name: "", grants: [], via: "SESSION" };
    for (const permission of PERMISSIONS) {
      expect(may(nobody, permission, { path: "/HQ/" })).toBe(false);
      expect(rootsFor(nobody, permission)).toEqual([]);
    }
  });

  it("gives lists the same reach as single acts", () => {
    for (const permission of PERMISSIONS) {
      for (const role of ROLES) {
        const holds = TABLE[permission].toLowerCase().includes(LETTERS[role]);
        expect(rootsFor(actorOf(role), permission), `${permission} ${role}`).toEqual(holds ? [paths.S01] : []);
        expect(mayAnywhere(actorOf(role), permission)).toBe(holds);
      }
    }
  });

  it("keeps the system administrator from every score, and the auditor from every change", () => {
    const changes = PERMISSIONS.filter((permission) => !/\.(read\w*|tally)$/.test(permission));
    expect(changes.filter((permission) => MATRIX[permission].AUDITOR)).toEqual([]);
    const administrators = PERMISSIONS.filter((permission) => MATRIX[permission].SYSTEM_ADMIN);
    expect(administrators).toEqual([
      "accounts.manage",
      "tokens.manage",
      "organisation.read",
      "organisation.manage",
      "storage.read",
      "storage.readThrough",
    ]);
  });
});

describe("the door", () => {
  it.each(PERMISSIONS)(
    "lets in for %s whom the table names, and answers foreign exactly as absent",
    async (permission) => {
      const act = probe(permission);
      const askAs = async (role: Role) => {
        const actor = actorOf(role);
        const absent = await perform(act, { actor, input: { unit: "NOWHERE" } });
        expect(absent).toEqual({ ok: false, refusals: [{ code: "NOT_FOUND" }] });
        for (const place of ["own", "ancestor", "sibling"] as const) {
          const outcome = await perform(act, { actor, input: { unit: PLACES[place] } });
          if (expected(permission, role, place)) expect(outcome.ok, `${role} ${place}`).toBe(true);
          else expect(outcome, `${role} ${place}`).toEqual(absent);
        }
      };
      await Promise.all(ROLES.map(askAs));
    },
  );
});
