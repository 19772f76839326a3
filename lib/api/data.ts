import "server-only";
import { createTranslator } from "next-intl";
import type { z } from "zod";
import { may } from "@/lib/access/policy";
import { campaignsFor, findCampaign, listParticipants, mayEnter } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Unit } from "@/lib/organisation/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Locale } from "@/lib/platform/i18n/locale";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { findPublishedRanking, findUnlisted, mapLives, type PublishedRanking, readComputed } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import { mapSubjects, opensSubject, type SubjectKnown } from "@/lib/reviews/subjects";
import type { StoredStanding } from "@/lib/reviews/types";
import type { Explained, Say } from "@/lib/scoring/types";
import type { campaignAnswer, campaignSummary, NodeAnswer, rankingAnswer, sayAnswer, standingAnswer } from "./schema";

const unitOf = (unit: Unit) => ({ code: unit.code, name: unit.name });

function summaryOf(campaign: Campaign): z.infer<typeof campaignSummary> {
  const { code, name, year, organiser, state } = campaign;
  return { code, name, year, organiser: unitOf(organiser), state };
}

export async function readCampaigns(actor: Actor): Promise<{ campaigns: z.infer<typeof campaignSummary>[] }> {
  return { campaigns: (await campaignsFor(db, actor)).map(summaryOf) };
}

export async function readCampaign(actor: Actor, code: string): Promise<z.infer<typeof campaignAnswer> | null> {
  const campaign = await findCampaign(db, code);
  if (!campaign || campaign.code !== code || !mayEnter(actor, campaign)) return null;
  const programme = campaign.plan?.programme ?? campaign.draft;
  const [participants, lives] = await Promise.all([
    listParticipants(db, campaign.id, today()),
    mapLives(db, campaign.id),
  ]);
  return {
    ...summaryOf(campaign),
    theme: campaign.theme,
    plan: campaign.plan && {
      version: campaign.plan.version,
      hash: campaign.plan.hash,
      publishedAt: campaign.plan.publishedAt.toISOString(),
    },
    phases: programme.phases.map(({ code, name, from, to }) => ({ code, name, from, to })),
    reviews: programme.reviews.map(({ code, name, cutOffOn }) => ({
      code,
      name,
      cutOffOn,
      published: isPublished(lives.get(code)?.state ?? "OPEN"),
    })),
    participants: participants.map(({ unit, groupCode }) => ({ unit: unitOf(unit), group: groupCode })),
  };
}

/** The published ranking the actor may read. Before publication there is none, whoever asks: keys are for other systems. */
async function findRanking(
  actor: Actor,
  code: string,
  review: string,
): Promise<{ campaign: Campaign; ranking: PublishedRanking } | null> {
  const campaign = await findCampaign(db, code);
  if (!campaign?.plan || campaign.code !== code || !may(actor, "reviews.readPublished", campaign)) return null;
  const ranking = await findPublishedRanking(db, campaign.id, review);
  return ranking && { campaign, ranking };
}

const nameOfReview = (campaign: Campaign, code: string) =>
  campaign.plan?.programme.reviews.find((review) => review.code === code)?.name ?? { zh: code, en: code };

const placeOf = (standing: StoredStanding, known: SubjectKnown | undefined, locale: Locale) => ({
  subject: {
    kind: known?.kind ?? ("UNIT" as const),
    code: known?.code ?? "",
    name: known?.name ?? { zh: "—", en: "—" },
  },
  rank: standing.rank,
  rankFromBottom: standing.rankFromBottom,
  total: standing.total,
  unranked: standing.unranked.map((say) => said(say, locale)),
});

function subjectsOf({ plan }: Campaign, { standings }: PublishedRanking): Promise<Map<string, SubjectKnown>> {
  return mapSubjects(
    db,
    plan?.programme ?? { groups: [] },
    standings.map(({ subject }) => subject),
    today(),
  );
}

export async function readRanking(
  actor: Actor,
  code: string,
  review: string,
  locale: Locale,
): Promise<z.infer<typeof rankingAnswer> | null> {
  const found = await findRanking(actor, code, review);
  if (!found) return null;
  const { campaign, ranking } = found;
  const subjects = await subjectsOf(campaign, ranking);
  const unlisted = await findUnlisted(db, campaign.code, ranking);
  return {
    campaign: campaign.code,
    review: { code: review, name: nameOfReview(campaign, review) },
    state: ranking.state,
    publishedAt: ranking.publishedAt.toISOString(),
    planVersion: ranking.result.planVersion,
    seal: ranking.result.seal,
    standings: ranking.standings.flatMap((standing) => {
      const known = subjects.get(standing.subject);
      const opens = known !== undefined && opensSubject(actor, known);
      if (unlisted.has(standing.subject) && !opens) return [];
      const line = {
        ...placeOf(standing, known, locale),
        components: opens
          ? standing.lines.map(({ code, name, share, fullShare, lost }) => ({ code, name, share, fullShare, lost }))
          : null,
        explanation: opens
          ? `/api/v1/campaigns/${campaign.code}/reviews/${review}/standings/${encodeURIComponent(known.code)}`
          : null,
      };
      return [line];
    }),
  };
}

export async function readStanding(
  actor: Actor,
  code: string,
  review: string,
  subjectCode: string,
  locale: Locale,
): Promise<z.infer<typeof standingAnswer> | null> {
  const found = await findRanking(actor, code, review);
  if (!found) return null;
  const { campaign, ranking } = found;
  const subjects = await subjectsOf(campaign, ranking);
  const known = [...subjects.values()].find((each) => each.code === subjectCode);
  const standing = known && ranking.standings.find((each) => each.subject === known.id);
  if (!known || !standing || !opensSubject(actor, known)) return null;
  const { computation, agrees } = await readComputed(db, campaign.code, review, ranking.result);
  const sheet = computation.sheets.find((each) => each.subject === known.id);
  const place = computation.ranking.standings.find((each) => each.subject === known.id);
  if (!sheet || !place) return null;
  return {
    campaign: campaign.code,
    review,
    ...placeOf(standing, known, locale),
    seal: ranking.result.seal,
    verified: agrees,
    ties: place.ties.map(({ node, name, value, decided }) => ({ node, name, value, decided })),
    explanation: nodeOf(sheet.root, locale),
  };
}

function nodeOf(node: Explained, locale: Locale): NodeAnswer {
  const { code, name, kind, state, value, full, share, fullShare, weight, clause } = node;
  return {
    code,
    name,
    kind,
    state,
    value,
    full,
    share,
    fullShare,
    weight,
    say: said(node.say, locale),
    clause,
    fact: node.fact && { ref: node.fact.ref, stream: node.fact.stream, on: node.fact.on },
    inputs: node.inputs.map((input) => nodeOf(input, locale)),
  };
}

const translators = new Map<Locale, ReturnType<typeof sayIn>>();

function sayIn(locale: Locale) {
  return createTranslator({ locale, messages: MESSAGES[locale], namespace: "scoring" });
}

function said(say: Say, locale: Locale): z.infer<typeof sayAnswer> {
  let t = translators.get(locale);
  if (!t) {
    t = sayIn(locale);
    translators.set(locale, t);
  }
  const key = `says.${say.code}` as "says.factScore";
  return { code: say.code, values: { ...say.values }, text: t.has(key) ? t(key, say.values as never) : say.code };
}
