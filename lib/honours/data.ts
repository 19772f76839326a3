import "server-only";
import { listAwardDecisions, readSeats } from "@/lib/awards/data";
import type { Campaign } from "@/lib/campaigns/types";
import { mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import type { db, Tx } from "@/lib/platform/db";
import { mapNumbers } from "@/lib/reports/data/numbers";
import { findResult, mapLives } from "@/lib/reviews/data";
import { stepInto } from "@/lib/reviews/rules/life";
import { levelOf } from "./rules";
import { type Honour, KINDS, LEVELS } from "./types";

export type Reader = Tx | typeof db;

const dayOf = (at: Date) => today("Asia/Shanghai", at);

/**
 * What the final reviews of a campaign gave, as it is held today: who fell away has it no more, and who followed has it
 * from that day. Nothing of a review that is not final.
 */
export async function listOwn(
  reader: Reader,
  campaign: Pick<Campaign, "id" | "code" | "name" | "path" | "organiser" | "plan">,
  day: string,
): Promise<Honour[]> {
  const programme = campaign.plan?.programme;
  if (!programme) return [];
  const honours: Honour[] = [];
  const numberOf = await mapNumbers(reader, campaign.id);
  for (const [code, life] of await mapLives(reader, campaign.id)) {
    const final = stepInto(life.steps, "FINAL");
    const result = life.state === "FINAL" && final ? await findResult(reader, life) : null;
    if (!final || !result) continue;
    const decided = (await listAwardDecisions(reader, [result.id])).filter(({ granted }) => granted);
    const { seated } = await readSeats(reader, campaign, code, result);
    const falls = await reader.awardFall.findMany({
      where: { campaignId: campaign.id, reviewCode: code, follower: { not: null } },
      select: { awardCode: true, follower: true, unitId: true, personId: true, at: true },
    });
    for (const { awardCode, subject } of seated) {
      const row = decided.find((one) => one.awardCode === awardCode && one.subject === subject);
      const followed = falls.find((one) => one.awardCode === awardCode && one.follower === subject);
      const holder = row ?? followed;
      const award = programme.awards.find((plan) => plan.code === awardCode);
      const group = programme.groups.find((plan) => plan.code === subject)?.name ?? null;
      const since = !row && followed && followed.at > final.at ? followed.at : final.at;
      honours.push({
        key: `${campaign.code} ${code} ${awardCode} ${subject}`,
        no: null,
        source: "OWN",
        kind: holder?.personId == null ? "COLLECTIVE" : "PERSONAL",
        level: levelOf(campaign.organiser.level),
        title: award?.name ?? { zh: awardCode, en: awardCode },
        on: dayOf(since),
        grantedBy: campaign.organiser.name,
        reference: numberOf(code, "decision") ?? "",
        unitId: holder?.unitId ?? null,
        personId: holder?.personId ?? null,
        group: holder?.unitId == null && holder?.personId == null ? group : null,
        path: campaign.path,
        campaign: { code: campaign.code, name: campaign.name, review: code },
        files: [],
        note: "",
        enteredBy: "",
        withdrawn: null,
      });
    }
  }
  return placed(reader, honours, day);
}

/** Every entry of the office, also those withdrawn. */
export async function listEntered(reader: Reader, day: string): Promise<Honour[]> {
  const rows = await reader.honour.findMany({ include: { withdrawal: true }, orderBy: { no: "asc" } });
  return placed(
    reader,
    rows.flatMap((row): Honour[] => {
      const kind = KINDS.find((known) => known === row.kind);
      const level = LEVELS.find((known) => known === row.level);
      if (!kind || !level) return [];
      return [
        {
          key: row.no,
          no: row.no,
          source: "ENTERED",
          kind,
          level,
          title: { zh: row.title, en: row.title },
          on: row.onDay.toISOString().slice(0, 10),
          grantedBy: { zh: row.grantedBy, en: row.grantedBy },
          reference: row.reference,
          unitId: row.unitId,
          personId: row.personId,
          group: null,
          path: "",
          campaign: null,
          files: row.evidence,
          note: row.note,
          enteredBy: row.byName,
          withdrawn: row.withdrawal && {
            reason: row.withdrawal.reason,
            byName: row.withdrawal.byName,
            at: row.withdrawal.at,
          },
        },
      ];
    }),
    day,
  );
}

/** Under the unit's place of today; where it has none, as it stood. An entry of a unit nobody knows is nobody's to read. */
async function placed(reader: Reader, honours: readonly Honour[], day: string): Promise<Honour[]> {
  const units = await mapUnits(
    reader,
    honours.flatMap(({ unitId }) => unitId ?? []),
    day,
  );
  return honours.flatMap((honour) => {
    const path = honour.unitId === null ? honour.path : (units.get(honour.unitId)?.path ?? honour.path);
    return path === "" ? [] : [{ ...honour, path }];
  });
}

/** An entry with the place of its unit; null where there is none. */
export async function findEntered(
  reader: Reader,
  no: string,
  day: string,
): Promise<{ readonly id: string; readonly no: string; readonly path: string; readonly withdrawn: boolean } | null> {
  const row = await reader.honour.findUnique({ where: { no }, include: { withdrawal: true } });
  const path = row && (await mapUnits(reader, [row.unitId], day)).get(row.unitId)?.path;
  return row && path ? { id: row.id, no: row.no, path, withdrawn: row.withdrawal !== null } : null;
}

/** Whose honours carry a file, and where their units are. */
export async function listCarrying(
  reader: Reader,
  fileId: string,
  day: string,
): Promise<{ readonly path: string; readonly personId: string | null }[]> {
  const rows = await reader.honour.findMany({
    where: { evidence: { has: fileId } },
    select: { unitId: true, personId: true },
  });
  const units = await mapUnits(
    reader,
    rows.map(({ unitId }) => unitId),
    day,
  );
  return rows.flatMap(({ unitId, personId }) => {
    const path = units.get(unitId)?.path;
    return path ? [{ path, personId }] : [];
  });
}
