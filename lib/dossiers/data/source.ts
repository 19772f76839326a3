import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { decidedUnder } from "@/lib/reports/data/decided";
import { readReviewMaterial } from "@/lib/reports/data/material";
import { wordsIn as paperWords } from "@/lib/reports/data/words";
import { reportOf } from "@/lib/reports/rules/documents/report";
import type { Named } from "@/lib/reports/types";
import { findReviewSubject, listResults as listStored, type Reader, readLife } from "@/lib/reviews/data";
import { localRanks, membersOf } from "@/lib/reviews/rules/populations";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { ResultHead, ReviewLife, SealedInput } from "@/lib/reviews/types";
import { reviewPeriod } from "@/lib/scoring/awards";
import { chainTo, linkOf, neededOf, reviewsTakenOver } from "../rules/sealed";
import type { ChainLink, DossierSource, SealedResult } from "../types";
import { VERIFIER_FILE } from "../verifier/page";
import { wordsIn } from "../words";
import { readDecisions } from "./decisions";
import { listEvidence, listSources } from "./evidence";
import { listResults, readSealed, recomputeInBreaths } from "./results";

/** The verifier as it lies in the project, and beside the built server. */
export function readVerifier(): Promise<string> {
  return readFile(path.join(process.cwd(), VERIFIER_FILE), "utf8");
}

/**
 * Everything the dossier of a result is made of, the result computed once more. Refuses one that does not come out as it
 * was sealed (`SEAL_BROKEN`), and one whose chain has a gap (`CHAIN_BROKEN`): a dossier that its own verifier would refuse
 * leaves the house in no case.
 */
export async function gatherDossier(
  reader: Reader,
  campaign: Campaign,
  resultId: string,
  word: (stage: string) => Promise<void> = async () => {},
): Promise<Result<DossierSource>> {
  await word("chain");
  const chained = await readChain(reader, campaign, resultId);
  if (!chained) return refuse("CHAIN_BROKEN");
  const { chain, result, earlier } = chained;
  await word("computed");
  const { input, computation, agrees } = await recomputeInBreaths(result);
  if (!agrees) return refuse("SEAL_BROKEN");
  const { programme } = input;
  const review = programme.reviews.find(({ code }) => code === result.review);
  if (!review) return refuse("SEAL_BROKEN");
  await word("gathered");
  const period = reviewPeriod(programme, result.review);
  const life = await readLife(reader, campaign.id, result.review);
  const decisions = await readDecisions(
    reader,
    { campaignId: campaign.id, review: result.review },
    life,
    resultId,
    programme,
  );
  const fallen = decisions.falls.flatMap(({ subject, follower }) => [
    subject,
    ...(follower === null ? [] : [follower]),
  ]);
  const spokenOf = [
    ...computation.ranking.standings.map(({ subject }) => subject),
    ...decisions.awards.map(({ subject }) => subject),
    ...decisions.penalties.map(({ subject }) => subject),
    ...decisions.remarks.flatMap(({ unit }) => unit ?? []),
    ...decisions.recusals.map(({ subject }) => subject),
    ...decisions.objections.map(({ subject }) => subject),
    ...decisions.nominations.map(({ subject }) => subject),
    ...[...decisions.disputes, ...decisions.appeals, ...decisions.replies].map(({ unit }) => unit),
    ...fallen,
  ];
  const people = await mapPeople(reader, [
    ...computation.penalties.flatMap(({ person }) => person ?? []),
    ...decisions.penalties.flatMap(({ person }) => person ?? []),
    ...[...decisions.awards, ...decisions.nominations].map(({ subject }) => subject).filter((id) => ID.test(id)),
    ...fallen.filter((id) => ID.test(id)),
  ]);
  const units = await mapUnits(reader, membersOf(localRanks(computation.ranking, input.subjects)), period.to);
  return accept({
    campaign: { code: campaign.code, name: campaign.name },
    review,
    programme,
    period,
    result,
    chain,
    earlier,
    input,
    computation,
    names: await namesOf(reader, programme, spokenOf, period.to),
    units: new Map([...units].map(([id, { name }]) => [id, name])),
    people: new Map([...people].map(([id, { name, nameLatin }]) => [id, { zh: name, en: nameLatin }])),
    decided: await decidedUnder(reader, campaign, result.review, await headOf(reader, life, result.review, resultId)),
    decisions,
    evidence: await listEvidence(reader, { campaignId: campaign.id, review: result.review }, input.facts, programme),
    sources: await listSources(reader, campaign.id, result.computedAt),
    report: await readReport(reader, campaign, resultId, result, life),
    verifier: await readVerifier(),
    words: { "zh-CN": wordsIn("zh-CN"), en: wordsIn("en") },
  });
}

async function headOf(reader: Reader, life: ReviewLife, review: string, resultId: string): Promise<ResultHead> {
  const head = life.id === null ? null : (await listStored(reader, life.id)).find(({ id }) => id === resultId);
  if (!head) throw new Error(`the result of ${review} is gone`);
  return head;
}

/** The half-year or year report about this result, as of the day it was computed on. */
async function readReport(
  reader: Reader,
  campaign: Campaign,
  resultId: string,
  { review, computedAt }: SealedResult,
  life: ReviewLife,
): Promise<DossierSource["report"]> {
  const subject = await findReviewSubject(reader, { campaign: campaign.code, review });
  if (!subject) throw new Error(`the review ${review} is gone`);
  const head = await headOf(reader, life, review, resultId);
  const material = await readReviewMaterial(reader, subject, life, head, today("Asia/Shanghai", computedAt));
  return { "zh-CN": reportOf(material, paperWords("zh-CN")), en: reportOf(material, paperWords("en")) };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Names for ids. A person goes by the beginning of the id that the facts have: staff numbers stay in the house. */
async function namesOf(
  reader: Reader,
  programme: DossierSource["programme"],
  ids: readonly string[],
  day: string,
): Promise<Map<string, Named>> {
  const subjects = await mapSubjects(reader, programme, [...new Set(ids)], day);
  return new Map(
    [...subjects].map(([id, { kind, code, name, unit }]): [string, Named] => [
      id,
      kind === "PERSON"
        ? { code: `P-${id.slice(-8)}`, name, outlet: unit?.name ?? null }
        : { code, name, outlet: null },
    ]),
  );
}

/** The seals up to this one, and those results of them that a reader needs as a whole. */
async function readChain(
  reader: Reader,
  campaign: Campaign,
  resultId: string,
): Promise<{ chain: ChainLink[]; result: SealedResult; earlier: SealedResult[] } | null> {
  const all = await listResults(reader, campaign.id);
  const own = all.find(({ id }) => id === resultId);
  const results = own && chainTo(all, own.seal);
  if (!results) return null;
  const links: (ChainLink & { id: string; takenOver: ReadonlySet<string> })[] = [];
  for (const { id } of results) {
    const sealed = await readSealed(reader, campaign.code, id);
    links.push({ ...linkOf(sealed), id, takenOver: reviewsTakenOver(JSON.parse(sealed.input) as SealedInput) });
  }
  const earlier: SealedResult[] = [];
  for (const { id } of neededOf(links, ({ takenOver }) => takenOver)) {
    earlier.push(await readSealed(reader, campaign.code, id));
  }
  return {
    chain: links.map(({ id: _, takenOver: __, ...link }) => link),
    result: await readSealed(reader, campaign.code, resultId),
    earlier,
  };
}
