import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { findFreezeOn, mapReversals } from "@/lib/facts/data";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listPeopleAt, mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import { countPraises, findAccountName, findPraise, listPraises, pointsOf, worksAt } from "../data";
import { praiseAttributes } from "../rules/attributes";
import { effectsOf } from "../rules/effects";
import { pointsAsked } from "../rules/points";
import { choiceOf, oneOf, outletsFor, PAGE_SIZE, pageOf, type Search } from "./complaints";

export interface PraiseRowForList {
  readonly no: string;
  readonly account: string;
  readonly unit: Text;
  readonly channel: string;
  readonly person: { readonly name: string; readonly nameLatin: string } | null;
  readonly receivedOn: Day;
  readonly verdict: { readonly verified: boolean; readonly on: Day; readonly reversed: boolean } | null;
}

export async function loadPraises(code: string, search: Search) {
  const { actor, campaign } = await requireCampaign(code);
  if (!mayAnywhere(actor, "praises.read")) notFound();
  const outlets = await outletsFor(actor, campaign, "praises.read");
  const unit = outlets.find((outlet) => outlet.code === search.unit);
  const state = oneOf(search.state, ["open", "decided"] as const) ?? "open";
  const scope = { campaignId: campaign.id, unitIds: (unit ? [unit] : outlets).map((outlet) => outlet.id) };
  const page = pageOf(search);
  const [open, decided, rows, reversals] = await Promise.all([
    countPraises(db, { ...scope, verified: false }),
    countPraises(db, { ...scope, verified: true }),
    listPraises(db, { ...scope, verified: state === "decided" }, { skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE }),
    mapReversals(db, campaign.id),
  ]);
  const names = new Map(outlets.map((outlet) => [outlet.id, outlet.name]));
  const people = await mapPeople(
    db,
    rows.flatMap((row) => row.personId ?? []),
  );
  return {
    campaign,
    state,
    unit: unit?.code ?? null,
    outlets: outlets.map(({ code, name }) => ({ code, name })),
    counts: { open, decided },
    total: state === "open" ? open : decided,
    page,
    mayRecord: !campaign.archived && mayAnywhere(actor, "praises.record"),
    effects: effectsOf(campaign.programme, "praise", { verified: "YES" }),
    rows: rows.map(({ verification, personId, unitId, receivedOn, ...row }): PraiseRowForList => {
      const person = personId ? people.get(personId) : null;
      return {
        ...row,
        receivedOn: receivedOn.toISOString().slice(0, 10),
        unit: names.get(unitId) ?? { zh: "", en: "" },
        person: person ? { name: person.name, nameLatin: person.nameLatin } : null,
        verdict: verification && {
          verified: verification.verified,
          on: today("Asia/Shanghai", verification.verifiedAt),
          reversed: reversals.has(verification.id),
        },
      };
    }),
  };
}

export async function loadPraiseForm(code: string, search: Search) {
  const { actor, campaign } = await requireCampaign(code);
  if (!mayAnywhere(actor, "praises.record")) notFound();
  const outlets = await outletsFor(actor, campaign, "praises.record");
  const unit =
    outlets.find((outlet) => outlet.code === search.unit) ?? (outlets.length === 1 ? outlets[0] : null) ?? null;
  return {
    campaign,
    today: today(),
    outlets: outlets.map(({ code, name }) => ({ code, name })),
    unit: unit && { code: unit.code, name: unit.name },
    people: unit ? (await listPeopleAt(db, unit.id, today())).map(choiceOf) : [],
  };
}

export async function loadPraise(campaignCode: string, no: string) {
  const { actor, campaign } = await requireCampaign(campaignCode);
  const day = today();
  const found = await findPraise(db, no, day);
  if (!found || found.row.campaignId !== campaign.id || !may(actor, "praises.read", found)) notFound();
  const { row, unit } = found;
  const receivedOn = row.receivedOn.toISOString().slice(0, 10);
  const { verification } = row;
  const reversal = verification && ((await mapReversals(db, campaign.id)).get(verification.id) ?? null);
  const person = row.personId ? ((await mapPeople(db, [row.personId])).get(row.personId) ?? null) : null;
  const files = await mapFiles(db, row.evidence);
  const concerned =
    (actor.personId !== null && actor.personId === row.personId) ||
    (await worksAt(db, actor.personId, unit.id, [receivedOn, day]));
  return {
    campaign,
    no: row.no,
    account: row.account,
    channel: row.channel,
    receivedOn,
    unit: { code: unit.code, name: unit.name },
    person: person && { name: person.name, nameLatin: person.nameLatin, post: person.post },
    recordedBy: await findAccountName(db, row.recordedById),
    recordedAt: row.recordedAt.toISOString(),
    files: row.evidence.flatMap((id) => files.get(id) ?? []),
    effects: effectsOf(
      campaign.programme,
      "praise",
      praiseAttributes(row, verification?.verified ?? true),
      pointsOf(verification),
    ),
    /** Points that the plan wants set when it is found true, and when it is not. */
    pointsAsked: {
      YES: verification ? null : pointsAsked(campaign.programme, "praise", praiseAttributes(row, true)),
      NO: verification ? null : pointsAsked(campaign.programme, "praise", praiseAttributes(row, false)),
    },
    verification: verification && {
      verified: verification.verified,
      points: pointsOf(verification),
      reason: verification.reason,
      by: verification.verifiedName,
      at: verification.verifiedAt.toISOString(),
      reversed: reversal && { reason: reversal.reason, at: reversal.at },
    },
    conditions: {
      unconcerned: !concerned,
      frozenBy: (await findFreezeOn(db, campaign.id, receivedOn))?.reviewCode ?? null,
    },
    may: {
      verify: may(actor, "praises.verify", found),
      reverse: verification !== null && !reversal && may(actor, "facts.reverse", found),
    },
  };
}
