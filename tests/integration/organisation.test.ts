import { beforeEach, describe, expect, it } from "vitest";
import { findActor } from "@/lib/access/data";
import { signIn } from "@/lib/access/sessions";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { openAccount } from "@/lib/access/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { findUnit, listUnitsUnder } from "@/lib/organisation/data";
import { closeUnit, openUnit, setUp } from "@/lib/organisation/usecases";
import { findPersonOn, listPeopleAt } from "@/lib/people/data";
import { engage, release, transfer } from "@/lib/people/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { useDatabase } from "../support/database";

useDatabase({ each: "test" });
setClock(() => new Date("2026-06-01T02:00:00Z"));

const PASSWORD = "Correct-Horse-9";
const NOWHERE = "0190a000-0000-7000-8000-000000000000";
const name = { zh: "网点", en: "Outlet" };
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? ["OK"] : (outcome.refusals ?? []).map((refusal) => refusal.code);

interface Opened {
  id: string;
  path: string;
}
async function openAs(actor: Actor, input: Record<string, unknown>): Promise<Opened> {
  const outcome = await perform(openUnit, { actor, input: { name, openedOn: "2020-01-01", ...input } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

let hq: Opened;
let b1: Opened;
let b2: Opened;
let o1: Opened;
let admin: Actor;
let branchAdmin: Actor;
let staff: Actor;

async function actorAt(username: string, role: string, unit: Opened): Promise<Actor> {
  const outcome = await perform(openAccount, {
    actor: systemActor(),
    input: { username, displayName: username, password: PASSWORD, grants: [{ role, unitId: unit.id }] },
  });
  const actor = outcome.ok ? await findActor(db, outcome.value.id, new Date("2026-06-01"), "SESSION") : null;
  if (!actor) throw new Error(JSON.stringify(outcome));
  return actor;
}

async function makeBank(): Promise<void> {
  hq = await openAs(systemActor(), { code: "HQ", level: "HQ", parentId: null });
  b1 = await openAs(systemActor(), { code: "B01", level: "BRANCH", parentId: hq.id });
  b2 = await openAs(systemActor(), { code: "B02", level: "BRANCH", parentId: hq.id });
  o1 = await openAs(systemActor(), { code: "O001", level: "OUTLET", parentId: b1.id });
  admin = await actorAt("admin", "SYSTEM_ADMIN", hq);
  branchAdmin = await actorAt("branch-admin", "SYSTEM_ADMIN", b1);
  staff = await actorAt("staff", "CAMPAIGN_STAFF", hq);
}

describe("a unit", () => {
  beforeEach(makeBank);
  const tried = async (actor: Actor, input: Record<string, unknown>) =>
    codes(await perform(openUnit, { actor, input: { name, openedOn: "2026-01-01", ...input } }));

  it("opens below the unit its administrator holds, and its path says where", async () => {
    expect(o1.path).toBe("/HQ/B01/O001/");
    expect(await tried(branchAdmin, { code: "o002", level: "OUTLET", parentId: b1.id })).toEqual(["OK"]);
    expect((await listUnitsUnder(db, [b1.path], "2026-06-01")).map((unit) => unit.code)).toEqual([
      "B01",
      "O001",
      "O002",
    ]);
    expect((await listUnitsUnder(db, [b1.path], "2025-12-31")).map((unit) => unit.code)).toEqual(["B01", "O001"]);
  });

  it("is refused beside, above, to other roles and below what is not there, all alike", async () => {
    const input = { code: "X1", level: "OUTLET" };
    expect(await tried(branchAdmin, { ...input, parentId: b2.id })).toEqual(["NOT_FOUND"]);
    expect(await tried(branchAdmin, { ...input, parentId: hq.id })).toEqual(["NOT_FOUND"]);
    expect(await tried(staff, { ...input, parentId: b1.id })).toEqual(["NOT_FOUND"]);
    expect(await tried(admin, { ...input, parentId: NOWHERE })).toEqual(["NOT_FOUND"]);
    expect(await tried(admin, { ...input, level: "HQ", parentId: null })).toEqual(["NOT_FOUND"]);
  });

  it("has a code of its own, a level that fits and a day that exists", async () => {
    expect(await tried(admin, { code: "B01", level: "BRANCH", parentId: hq.id })).toEqual(["CODE_TAKEN"]);
    expect(await tried(admin, { code: "B0%", level: "BRANCH", parentId: hq.id })).toEqual(["CODE_FORM"]);
    expect(await tried(admin, { code: "B/9", level: "BRANCH", parentId: hq.id })).toEqual(["CODE_FORM"]);
    expect(await tried(admin, { code: "X1", level: "OUTLET", parentId: o1.id })).toEqual(["WRONG_LEVEL"]);
    expect(await tried(admin, { code: "X1", level: "HQ", parentId: b1.id })).toEqual(["WRONG_LEVEL"]);
    expect(await tried(admin, { code: "X1", level: "OUTLET", parentId: b1.id, openedOn: "2026-02-30" })).toEqual([
      "DAY",
    ]);
    expect(await tried(systemActor(), { code: "HQ2", level: "HQ", parentId: null })).toEqual(["ROOT_EXISTS"]);
  });

  it("opened twice at once is one unit", async () => {
    const input = { code: "O009", level: "OUTLET", parentId: b1.id };
    const outcomes = await Promise.all([tried(admin, input), tried(branchAdmin, input)]);
    expect(outcomes.flat().sort()).toEqual(["CODE_TAKEN", "OK"]);
  });

  it("closes once nobody stands in it, and stays for the days before", async () => {
    const close = async (unitId: string, closedOn: string, actor = admin) =>
      codes(await perform(closeUnit, { actor, input: { unitId, closedOn } }));
    const person = await perform(engage, {
      actor: admin,
      input: {
        staffNo: "1001",
        name: "李明",
        nameLatin: "Li Ming",
        unitId: o1.id,
        post: "TELLER",
        fromOn: "2024-01-01",
      },
    });
    expect(await close(hq.id, "2026-05-31")).toEqual(["UNIT_IS_ROOT"]);
    expect(await close(b1.id, "2026-05-31")).toEqual(["UNIT_HAS_CHILDREN"]);
    expect(await close(o1.id, "2026-05-31")).toEqual(["UNIT_HAS_PEOPLE"]);
    if (person.ok) await perform(release, { actor: admin, input: { personId: person.value.id, lastOn: "2026-05-31" } });
    expect(await close(o1.id, "2019-01-01")).toEqual(["CLOSED_BEFORE_OPENED"]);
    expect(await close(o1.id, "2026-05-31", staff)).toEqual(["NOT_FOUND"]);
    const both = await Promise.all([close(o1.id, "2026-05-31"), close(o1.id, "2026-05-31")]);
    expect(both.flat().filter((code) => code === "OK")).toHaveLength(1);
    expect(await findUnit(db, o1.id, "2026-05-31")).not.toBeNull();
    expect(await findUnit(db, o1.id, "2026-06-01")).toBeNull();
    expect(await close(b1.id, "2026-08-31")).toEqual(["OK"]);
    expect(await tried(admin, { code: "O003", level: "OUTLET", parentId: b1.id, openedOn: "2026-09-01" })).toEqual([
      "OPENED_AFTER_PARENT",
    ]);
  });
});

describe("a person", () => {
  beforeEach(makeBank);
  const start = async (changes: Record<string, unknown> = {}, actor = admin) =>
    perform(engage, {
      actor,
      input: {
        staffNo: "1001",
        name: "李明",
        nameLatin: "Li Ming",
        unitId: o1.id,
        post: "TELLER",
        fromOn: "2024-01-01",
        ...changes,
      },
    });

  it("starts at a unit that was there, under a number of their own", async () => {
    expect(codes(await start())).toEqual(["OK"]);
    expect(codes(await start())).toEqual(["STAFF_NO_TAKEN"]);
    expect(codes(await start({ staffNo: "1002", fromOn: "2019-12-31" }))).toEqual(["BEFORE_UNIT"]);
    expect(codes(await start({ staffNo: "1002", unitId: NOWHERE }))).toEqual(["NOT_FOUND"]);
    expect(codes(await start({ staffNo: "1002", post: "KING" }))).toEqual(["NOT_A_CHOICE"]);
    expect(codes(await start({ staffNo: "1002", unitId: b2.id }, branchAdmin))).toEqual(["NOT_FOUND"]);
    expect(codes(await start({ staffNo: "1002" }, staff))).toEqual(["NOT_FOUND"]);
  });

  it("moves from a day on, and earlier days stay where they were", async () => {
    const person = await start();
    const id = person.ok ? person.value.id : "";
    const move = async (changes: Record<string, unknown>, actor = admin) =>
      codes(
        await perform(transfer, {
          actor,
          input: { personId: id, unitId: b2.id, post: "OFFICE", fromOn: "2026-04-01", ...changes },
        }),
      );
    expect(await move({}, branchAdmin)).toEqual(["NOT_FOUND"]);
    expect(await move({ fromOn: "2024-01-01" })).toEqual(["TRANSFER_TOO_EARLY"]);
    expect(await move({ unitId: o1.id, post: "TELLER" })).toEqual(["SAME_POST"]);
    expect(await move({})).toEqual(["OK"]);
    expect((await findPersonOn(db, id, "2026-03-31"))?.unitId).toBe(o1.id);
    expect((await findPersonOn(db, id, "2026-04-01"))?.unitId).toBe(b2.id);
    expect(await listPeopleAt(db, o1.id, "2026-04-01")).toEqual([]);
  });

  it("moved twice at once moves once", async () => {
    const person = await start();
    const input = { personId: person.ok ? person.value.id : "", unitId: b2.id, post: "OFFICE", fromOn: "2026-04-01" };
    const outcomes = await Promise.all([
      perform(transfer, { actor: admin, input }),
      perform(transfer, { actor: admin, input: { ...input, unitId: b1.id } }),
    ]);
    expect(outcomes.map((outcome) => codes(outcome)[0]).sort()).toEqual(["OK", "TRANSFER_TOO_EARLY"]);
    expect(await db.posting.count()).toBe(2);
  });

  it("leaves, and may come back later", async () => {
    const person = await start();
    const personId = person.ok ? person.value.id : "";
    const leave = async (lastOn: string) =>
      codes(await perform(release, { actor: admin, input: { personId, lastOn } }));
    expect(await leave("2023-12-31")).toEqual(["RELEASED_TOO_EARLY"]);
    expect(await leave("2026-01-31")).toEqual(["OK"]);
    expect(await leave("2026-01-31")).toEqual(["NOT_POSTED"]);
    const back = async (fromOn: string) =>
      codes(await perform(transfer, { actor: admin, input: { personId, unitId: o1.id, post: "TELLER", fromOn } }));
    expect(await back("2026-01-31")).toEqual(["TRANSFER_TOO_EARLY"]);
    expect(await back("2026-03-01")).toEqual(["OK"]);
  });
});

describe("the first start", () => {
  const input = {
    name: { zh: "江城银行", en: "Jiangcheng Bank" },
    level: "HQ",
    code: "HQ",
    openedOn: "2026-01-01",
    displayName: "管理员",
    username: "Root",
    password: PASSWORD,
    passwordAgain: PASSWORD,
  };
  const begin = async (changes: Record<string, unknown> = {}, actor: Actor = systemActor()) =>
    codes(await perform(setUp, { actor, input: { ...input, ...changes } }));

  it("makes the top of the bank and its administrator together, once", async () => {
    expect(await begin()).toEqual(["OK"]);
    expect(await begin({ code: "HQ2", username: "root2" })).toEqual(["SETUP_DONE"]);
    expect(await signIn("root", PASSWORD, "x")).not.toBeNull();
    expect(await db.orgUnit.count()).toBe(1);
  });

  it("says since when the bank counts, so that this year's units and posts can be entered", async () => {
    expect(await begin({ openedOn: "2026-06-02" })).toEqual(["OPENED_LATER"]);
    expect(await begin()).toEqual(["OK"]);
    const root = await db.orgUnit.findFirstOrThrow({ select: { id: true } });
    const open = async (openedOn: string) =>
      codes(
        await perform(openUnit, {
          actor: systemActor(),
          input: { name, code: "B01", level: "BRANCH", parentId: root.id, openedOn },
        }),
      );
    expect(await open("2025-12-31")).toEqual(["OPENED_BEFORE_PARENT"]);
    expect(await open("2026-01-01")).toEqual(["OK"]);
  });

  it("leaves nothing behind when one half is refused", async () => {
    expect(await begin({ password: "short", passwordAgain: "short" })).toEqual(["PASSWORD_SHORT"]);
    expect(await begin({ passwordAgain: "other" })).toEqual(["PASSWORDS_DIFFER"]);
    expect(await db.orgUnit.count()).toBe(0);
    expect(await begin()).toEqual(["OK"]);
  });

  it("begun twice at once begins once", async () => {
    const outcomes = await Promise.all([begin(), begin({ code: "HQ2", username: "root2" })]);
    expect(outcomes.flat().sort()).toEqual(["OK", "SETUP_DONE"]);
    expect(await db.account.count()).toBe(1);
  });

  it("is the product's own act, nobody else's", async () => {
    await makeBank();
    expect(await begin({}, admin)).toEqual(["NOT_FOUND"]);
  });
});
