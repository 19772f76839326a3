import "server-only";
import type { Reader } from "@/lib/reviews/data";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import type { EvidenceEntry } from "../types";
import { disputesIn, nominationsFor } from "./decided";

interface About {
  readonly campaignId: string;
  readonly review: string;
}

/** Files of one act; each is called by `name` and its number. */
export interface Laid extends Pick<EvidenceEntry, "name" | "record" | "fact" | "with"> {
  readonly evidence: readonly string[];
}

/** What was laid beside the facts of a result: disputes, appeals and replies of outlets, then the award's nominations. */
export async function laidBeside(
  reader: Reader,
  { campaignId, review }: About,
  facts: readonly Fact[],
  programme: Programme,
): Promise<Laid[]> {
  return [
    ...(await disputesOf(reader, campaignId, facts)),
    ...(await answersOf(reader, campaignId, review, facts)),
    ...(await nominationsOf(reader, campaignId, review, programme)),
  ];
}

/** Disputes of findings, oldest first. */
async function disputesOf(reader: Reader, campaignId: string, facts: readonly Fact[]): Promise<Laid[]> {
  const words = await disputesIn(reader, campaignId);
  const known = new Set(facts.map(({ id }) => id));
  return words.flatMap(({ no, inspectionId, evidence }): Laid[] =>
    known.has(inspectionId) ? [{ name: `${no}-D`, record: no, fact: inspectionId, with: "DISPUTE", evidence }] : [],
  );
}

/** Nominations for the review's awards, each with what was found about it. */
async function nominationsOf(
  reader: Reader,
  campaignId: string,
  review: string,
  programme: Programme,
): Promise<Laid[]> {
  const nominations = await nominationsFor(reader, campaignId, review, programme);
  return nominations.flatMap(({ no, evidence, screenings }): Laid[] => [
    { name: no, record: no, fact: null, with: "NOMINATION", evidence },
    ...screenings.map(
      (found): Laid => ({
        name: `${no}-S${found.seq}`,
        record: no,
        fact: null,
        with: "SCREENING",
        evidence: found.evidence,
      }),
    ),
  ]);
}

/**
 * Appeals round by round, then replies, each in the order in which they were made: of those about a fact of the result or
 * a penalty of the review. Who spoke for the outlet stays in the house.
 */
async function answersOf(reader: Reader, campaignId: string, review: string, facts: readonly Fact[]): Promise<Laid[]> {
  const appeals = await reader.appeal.findMany({
    where: { campaignId },
    orderBy: [{ at: "asc" }, { no: "asc" }],
    include: { rounds: { orderBy: { round: "asc" } } },
  });
  const replies = await reader.outletReply.findMany({ where: { campaignId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  const known = await itemsOf(reader, review, new Map(facts.map((fact) => [fact.id, fact])), [...appeals, ...replies]);
  const count = new Map<string, number>();
  return [
    ...appeals.flatMap(({ no, kind, itemId, rounds }) => {
      const item = known.get(keyOf({ kind, itemId }));
      return item
        ? rounds.map(
            ({ round, evidence }): Laid => ({
              name: `${no}-${round}`,
              record: no,
              fact: item.fact,
              with: "APPEAL",
              evidence,
            }),
          )
        : [];
    }),
    ...replies.flatMap(({ kind, itemId, evidence }): Laid[] => {
      const item = known.get(keyOf({ kind, itemId }));
      if (!item) return [];
      const nth = (count.get(item.no) ?? 0) + 1;
      count.set(item.no, nth);
      return [{ name: `${item.no}-R${nth}`, record: item.no, fact: item.fact, with: "REPLY", evidence }];
    }),
  ];
}

/** What an appeal or a reply is about. A penalty has no number of its own and goes by the plan's code for it. */
interface ItemKnown {
  readonly no: string;
  /** Null for a penalty that rests on no record. */
  readonly fact: string | null;
}

interface ItemNamed {
  readonly kind: string;
  readonly itemId: string;
}

const keyOf = ({ kind, itemId }: ItemNamed) => `${kind} ${itemId}`;

async function itemsOf(
  reader: Reader,
  review: string,
  facts: ReadonlyMap<string, Pick<Fact, "ref">>,
  asked: readonly ItemNamed[],
): Promise<Map<string, ItemKnown>> {
  const idsOf = (wanted: string) => asked.flatMap(({ kind, itemId }) => (kind === wanted ? [itemId] : []));
  const where = (kind: string) => ({ id: { in: idsOf(kind) } });
  const findings = await reader.finding.findMany({
    where: where("FINDING"),
    select: { id: true, no: true, inspectionId: true },
  });
  const verdicts = await reader.complaintDecision.findMany({
    where: where("COMPLAINT"),
    select: { id: true, complaintId: true },
  });
  const penalties = await reader.penaltyDecision.findMany({
    where: { ...where("PENALTY"), reviewCode: review },
    select: { id: true, penaltyCode: true, factId: true },
  });
  const known = new Map<string, ItemKnown>();
  const add = (kind: string, itemId: string, fact: string, no?: string) => {
    const record = facts.get(fact);
    if (record) known.set(keyOf({ kind, itemId }), { no: no ?? record.ref, fact });
  };
  for (const { id, no, inspectionId } of findings) add("FINDING", id, inspectionId, no);
  for (const kind of ["INSPECTION", "RECORD", "FIGURE"]) for (const id of idsOf(kind)) add(kind, id, id);
  for (const { id, complaintId } of verdicts) add("COMPLAINT", id, complaintId);
  for (const { id, penaltyCode, factId } of penalties)
    known.set(keyOf({ kind: "PENALTY", itemId: id }), { no: penaltyCode, fact: factId || null });
  return known;
}

/**
 * When the last file was filed that this result's index lists beside its facts, or while one of them was looked into; the
 * facts are read when there is one. Nominations are decisions, and their times are told with those.
 */
export async function lastLaidAt(
  reader: Reader,
  { campaignId, review }: About,
  factsOf: () => Promise<readonly Fact[]>,
): Promise<Date | null> {
  const evidence = { isEmpty: false } as const;
  const [rounds, replies, words, steps] = await Promise.all([
    reader.appealRound.findMany({
      where: { appeal: { campaignId }, evidence },
      select: { at: true, appeal: { select: { kind: true, itemId: true } } },
    }),
    reader.outletReply.findMany({ where: { campaignId, evidence }, select: { at: true, kind: true, itemId: true } }),
    disputesIn(reader, campaignId),
    reader.complaintStep.findMany({
      where: { complaint: { campaignId }, evidence },
      select: { at: true, complaintId: true },
    }),
  ]);
  const laid = [...rounds.map(({ at, appeal }) => ({ at, ...appeal })), ...replies];
  const filed = [
    ...words.flatMap(({ at, inspectionId, evidence }) => (evidence.length > 0 ? [{ at, fact: inspectionId }] : [])),
    ...steps.map(({ at, complaintId }) => ({ at, fact: complaintId })),
  ];
  if (laid.length === 0 && filed.length === 0) return null;
  const facts = new Map((await factsOf()).map((fact) => [fact.id, fact]));
  const known = await itemsOf(reader, review, facts, laid);
  const moments = [
    ...laid.filter((one) => known.has(keyOf(one))).map(({ at }) => at),
    ...filed.filter(({ fact }) => facts.has(fact)).map(({ at }) => at),
  ];
  return moments.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);
}
