import "server-only";
import { notFound } from "next/navigation";
import { may, rootsFor } from "@/lib/access/policy";
import { mapPenaltyAppeals } from "@/lib/appeals/data/penalties";
import { listOpenPenalties } from "@/lib/appeals/loaders/open";
import { aboutOf } from "@/lib/awards/rules/about";
import type { PersonName } from "@/lib/awards/types";
import { findCampaign, listParticipants } from "@/lib/campaigns/data";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapPeople } from "@/lib/people/data";
import { db } from "@/lib/platform/db";
import type { Say } from "@/lib/scoring/types";
import { findArchive, findStatementSubject } from "../data";
import { opensStatement, type StatementSubject } from "../policy";
import { owedOf } from "../rules/claims";
import { total } from "../rules/ledger";
import { balanceOf, isForPersonnel, noticeOf, possibleSteps, stateOf } from "../rules/penalties";
import type {
  ClaimState,
  PenaltyAct,
  PenaltyCase,
  PenaltyState,
  PenaltyStepTaken,
  PrizeClaim,
  SubjectName,
} from "../types";
import { type BookAtHand, namesIn, openBook } from "./book";

interface Line {
  readonly key: string;
  readonly review: { readonly code: string; readonly name: Text };
  readonly name: Text;
  readonly clause: Text | null;
  readonly who: SubjectName;
  readonly because: readonly Say[];
  readonly decidedAt: Date;
  readonly decidedName: string;
  /** Empty: by rule. */
  readonly reason: string;
}

export interface AwardLine extends Line {
  readonly awardCode: string;
  readonly subject: string;
  readonly prize: number;
  readonly what: Text;
  readonly payer: PrizeClaim["payer"];
  readonly money: boolean;
  readonly decidedMinor: number | null;
  readonly givenMinor: number;
  readonly owedMinor: number | null;
  readonly state: ClaimState;
  readonly gone: PrizeClaim["gone"];
  /** Who had the seat before. */
  readonly after: SubjectName | null;
  readonly dueOn: Day | null;
  readonly acts: PrizeClaim["settled"];
  readonly mayGive: boolean;
  readonly mayTake: boolean;
}

export interface PenaltyLine extends Line {
  readonly decision: string;
  readonly what: Text;
  readonly falls: PersonName | null;
  readonly isFine: boolean;
  readonly forPersonnel: boolean;
  readonly range: { readonly min: string | null; readonly max: string | null } | null;
  /** The other consequences of the same event, for others or besides. */
  readonly shared: readonly Text[];
  readonly decidedMinor: number;
  readonly revokedMinor: number;
  readonly paidMinor: number;
  readonly balanceMinor: number;
  readonly state: PenaltyState;
  readonly appealUntil: Day | null;
  /** The appeal against it, for readers of appeals. */
  readonly appeal: { readonly no: string; readonly pending: boolean; readonly opens: boolean } | null;
  /** The reader may appeal against it today: the decision's id and the last day. */
  readonly mayAppeal: { readonly id: string; readonly until: Day } | null;
  readonly steps: readonly PenaltyStepTaken[];
  /** What the reader may do about it today. */
  readonly possible: readonly PenaltyAct[];
}

export interface WithoutLine extends Line {
  readonly kind: "WAIVED" | "NOTICE";
}

export interface Statement {
  readonly campaign: { readonly code: string; readonly name: Text };
  /** The reader has a list of statements to go back to. */
  readonly listed: boolean;
  readonly of: { readonly code: string; readonly unit: Text | null; readonly person: PersonName | null };
  readonly awards: readonly AwardLine[];
  readonly penalties: readonly PenaltyLine[];
  readonly without: readonly WithoutLine[];
  readonly sums: {
    readonly awarded: number;
    readonly given: number;
    readonly fined: number;
    readonly paid: number;
    /** Awarded less fined. */
    readonly balance: number;
  };
  readonly today: Day;
}

/** Of whose statement a row is: the subject, whom it falls on, and the unit of both. */
function concerns(
  of: StatementSubject,
  row: { subject: string; unitId?: string | null; personId: string | null },
  home: string | null,
) {
  if (of.person) return row.subject === of.id || row.personId === of.id;
  return row.subject === of.id || row.unitId === of.id || home === of.id;
}

/** Awards and penalties of one unit or person, for themselves and for those above; of published results only. */
export async function loadStatement(code: string, asked: string): Promise<Statement> {
  const at = await openBook(code);
  const { actor, campaign, book, source, today } = at;
  const of = (await findStatementSubject(db, asked, today)) ?? groupNamed(at, asked);
  if (!of || !(opensStatement(actor, of) || may(actor, "settlement.read", campaign))) notFound();
  const homes = await homesOf(at);
  const home = (id: string) => homes.get(id) ?? null;
  const claims = book.claims.filter((row) => concerns(of, row, home(row.subject)));
  const cases = book.cases.filter((row) => concerns(of, row, home(row.subject)));
  const without = book.without.filter(({ decision }) => concerns(of, decision, home(decision.subject)));
  const nameOf = await namesIn(at, [
    ...claims,
    ...claims.flatMap(({ holder }) => (holder?.after ? [{ subject: holder.after, personId: null }] : [])),
    ...cases.map(({ subject, personId }) => ({ subject, personId })),
    ...without.map(({ decision: { subject, personId } }) => ({ subject, personId })),
  ]);
  const open = (await findArchive(db, campaign.id)) === null;
  const rights = {
    settles: open && may(actor, "awards.settle", campaign),
    carriesOut: open && may(actor, "penalties.carryOut", campaign),
    acknowledges: (one: PenaltyCase) =>
      open &&
      ((of.unit !== null && may(actor, "penalties.acknowledge", of.unit)) ||
        (actor.personId !== null && actor.personId === (one.personId ?? of.person?.id))),
  };
  const reviewOf = (review: string) => ({
    code: review,
    name: book.reviews.find((one) => one.code === review)?.name ?? { zh: review, en: review },
  });
  const stateOfReview = (review: string) => book.reviews.find((one) => one.code === review)?.state;
  const appeals = await mapPenaltyAppeals(db, campaign.id);
  const appealed = (one: PenaltyCase) => appeals.get(aboutOf(one.decision)) ?? null;
  const full = await findCampaign(db, campaign.code);
  const appealable = full && open ? await listOpenPenalties(actor, full) : [];
  const reads = of.unit === null ? may(actor, "appeals.read", campaign) : may(actor, "appeals.read", of.unit);
  const appealShown = (one: PenaltyCase) => {
    const appeal = appealed(one);
    return appeal && { ...appeal, opens: reads || (actor.personId !== null && actor.personId === of.person?.id) };
  };
  const pendingNo = (one: PenaltyCase) => {
    const appeal = appealed(one);
    return appeal?.pending ? appeal.no : null;
  };
  const awards = claims.map((claim): AwardLine => {
    const review = source.reviews.find((one) => one.code === claim.reviewCode);
    const proposal = review?.computed.get(review.current)?.awards.find((one) => one.award === claim.awardCode);
    const winner = proposal?.winners.find((one) => one.subject === claim.subject);
    const owedMinor = owedOf(claim);
    return {
      key: claim.key,
      review: reviewOf(claim.reviewCode),
      name: claim.plan?.name ?? { zh: claim.awardCode, en: claim.awardCode },
      clause: claim.plan?.clause?.article ?? null,
      who: nameOf(claim),
      because: winner ? [winner.because, ...(winner.details ?? [])] : [],
      decidedAt: claim.decidedAt,
      decidedName: claim.decidedName,
      reason: claim.reason,
      awardCode: claim.awardCode,
      subject: claim.subject,
      prize: claim.prize,
      what: claim.what,
      payer: claim.payer,
      money: claim.kind === "MONEY",
      decidedMinor: claim.decidedMinor,
      givenMinor: claim.givenMinor,
      owedMinor,
      state: claim.state,
      gone: claim.gone,
      after: claim.holder?.after ? nameOf({ subject: claim.holder.after, personId: null }) : null,
      dueOn: claim.dueOn,
      acts: claim.settled,
      mayGive: rights.settles && claim.state === "OPEN" && stateOfReview(claim.reviewCode) === "FINAL",
      mayTake: rights.settles && (claim.givenMinor > 0 || (claim.kind !== "MONEY" && claim.given > 0)),
    };
  });
  const penalties = cases.map(
    (one): PenaltyLine => ({
      key: one.id,
      review: reviewOf(one.reviewCode),
      name: one.plan?.name ?? { zh: one.penaltyCode, en: one.penaltyCode },
      clause: one.plan?.clause?.article ?? null,
      who: nameOf({ subject: one.subject, personId: null }),
      because: one.proposal
        ? [
            one.proposal.because,
            ...(one.proposal.details ?? []),
            ...(one.proposal.repeated ? [one.proposal.repeated] : []),
          ]
        : [],
      decidedAt: one.decision.decidedAt,
      decidedName: one.decision.decidedName,
      reason: one.decision.reason,
      decision: one.id,
      what: one.consequence?.name ?? { zh: one.consequenceCode, en: one.consequenceCode },
      falls: one.personId === null ? null : nameOf({ subject: one.subject, personId: one.personId }).person,
      isFine: one.isFine,
      forPersonnel: isForPersonnel(one),
      range: one.consequence?.amount ? { min: one.consequence.amount.min, max: one.consequence.amount.max } : null,
      shared: book.cases.flatMap((other) =>
        other !== one &&
        other.current !== null &&
        other.consequence !== null &&
        other.penaltyCode === one.penaltyCode &&
        other.reviewCode === one.reviewCode &&
        other.subject === one.subject &&
        other.factId === one.factId
          ? [other.consequence.name]
          : [],
      ),
      decidedMinor: one.decidedMinor,
      revokedMinor: one.current ? 0 : (one.decision.amountMinor ?? 0),
      paidMinor: one.paidMinor,
      balanceMinor: balanceOf(one),
      state: stateOf(one, today),
      appealUntil: noticeOf(one)?.dueOn ?? null,
      appeal: appealShown(one),
      mayAppeal: appealable.find(({ id }) => id === one.current?.id) ?? null,
      steps: one.steps,
      possible: possibleSteps(one, today, one.from, { pending: pendingNo(one), by: actor.accountId }).filter((act) =>
        act === "ACKNOWLEDGED" ? rights.acknowledges(one) : rights.carriesOut,
      ),
    }),
  );
  const sums = {
    awarded: total(awards.map(({ decidedMinor }) => decidedMinor ?? 0)),
    given: total(awards.map(({ givenMinor }) => givenMinor)),
    fined: total(penalties.map(({ decidedMinor }) => decidedMinor)),
    paid: total(penalties.map(({ paidMinor }) => paidMinor)),
  };
  return {
    campaign: { code: campaign.code, name: campaign.name },
    listed: rootsFor(actor, "statements.read").length > 0,
    of: {
      code: of.code,
      unit: of.unit?.name ?? campaign.programme.groups.find((group) => group.code === of.id)?.name ?? null,
      person: of.person && { name: of.person.name, nameLatin: of.person.nameLatin },
    },
    awards,
    penalties,
    without: without.map(({ decision, plan, proposal, kind }) => ({
      key: decision.id,
      review: reviewOf(decision.reviewCode),
      name: plan?.name ?? { zh: decision.penaltyCode, en: decision.penaltyCode },
      clause: plan?.clause?.article ?? null,
      who: nameOf({ subject: decision.subject, personId: decision.personId }),
      because: proposal ? [proposal.because, ...(proposal.details ?? [])] : [],
      decidedAt: decision.decidedAt,
      decidedName: decision.decidedName,
      reason: decision.reason,
      kind,
    })),
    sums: { ...sums, balance: total([sums.awarded, -sums.fined]) },
    today,
  };
}

/** A competition group has a statement of its own for those who read the ledgers. */
function groupNamed({ campaign }: BookAtHand, asked: string): StatementSubject | null {
  const group = campaign.programme.groups.find(({ code }) => code === asked);
  return group ? { id: group.code, code: group.code, unit: null, person: null } : null;
}

/** The unit of today of every person that a penalty is about. */
async function homesOf({ book }: BookAtHand): Promise<Map<string, string>> {
  const people = await mapPeople(
    db,
    [...book.cases.map(({ subject }) => subject), ...book.without.map(({ decision }) => decision.subject)].filter(
      (id) => ID.test(id),
    ),
  );
  return new Map([...people].flatMap(([id, { unitId }]) => (unitId === null ? [] : [[id, unitId] as const])));
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface StatementList {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly rows: readonly {
    readonly code: string;
    readonly unit: Text;
    readonly awarded: number;
    readonly fined: number;
    /** Penalties without money. */
    readonly others: number;
    readonly open: number;
  }[];
  /** People with awards or penalties of their own, of the units above. */
  readonly people: readonly { readonly code: string; readonly name: SubjectName }[];
  /** Staff number of the one who reads. */
  readonly own: string | null;
}

/** The units and people whose statement the reader may open. */
export async function loadStatements(code: string): Promise<StatementList> {
  const at = await openBook(code);
  const { actor, campaign, book, today } = at;
  const roots = rootsFor(actor, "statements.read");
  const own = actor.personId === null ? null : ((await mapPeople(db, [actor.personId])).get(actor.personId) ?? null);
  if (roots.length === 0 && own === null) notFound();
  const units = (await listParticipants(db, campaign.id, today)).filter(({ unit }) =>
    roots.some((root) => unit.path.startsWith(root)),
  );
  const homes = await homesOf(at);
  const rows = units.map(({ unitId, unit }) => {
    const cases = book.cases.filter((one) => one.subject === unitId || homes.get(one.subject) === unitId);
    const claims = book.claims.filter((one) => one.subject === unitId || one.unitId === unitId);
    return {
      code: unit.code,
      unit: unit.name,
      awarded: total(claims.map(({ decidedMinor }) => decidedMinor ?? 0)),
      fined: total(cases.map(({ decidedMinor }) => decidedMinor)),
      others: cases.filter(({ isFine, current }) => !isFine && current !== null).length,
      open:
        claims.filter(({ state }) => state === "OPEN" || state === "RECLAIM").length +
        cases.filter((one) => ["APPROVED", "NOTIFIED", "DUE", "REPAY_DUE"].includes(stateOf(one, today))).length,
    };
  });
  const ids = new Set([
    ...book.claims.flatMap(({ personId }) => personId ?? []),
    ...book.cases.flatMap(({ personId }) => personId ?? []),
  ]);
  const people = [...(await mapPeople(db, [...ids])).values()];
  const visible = new Set(units.map(({ unitId }) => unitId));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    rows,
    people: people
      .filter(({ unitId }) => unitId !== null && visible.has(unitId))
      .map((person) => ({
        code: person.staffNo,
        name: {
          unit: units.find(({ unitId }) => unitId === person.unitId)?.unit.name ?? { zh: "—", en: "—" },
          code: person.staffNo,
          person: { name: person.name, nameLatin: person.nameLatin },
        },
      })),
    own: own?.staffNo ?? null,
  };
}
