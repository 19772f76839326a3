import "server-only";
import { listParticipants } from "@/lib/campaigns/data";
import type { DayRange } from "@/lib/kernel/calendar";
import { reviewPeriod } from "@/lib/scoring/awards";
import { kindOf } from "@/lib/scoring/programme/subjects";
import type { Fact } from "@/lib/scoring/types";
import type { Reader } from "./data";
import { contradictionsIn, type HeldPost, type RecordOf } from "./rules/contradictions";
import type { ComputedReview, Contradiction, ReviewSubject } from "./types";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads what the facts alone do not show, and lists what in them cannot all be right. */
export async function scanReview(
  reader: Reader,
  subject: ReviewSubject,
  computed: Pick<ComputedReview, "input" | "computation">,
): Promise<Contradiction[]> {
  const { campaign, plan, review } = subject;
  const period = reviewPeriod(plan.programme, review.code);
  const { facts } = computed.input;
  const units = new Set((await listParticipants(reader, campaign.id, period.to)).map(({ unitId }) => unitId));
  return contradictionsIn({
    programme: plan.programme,
    period,
    facts,
    units,
    kind: kindOf(review),
    sheets: computed.computation.sheets,
    posts: await postsOfNamed(reader, period, facts),
    bare: await recordsWithoutEvidence(reader, campaign.id, period),
    ownVisits: await visitsToOwnOutlet(reader, campaign.id, period),
  });
}

/** Posts in the period of those whom facts name. */
async function postsOfNamed(reader: Reader, period: DayRange, facts: readonly Fact[]): Promise<HeldPost[]> {
  const named = new Set(facts.flatMap(({ attrs }) => (attrs.person && UUID.test(attrs.person) ? attrs.person : [])));
  return reader.$queryRaw<HeldPost[]>`
    SELECT person_id AS "personId", unit_id AS "unitId", to_char(from_on, 'YYYY-MM-DD') AS "from",
      to_char(to_on, 'YYYY-MM-DD') AS "to"
    FROM postings
    WHERE person_id = ANY(${[...named]}::uuid[])
      AND from_on <= ${period.to}::date AND (to_on IS NULL OR to_on >= ${period.from}::date)
    ORDER BY person_id, from_on`;
}

async function recordsWithoutEvidence(reader: Reader, campaignId: string, period: DayRange): Promise<RecordOf[]> {
  return reader.$queryRaw<RecordOf[]>`
    SELECT i.no, i.unit_id AS "unitId", count(*)::int AS count
    FROM findings f JOIN inspections i ON i.id = f.inspection_id
    WHERE i.campaign_id = ${campaignId}::uuid AND i.on_day BETWEEN ${period.from}::date AND ${period.to}::date
      AND f.lost > 0 AND cardinality(f.evidence) = 0
      AND NOT EXISTS (SELECT 1 FROM fact_reversals r WHERE r.kind = 'INSPECTION' AND r.fact_id = i.id)
    GROUP BY i.no, i.unit_id ORDER BY i.no`;
}

/** A visit is independent only if the visitor does not work there. */
async function visitsToOwnOutlet(reader: Reader, campaignId: string, period: DayRange): Promise<RecordOf[]> {
  return reader.$queryRaw<RecordOf[]>`
    SELECT DISTINCT i.no, i.unit_id AS "unitId", 1 AS count
    FROM inspections i JOIN accounts a ON a.id = i.author_id
      JOIN postings p ON p.person_id = a.person_id AND p.unit_id = i.unit_id
        AND p.from_on <= i.on_day AND (p.to_on IS NULL OR p.to_on >= i.on_day)
    WHERE i.campaign_id = ${campaignId}::uuid AND i.on_day BETWEEN ${period.from}::date AND ${period.to}::date
      AND i.method <> 'SELF'
      AND NOT EXISTS (SELECT 1 FROM fact_reversals r WHERE r.kind = 'INSPECTION' AND r.fact_id = i.id)
    ORDER BY i.no`;
}
