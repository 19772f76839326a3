import "server-only";
import type { Reader } from "@/lib/reviews/data";
import type { Fact } from "@/lib/scoring/types";
import type { EvidenceEntry, SourceEntry } from "../types";

const EXTENSION: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
};

/**
 * Pictures and documents behind the facts, in the order of the facts; after them what outlets laid before a hearing, or
 * sent with a reply. They are named after the record: the name under which one was filed may say who complained, or who
 * the unannounced visitor was.
 */
export async function listEvidence(
  reader: Reader,
  { campaignId, review }: { readonly campaignId: string; readonly review: string },
  facts: readonly Fact[],
): Promise<EvidenceEntry[]> {
  const filed = await filesByRecord(reader, campaignId);
  const laid: Laid[] = [
    ...facts.map(({ id, ref }): Laid => {
      const evidence = [...new Set(filed.get(id) ?? [])];
      return { name: ref, record: ref, fact: id, with: "RECORD", evidence };
    }),
    ...(await answersOf(reader, campaignId, review, facts)),
  ];
  const rows = await reader.evidenceFile.findMany({
    where: { id: { in: laid.flatMap(({ evidence }) => evidence) } },
    select: { id: true, mime: true, bytes: true, sha256: true },
  });
  const files = new Map(rows.map(({ id, ...row }) => [id, row]));
  return laid.flatMap(({ name, evidence, ...about }) =>
    evidence.flatMap((id, at): EvidenceEntry[] => {
      const file = files.get(id);
      return file ? [{ ...file, ...about, name: `${name}-${at + 1}.${EXTENSION[file.mime] ?? "bin"}` }] : [];
    }),
  );
}

/** Files of one act; each is called by `name` and its number. */
interface Laid extends Pick<EvidenceEntry, "name" | "record" | "fact" | "with"> {
  readonly evidence: readonly string[];
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

/** When the last file was laid before a hearing or sent with a reply, about this result; its facts are read when there is one. */
export async function lastAnsweredAt(
  reader: Reader,
  { campaignId, review }: { readonly campaignId: string; readonly review: string },
  factsOf: () => Promise<readonly Fact[]>,
): Promise<Date | null> {
  const evidence = { isEmpty: false } as const;
  const [rounds, replies] = await Promise.all([
    reader.appealRound.findMany({
      where: { appeal: { campaignId }, evidence },
      select: { at: true, appeal: { select: { kind: true, itemId: true } } },
    }),
    reader.outletReply.findMany({ where: { campaignId, evidence }, select: { at: true, kind: true, itemId: true } }),
  ]);
  const laid = [...rounds.map(({ at, appeal }) => ({ at, ...appeal })), ...replies];
  if (laid.length === 0) return null;
  const facts = new Map((await factsOf()).map((fact) => [fact.id, fact]));
  const known = await itemsOf(reader, review, facts, laid);
  return laid.reduce<Date | null>(
    (last, one) => (known.has(keyOf(one)) && (last === null || one.at > last) ? one.at : last),
    null,
  );
}

async function filesByRecord(reader: Reader, campaignId: string): Promise<Map<string, string[]>> {
  const [findings, complaints, praises, events, records] = await Promise.all([
    reader.finding.findMany({
      where: { inspection: { campaignId }, evidence: { isEmpty: false } },
      orderBy: { no: "asc" },
      select: { inspectionId: true, evidence: true },
    }),
    reader.complaint.findMany({
      where: { campaignId },
      select: { id: true, evidence: true, decision: { select: { evidence: true } } },
    }),
    reader.praise.findMany({ where: { campaignId }, select: { id: true, evidence: true } }),
    reader.learningEvent.findMany({ where: { campaignId }, select: { id: true, evidence: true } }),
    reader.recordedFact.findMany({
      where: { campaignId },
      select: { id: true, evidence: true },
    }),
  ]);
  const filed = new Map<string, string[]>();
  const add = (record: string, evidence: readonly string[]) => {
    if (evidence.length > 0) filed.set(record, [...(filed.get(record) ?? []), ...evidence]);
  };
  for (const { inspectionId, evidence } of findings) add(inspectionId, evidence);
  for (const { id, evidence, decision } of complaints) add(id, [...evidence, ...(decision?.evidence ?? [])]);
  for (const { id, evidence } of [...praises, ...events, ...records]) add(id, evidence);
  return filed;
}

/** Files that figures and records of the campaign were imported from, up to the moment of the computation. */
export async function listSources(reader: Reader, campaignId: string, until: Date): Promise<SourceEntry[]> {
  const where = { campaignId, importedAt: { lte: until } };
  const wanted = { no: true, sha256: true, rows: true } as const;
  const asked = { where, orderBy: { no: "asc" }, select: { ...wanted, evidence: true } } as const;
  const imports = [...(await reader.metricImport.findMany(asked)), ...(await reader.recordImport.findMany(asked))];
  const rows = await reader.evidenceFile.findMany({
    where: { id: { in: imports.flatMap(({ evidence }) => evidence) } },
    select: { id: true, sha256: true },
  });
  const files = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  return imports.map(({ evidence, ...row }) => ({ ...row, documents: evidence.flatMap((id) => files.get(id) ?? []) }));
}
