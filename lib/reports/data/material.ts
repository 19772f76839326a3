import "server-only";
import { mapPenaltyNotices } from "@/lib/appeals/data/notices";
import { listAwardDecisions, listPenaltyDecisions, type Reader } from "@/lib/awards/data";
import { withReward } from "@/lib/awards/rules/rewards";
import type { StoredPenalty } from "@/lib/awards/types";
import { listCommittee, listParticipants, listStandardsInUse } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import { type Points, points, text, ZERO } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { findRoot, mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import {
  findPreviousRanking,
  findResult,
  findReviewSubject,
  listStandings,
  readComputed,
  readLife,
} from "@/lib/reviews/data";
import { noticeUntil, stepInto } from "@/lib/reviews/rules/life";
import { type LocalRanks, localRanks, membersOf } from "@/lib/reviews/rules/populations";
import { compareGroups, figuresOf, movement } from "@/lib/reviews/rules/table";
import { mapSubjects, type SubjectKnown } from "@/lib/reviews/subjects";
import type { ResultHead, ReviewLife, ReviewSubject, StoredStanding } from "@/lib/reviews/types";
import { reviewPeriod } from "@/lib/scoring/awards";
import { prizesOf } from "@/lib/scoring/awards/prizes";
import type { Programme } from "@/lib/scoring/programme/schema";
import { kindOf } from "@/lib/scoring/programme/subjects";
import type { ReviewComputation, ReviewInput } from "@/lib/scoring/types";
import { prizesFor } from "@/lib/settlement/rules/winners";
import {
  type AwardGiven,
  noticeKey,
  type Party,
  type PenaltyGiven,
  type PlaceInUnit,
  type PlanMaterial,
  type Problem,
  type RankedRow,
  type ReviewMaterial,
  reportedTo,
} from "../rules/documents/material";
import { holdersUnder } from "./holders";
import { mapNumbers } from "./numbers";

const NOBODY: Text = { zh: "—", en: "—" };

/** The body that a document is from: the bank with the branch that organises, as it stands on official paper. */
export async function issuerOf(reader: Reader, { organiser }: Pick<Campaign, "organiser">, day: Day): Promise<Text> {
  const bank = await findRoot(reader, day);
  if (!bank || bank.id === organiser.id || organiser.name.zh.startsWith(bank.name.zh)) return organiser.name;
  return { zh: `${bank.name.zh}${organiser.name.zh}`, en: `${bank.name.en}, ${organiser.name.en}` };
}

/** Everything that a document about the stored result of a review may need. Whoever asks for it has asked the policy before. */
export async function readReviewMaterial(
  reader: Reader,
  subject: ReviewSubject,
  life: ReviewLife,
  result: ResultHead,
  day: Day,
): Promise<ReviewMaterial> {
  const { campaign } = subject;
  const { input, computation, programme } = await readComputed(reader, campaign.code, subject.review.code, result);
  const review = programme.reviews.find((plan) => plan.code === subject.review.code) ?? subject.review;
  const period = reviewPeriod(programme, review.code);
  const standings = await listStandings(reader, result.id);
  const ids = standings.map((standing) => standing.subject);
  const then = await mapSubjects(reader, programme, ids, within(day, period) ? day : period.to);
  const previous = await findPreviousRanking(reader, subject);
  const before = new Map(previous?.standings.map((standing) => [standing.subject, standing.rank]));
  const places = new Map(computation.ranking.standings.map((place) => [place.subject, place]));
  const complaints = validComplaints(input, period, kindOf(review) === "PERSON");
  const grades = (review.grades ?? []).flatMap(({ bands }) => bands);
  const placesOf = await placesNamed(reader, localRanks(computation.ranking, input.subjects), period.to);
  const rows = standings.map((standing): RankedRow => {
    const known = then.get(standing.subject);
    const place = places.get(standing.subject);
    return {
      code: known?.code ?? "",
      name: known?.name ?? NOBODY,
      outlet: known?.kind === "PERSON" ? (known.unit?.name ?? null) : null,
      list: programme.groups.find(({ code }) => code === place?.group)?.name ?? null,
      rank: standing.rank,
      within: placesOf(standing.subject),
      total: standing.total,
      movement: movement(standing.rank, before.get(standing.subject)),
      grade: grades.find(({ code }) => code === place?.grade)?.name ?? null,
      lines: standing.lines,
      unranked: standing.unranked,
      listed: place?.unlisted === undefined,
      complaints: complaints.get(standing.subject) ?? 0,
    };
  });
  const figures = figuresOf(standings);
  const numberOf = await mapNumbers(reader, campaign.id);
  const published = stepInto(life.steps, "NOTICE");
  const final = stepInto(life.steps, "FINAL");
  const publishedOn = published ? today("Asia/Shanghai", published.at) : null;
  return {
    campaign: { code: campaign.code, name: campaign.name, organiser: await issuerOf(reader, campaign, day) },
    programme,
    review,
    planVersion: result.planVersion,
    kind: kindOf(review),
    period,
    state: life.state,
    seal: result.seal,
    numbers: { circular: numberOf(review.code, "circular"), decision: numberOf(review.code, "decision") },
    publishedOn,
    noticeUntil: publishedOn && (review.noticeDays ?? 0) > 0 ? noticeUntil(publishedOn, review.noticeDays) : null,
    finalOn: final ? today("Asia/Shanghai", final.at) : null,
    today: day,
    previous: previous ? (programme.reviews.find(({ code }) => code === previous.review)?.name ?? null) : null,
    rows,
    mean: figures.mean,
    spread: figures.spread,
    groups: await groupsOf(reader, programme, input, standings, then, day),
    awards: await awardsOf(reader, subject, { programme, computation }, result, period.to),
    penalties: await penaltiesOf(reader, programme, computation, input, result, period.to, numberOf),
    problems: problemsOf(input, period),
  };
}

/** Ranks within sub-branches and districts, with the names that these had on the day. */
async function placesNamed(
  reader: Reader,
  ranks: readonly LocalRanks[],
  day: Day,
): Promise<(subject: string) => PlaceInUnit[]> {
  const units = await mapUnits(reader, membersOf(ranks), day);
  return (subject) =>
    ranks.flatMap(({ population, places }): PlaceInUnit[] => {
      const place = places.get(subject);
      if (!place) return [];
      return [{ population, unit: units.get(place.member)?.name ?? NOBODY, rank: place.rank, of: place.of }];
    });
}

function validComplaints(input: ReviewInput, period: DayRange, people: boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const fact of input.facts) {
    if (fact.stream !== "complaint" || fact.state !== "COUNTED" || fact.attrs.validity !== "VALID") continue;
    const about = people ? (fact.attrs.person ?? fact.subject) : fact.subject;
    if (within(fact.on, period)) counts.set(about, (counts.get(about) ?? 0) + 1);
  }
  return counts;
}

/** Competition groups, or the units above where the plan has one group only. */
async function groupsOf(
  reader: Reader,
  programme: Programme,
  input: ReviewInput,
  standings: readonly StoredStanding[],
  known: ReadonlyMap<string, SubjectKnown>,
  day: Day,
): Promise<ReviewMaterial["groups"]> {
  const grouped = new Map(input.subjects.map(({ id, group }) => [id, group ?? null]));
  const byPlan = programme.groups.length > 1 && [...grouped.values()].some((code) => code !== null);
  const above = (id: string) => {
    const subject = known.get(id);
    return (subject?.kind === "PERSON" ? subject.unit?.id : subject?.unit?.parentId) ?? null;
  };
  const groups = compareGroups(standings, (id) => (byPlan ? (grouped.get(id) ?? null) : above(id)));
  if (groups.length < 2) return [];
  const parents = await mapUnits(reader, byPlan ? [] : groups.map(({ code }) => code), day);
  return groups.map(({ code, units, ranked, mean, best, worst }) => ({
    name: programme.groups.find((plan) => byPlan && plan.code === code)?.name ?? parents.get(code)?.name ?? NOBODY,
    units,
    ranked,
    mean,
    best,
    worst,
  }));
}

const partyOf = (known: SubjectKnown | undefined): Party =>
  known?.kind === "PERSON"
    ? { unit: known.unit?.name ?? NOBODY, person: known.name }
    : { unit: known?.name ?? NOBODY, person: null };

/** What an award is stands in the plan of the result; whom it is reported to, in the plan that holds now. */
async function awardsOf(
  reader: Reader,
  { campaign, review, plan: newest }: ReviewSubject,
  { programme, computation }: { programme: Programme; computation: ReviewComputation },
  result: ResultHead,
  day: Day,
): Promise<AwardGiven[]> {
  const granted = (await listAwardDecisions(reader, [result.id])).filter((decision) => decision.granted);
  const { holders, fallen } = await holdersUnder(reader, campaign, review.code, result);
  const known = await mapSubjects(
    reader,
    programme,
    [
      ...granted.map(({ subject }) => subject),
      ...holders.flatMap(({ subject, after }) => [subject, ...(after === null ? [] : [after])]),
      ...fallen.flatMap(({ subject, taken }) => [subject, ...(taken === null ? [] : [taken])]),
    ],
    day,
  );
  const nameOf = (subject: string) => partyOf(known.get(subject));
  return programme.awards
    .filter((plan) => plan.review === review.code)
    .map((plan) => {
      const proposal = computation.awards.find((one) => one.award === plan.code);
      const ready = [...(proposal?.winners ?? []), ...(proposal?.reserves ?? [])];
      const figureOf = (subject: string) => ready.find((one) => one.subject === subject)?.value ?? null;
      return {
        plan,
        reportTo: reportedTo(newest.programme, plan.code),
        winners: granted
          .filter(({ awardCode }) => awardCode === plan.code)
          .map(({ subject, ...decision }) => ({
            party: nameOf(subject),
            value: figureOf(subject),
            prizes: withReward(plan, prizesOf(plan, proposal, subject), decision),
          })),
        holders: holders
          .filter(({ awardCode }) => awardCode === plan.code)
          .map((holder) => ({
            party: nameOf(holder.subject),
            after: holder.after === null ? null : nameOf(holder.after),
            value: figureOf(holder.subject),
            prizes: prizesFor(plan, proposal, holder),
          })),
        left: fallen
          .filter(({ awardCode }) => awardCode === plan.code)
          .map(({ subject, taken, at }) => ({
            party: nameOf(subject),
            taken: taken === null ? null : nameOf(taken),
            on: today("Asia/Shanghai", at),
          })),
      };
    });
}

async function penaltiesOf(
  reader: Reader,
  programme: Programme,
  computation: ReviewComputation,
  input: ReviewInput,
  result: ResultHead,
  day: Day,
  numberOf: Awaited<ReturnType<typeof mapNumbers>>,
): Promise<PenaltyGiven[]> {
  const rows = (await listPenaltyDecisions(reader, [result.id])).filter(({ consequence }) => consequence !== "");
  const known = await mapSubjects(
    reader,
    programme,
    rows.map(({ subject }) => subject),
    day,
  );
  const people = await mapPeople(
    reader,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  const told = await mapPenaltyNotices(
    reader,
    rows.map(({ id }) => id),
  );
  const onOne = Map.groupBy(rows, (row) => [row.penaltyCode, row.subject, row.factId, row.personId].join(" "));
  return [...onOne.values()].flatMap((own): PenaltyGiven[] => {
    const [first] = own as [StoredPenalty, ...StoredPenalty[]];
    const plan = programme.penalties.find(({ code }) => code === first.penaltyCode);
    if (!plan) return [];
    const subject = known.get(first.subject);
    const person = people.get(first.personId ?? "");
    const proposal = computation.penalties.find(
      (one) => one.penalty === plan.code && one.subject === first.subject && (one.fact?.id ?? "") === first.factId,
    );
    const fact = input.facts.find(({ id }) => first.factId !== "" && id === first.factId);
    const party = partyOf(subject);
    return [
      {
        id: first.id,
        key: noticeKey(first),
        number: numberOf(first.reviewCode, "notice", noticeKey(first)),
        plan,
        party: person ? { unit: party.unit, person: { zh: person.name, en: person.nameLatin } } : party,
        unitId: subject?.unit?.id ?? null,
        personId: first.personId ?? (subject?.kind === "PERSON" ? subject.id : null),
        because: proposal?.because ?? null,
        repeated: proposal?.repeated ?? null,
        record: fact ? { ref: fact.ref, on: fact.on } : null,
        reason: first.reason,
        decidedOn: today("Asia/Shanghai", first.decidedAt),
        appealUntil:
          own
            .flatMap(({ id }) => told.get(id)?.dueOn ?? [])
            .sort()
            .at(-1) ?? null,
        consequences: own.flatMap((row) => {
          const consequence = plan.consequences.find(({ code }) => code === row.consequence);
          return consequence ? [{ plan: consequence, amountMinor: row.amountMinor }] : [];
        }),
      },
    ];
  });
}

/**
 * A penalty under a result that counts, by the id of its first row, with the review it belongs to; null where there is
 * none in this campaign.
 */
export async function findPenalty(
  reader: Reader,
  campaignCode: string,
  id: string,
  day: Day,
): Promise<{
  at: { subject: ReviewSubject; life: ReviewLife; result: ResultHead };
  penalty: PenaltyGiven;
} | null> {
  const row = await reader.penaltyDecision.findUnique({
    where: { id },
    select: { reviewCode: true, campaignId: true },
  });
  const subject = row && (await findReviewSubject(reader, { campaign: campaignCode, review: row.reviewCode }));
  if (!row || !subject || subject.campaign.id !== row.campaignId) return null;
  const life = await readLife(reader, row.campaignId, row.reviewCode);
  const result = await findResult(reader, life);
  if (!result) return null;
  const penalty = (await listPenalties(reader, subject, result, day)).find((one) => one.id === id);
  return penalty ? { at: { subject, life, result }, penalty } : null;
}

/** Penalties under a result, one for each party and ground. */
export async function listPenalties(
  reader: Reader,
  { campaign, review }: ReviewSubject,
  result: ResultHead,
  day: Day,
): Promise<PenaltyGiven[]> {
  const { input, computation, programme } = await readComputed(reader, campaign.code, review.code, result);
  const numberOf = await mapNumbers(reader, campaign.id);
  return penaltiesOf(reader, programme, computation, input, result, review.cutOffOn ?? day, numberOf);
}

/** Findings of the period by checked item: how often, at how many outlets, how many points. */
function problemsOf(input: ReviewInput, period: DayRange): Problem[] {
  const items = new Map<string, { title: Text; times: number; outlets: Set<string>; lost: Points }>();
  for (const fact of input.facts) {
    if (fact.state !== "COUNTED" || !fact.stream.startsWith("inspection.") || !within(fact.on, period)) continue;
    for (const line of fact.lines ?? []) {
      const known = items.get(line.code) ?? { title: line.title, times: 0, outlets: new Set<string>(), lost: ZERO };
      known.times += 1;
      known.outlets.add(fact.subject);
      known.lost = known.lost.plus(points(line.lost));
      items.set(line.code, known);
    }
  }
  return [...items]
    .sort(([a, one], [b, other]) => other.times - one.times || other.lost.comparedTo(one.lost) || (a < b ? -1 : 1))
    .map(([, { title, times, outlets, lost }]) => ({ title, times, outlets: outlets.size, lost: text(lost) }));
}

/** The plan that holds, with the people and units of the day; null while the campaign is a draft. */
export async function readPlanMaterial(reader: Reader, campaign: Campaign, day: Day): Promise<PlanMaterial | null> {
  if (!campaign.plan) return null;
  const members = await listCommittee(reader, campaign.id);
  const participants = await listParticipants(reader, campaign.id, day);
  const standards = await listStandardsInUse(reader, campaign.id);
  return {
    campaign: { name: campaign.name, theme: campaign.theme, organiser: await issuerOf(reader, campaign, day) },
    document: campaign.plan.document,
    version: campaign.plan.version,
    publishedOn: today("Asia/Shanghai", campaign.plan.publishedAt),
    seats: campaign.plan.document.committee.map(({ code }) => ({
      seat: code,
      names: members.flatMap(({ seat, person }) => (seat === code ? [{ zh: person.name, en: person.nameLatin }] : [])),
    })),
    participants: participants.map(({ unit, groupCode }) => ({ name: unit.name, group: groupCode })),
    standards: standards.map(({ method, name, version, full }) => ({ method, name, version, full })),
  };
}
