import "server-only";
import { rootsFor } from "@/lib/access/policy";
import { listPenaltyDecisions, mapCurrentResults } from "@/lib/awards/data";
import type { Campaign } from "@/lib/campaigns/types";
import { findRecord } from "@/lib/inspections/data/records";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { COLUMNS, HEADINGS, METRIC_OF } from "@/lib/metrics/types";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { formatMonth } from "@/lib/platform/i18n/format";
import { findStream, titleOf, valueShown } from "@/lib/records/rules/streams";
import { isPublished } from "@/lib/reviews/rules/life";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import { findAppealOf } from "../data/cases";
import { findItem, findItemById } from "../data/items";
import { listFactsKnownSince } from "../data/open";
import { appealTerms, decideFiling } from "../rules/appeals";
import type { Item, ItemKind, ItemSource } from "../types";
import { mayAppeal } from "../usecases";

const termsOf = (campaign: Campaign) => appealTerms(campaign.plan?.programme ?? campaign.draft);

/** What an item is called on a page. */
export interface ItemShown {
  readonly kind: ItemKind;
  readonly no: string;
  readonly name: Text;
  /** Points, or yuan for a fine; null where there is no figure. */
  readonly figure: string | null;
  /** Page of the record, from the campaign's root; null: not for this reader. */
  readonly path: string | null;
  /** Business day of a record, month of a figure. */
  readonly on: Day | null;
  /** What a record or figure was taken from. */
  readonly source: ItemSource;
}

export interface OpenFact extends ItemShown {
  readonly unit: Text;
  readonly until: Day;
}

export interface OpenPenalty {
  readonly id: string;
  readonly name: Text;
  readonly unit: Text;
  readonly figure: string | null;
  readonly until: Day;
}

/** Records and figures that one item of an outlet, or of a person, can be appealed against by; the newest. */
const FACTS_LISTED = 20;

/** Records about the reader, and those and the figures of their outlets, whose days run: nobody else lists them for a person. */
export async function listOpenFacts(actor: Actor, campaign: Campaign): Promise<OpenFact[]> {
  const roots = rootsFor(actor, "appeals.file");
  const units = roots.length > 0 ? (await listUnitsUnder(db, roots, today())).map(({ id }) => id) : [];
  const { days } = termsOf(campaign);
  const candidates = await listFactsKnownSince(db, campaign, addDays(today(), -days), {
    units,
    person: actor.personId,
    take: FACTS_LISTED,
  });
  const open: OpenFact[] = [];
  for (const { kind, id } of candidates) {
    const item = await findItemById(db, campaign, kind, id, today());
    if (!item || !mayAppeal(actor, { path: item.path, campaign, item })) continue;
    const decided = decideFiling(item, await findAppealOf(db, kind, id), days, today());
    if (!decided.ok) continue;
    const unit = (await mapUnits(db, [item.unitId], today())).get(item.unitId)?.name ?? { zh: "—", en: "—" };
    open.push({ ...(await itemShown(campaign, item)), unit, until: decided.value.until });
  }
  return open;
}

/** Nobody opens the ledger of penalties for their own: what falls on them is listed here while its days run. */
export async function listOpenPenalties(actor: Actor, campaign: Campaign): Promise<OpenPenalty[]> {
  const roots = rootsFor(actor, "appeals.file");
  if (roots.length === 0 && actor.personId === null) return [];
  const own = new Set((await listUnitsUnder(db, roots, today())).map(({ id }) => id));
  const results = [...(await mapCurrentResults(db, campaign.id))].filter(([, { state }]) => isPublished(state));
  const decisions = (
    await listPenaltyDecisions(
      db,
      results.map(([id]) => id),
    )
  ).filter(
    ({ subject, personId }) =>
      own.has(subject) || (actor.personId !== null && [subject, personId].includes(actor.personId)),
  );
  const open: OpenPenalty[] = [];
  for (const { id } of decisions) {
    const item = await findItem(db, campaign, "PENALTY", id, today());
    if (!item || !mayAppeal(actor, { path: item.path, campaign, item })) continue;
    const decided = decideFiling(item, await findAppealOf(db, "PENALTY", id), termsOf(campaign).days, today());
    if (!decided.ok) continue;
    const { name, figure } = await itemShown(campaign, item);
    const unit = (await mapUnits(db, [item.unitId], today())).get(item.unitId)?.name ?? { zh: "—", en: "—" };
    open.push({ id, name, unit, figure, until: decided.value.until });
  }
  return open;
}

/** An item in words: from the sheet, the register or the plan. */
export async function itemShown(campaign: Campaign, item: Item): Promise<ItemShown> {
  const { kind, no, detail } = item;
  const programme = campaign.plan?.programme ?? campaign.draft;
  const plain = { on: null, source: null };
  switch (detail.kind) {
    case "FINDING": {
      const record = await findRecord(db, campaign.id, { no: detail.inspection });
      const sheet = record && (await findSheet(db, record.versionId));
      const wording = sheet ? itemsOf(sheet).find(({ code }) => code === detail.itemCode)?.text : undefined;
      const name = wording ?? { zh: detail.itemCode, en: detail.itemCode };
      return { kind, no, name, figure: detail.lost, path: `/inspections/${detail.inspection}?f=${no}`, ...plain };
    }
    case "INSPECTION":
      return { kind, no, name: { zh: no, en: no }, figure: detail.score, path: `/inspections/${no}`, ...plain };
    case "COMPLAINT":
      return {
        kind,
        no,
        name: { zh: detail.title, en: detail.title },
        figure: detail.points,
        path: `/complaints/${no}`,
        ...plain,
      };
    case "PENALTY": {
      const plan = programme.penalties.find(({ code }) => code === detail.penalty);
      const consequence = plan?.consequences.find(({ code }) => code === detail.consequence);
      const both = (language: "zh" | "en") =>
        [plan?.name[language], consequence?.name[language]].filter(Boolean).join(language === "zh" ? "：" : ": ");
      return {
        kind,
        no: "",
        name: { zh: both("zh"), en: both("en") },
        figure: detail.amount,
        path: `/reviews/${detail.review}`,
        ...plain,
      };
    }
    case "RECORD": {
      const stream = findStream(programme, detail.stream);
      return {
        kind,
        no,
        name: titleOf(stream, detail.stream, detail.attrs),
        figure: detail.value === null ? null : valueShown(detail.value, stream?.value),
        path: `/records/${no}`,
        on: item.day,
        source: detail.source,
      };
    }
    case "FIGURE": {
      const heading = HEADINGS[COLUMNS.find((column) => METRIC_OF[column] === detail.metric) ?? "headcount"];
      return {
        kind,
        no,
        name: {
          zh: `${formatMonth(detail.month, "zh-CN")}${heading.zh}`,
          en: `${heading.en}, ${formatMonth(detail.month, "en")}`,
        },
        figure: detail.value,
        path: "/metrics",
        on: null,
        source: detail.source,
      };
    }
  }
}
