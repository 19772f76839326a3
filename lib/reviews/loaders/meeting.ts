import "server-only";
import { may } from "@/lib/access/policy";
import { listCommittee } from "@/lib/campaigns/data";
import { within } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { reviewPeriod } from "@/lib/scoring/awards";
import { listMinutes, listRecusals, listStandings } from "../data";
import { backFrom } from "../recusal";
import { standingsOf } from "../rules/lines";
import { type Outlier, outliersIn } from "../rules/outliers";
import { scanReview } from "../scan";
import { mapSubjects } from "../subjects";
import type { Contradiction, Interest, Mention, Minutes } from "../types";
import { computedFor, requireReview } from "./access";

export interface MentionShown extends Mention {
  readonly name: Text | null;
  /** Code of the subject, for addresses. */
  readonly code: string | null;
  readonly person: { readonly name: string; readonly nameLatin: string } | null;
}

export interface MeetingView {
  /** Empty once the result is frozen and signed by everybody. */
  readonly contradictions: readonly (Omit<Contradiction, "mentions"> & {
    readonly mentions: readonly MentionShown[];
  })[];
  readonly outliers: readonly (Outlier & { readonly name: Text; readonly code: string })[];
  readonly recusals: readonly {
    readonly by: string;
    readonly from: Text;
    readonly interest: Interest;
    readonly reason: string;
    readonly at: Date;
  }[];
  readonly minutes: readonly (Minutes & { readonly about: { readonly seal: string; readonly current: boolean } })[];
  readonly members: readonly {
    readonly personId: string;
    readonly name: string;
    readonly nameLatin: string;
    readonly seats: readonly Text[];
  }[];
  /** From whom the reader stands back, by id. */
  readonly backFrom: readonly string[];
  /** Whom one can stand back from. */
  readonly subjects: readonly { readonly id: string; readonly code: string; readonly name: Text }[];
  readonly may: { readonly recuse: boolean; readonly minute: boolean };
}

/** Mentions that a page shows of one contradiction. */
const SHOWN = 5;

/** What a meeting about the review needs besides the ranking; null for everybody who does not prepare it. */
export async function loadMeeting(campaignCode: string, reviewCode: string): Promise<MeetingView | null> {
  const access = await requireReview(campaignCode, reviewCode);
  if (!access.all) return null;
  const { actor, subject, life, result } = access;
  const computed = await computedFor(campaignCode, reviewCode);
  const { programme, computation } = computed;
  const period = reviewPeriod(programme, reviewCode);
  const standings = result ? await listStandings(db, result.id) : standingsOf(computation);
  const groups = new Map(computation.ranking.standings.map((standing) => [standing.subject, standing.group ?? null]));
  const open = life.state === "OPEN" || life.state === "FROZEN";
  const found = open ? await scanReview(db, subject, computed) : [];
  const outliers = outliersIn(
    standings,
    standings.map((standing) => groups.get(standing.subject) ?? null),
  );
  const recusals = await listRecusals(db, life.id);
  const day = today();
  const then = within(day, period) ? day : period.to;
  const known = await mapSubjects(
    db,
    programme,
    standings.map((standing) => standing.subject),
    then,
  );
  const mentioned = found.flatMap(({ mentions }) => mentions.slice(0, SHOWN));
  const units = await mapUnits(
    db,
    mentioned.map((mention) => mention.subject),
    then,
  );
  const committee = await listCommittee(db, subject.campaign.id);
  const people = await mapPeople(db, [
    ...committee.map(({ personId }) => personId),
    ...mentioned.flatMap(({ kind, ref }) => (kind === "PERSON" ? ref : [])),
  ]);
  const seatName = (code: string): Text =>
    programme.committee.find((seat) => seat.code === code)?.name ?? { zh: code, en: code };
  const seals = new Map(
    (
      await db.reviewResult.findMany({
        where: { review: { campaignId: subject.campaign.id, code: reviewCode } },
        select: { id: true, seal: true },
      })
    ).map(({ id, seal }) => [id, seal]),
  );
  return {
    contradictions: found.map((one) => ({
      ...one,
      mentions: one.mentions.slice(0, SHOWN).map((mention): MentionShown => {
        const person = mention.kind === "PERSON" ? people.get(mention.ref) : undefined;
        return {
          ...mention,
          name: units.get(mention.subject)?.name ?? known.get(mention.subject)?.name ?? null,
          code: units.get(mention.subject)?.code ?? known.get(mention.subject)?.code ?? null,
          person: person ? { name: person.name, nameLatin: person.nameLatin } : null,
        };
      }),
    })),
    outliers: outliers.flatMap((outlier) => {
      const own = known.get(outlier.subject);
      return own ? [{ ...outlier, name: own.name, code: own.code }] : [];
    }),
    recusals: recusals.map(({ name, subject: from, interest, reason, at }) => ({
      by: name,
      from: known.get(from)?.name ?? { zh: from, en: from },
      interest,
      reason,
      at,
    })),
    minutes: (await listMinutes(db, life.id)).map((minutes) => ({
      ...minutes,
      about: { seal: seals.get(minutes.resultId) ?? "", current: minutes.resultId === result?.id },
    })),
    members: [...new Set(committee.map(({ personId }) => personId))].map((personId) => ({
      personId,
      name: people.get(personId)?.name ?? "",
      nameLatin: people.get(personId)?.nameLatin ?? "",
      seats: committee.filter((member) => member.personId === personId).map(({ seat }) => seatName(seat)),
    })),
    backFrom: [...(await backFrom(db, subject, life.id, actor.personId))],
    subjects: standings.flatMap(({ subject: id }) => {
      const own = known.get(id);
      return own ? [{ id, code: own.code, name: own.name }] : [];
    }),
    may: {
      recuse: may(actor, "reviews.comment", subject) && actor.personId !== null && life.state !== "FINAL",
      minute: may(actor, "reviews.minute", subject) && !["OPEN", "FINAL"].includes(life.state),
    },
  };
}
