import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { formatMonth } from "@/lib/platform/i18n/format";
import type { Paper } from "@/lib/platform/paper/types";
import { isPublished } from "@/lib/reviews/rules/life";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { FineTotals, PayerTotal } from "@/lib/settlement/rules/ledger";
import type {
  Activity,
  ComplaintMonth,
  DutyCourse,
  PhaseCourse,
  RankCourse,
  ReviewCourse,
  Satisfaction,
} from "./course";
import { Body, column } from "./outline";
import type { Words } from "./words";

/** What the office wrote at the end. */
export interface Evaluation {
  readonly version: number;
  readonly text: Text;
  readonly byName: string;
  readonly on: Day;
}

export interface AwardSum {
  /** A goal of the plan, without a prize. */
  readonly goal: boolean;
  readonly name: Text;
  readonly review: Text;
  readonly holders: number;
  readonly decidedMinor: number;
  readonly givenMinor: number;
}

export interface PenaltySum {
  readonly name: Text;
  readonly review: Text;
  readonly cases: number;
  readonly decidedMinor: number;
  readonly paidMinor: number;
}

/** All that the summary of a campaign is made of. */
export interface SummaryMaterial {
  readonly campaign: { readonly code: string; readonly name: Text; readonly organiser: Text };
  readonly programme: Programme;
  readonly planVersion: number;
  /** From the first day of the plan to its last, at most to today. */
  readonly days: DayRange;
  /** Every review of the plan is final. */
  readonly concluded: boolean;
  readonly participants: number;
  readonly active: number;
  readonly phases: readonly PhaseCourse[];
  readonly duties: readonly DutyCourse[];
  readonly reviews: readonly ReviewCourse[];
  readonly courses: readonly RankCourse[];
  readonly awards: readonly AwardSum[];
  readonly payers: readonly PayerTotal[];
  readonly penalties: readonly PenaltySum[];
  readonly fines: FineTotals;
  readonly complaints: readonly ComplaintMonth[];
  readonly activities: readonly Activity[];
  readonly nominations: number;
  readonly ballots: number;
  readonly votes: number;
  readonly satisfaction: readonly Satisfaction[];
  readonly evaluation: Evaluation | null;
  readonly today: Day;
}

/** The summary report (总结报告) at the end of a campaign, for the leading group and its office. */
export function summaryOf(material: SummaryMaterial, words: Words): Paper {
  const { campaign, reviews } = material;
  const body = new Body(words);
  const final = reviews.filter(({ state }) => state === "FINAL").length;
  body.heading(1, words.t("report.summary"));
  body.text(
    words.t("summary.intro", {
      campaign: words.own(campaign.name),
      plan: words.quoted(material.programme.name),
      version: material.planVersion,
      period: words.range(material.days),
      units: material.participants,
      reviews: reviews.length,
      final,
    }),
  );
  phases(body, material, words);
  reviewed(body, material, words);
  awards(body, material, words);
  penalties(body, material, words);
  complaints(body, material, words);
  participation(body, material, words);
  satisfaction(body, material, words);
  evaluation(body, material, words);
  return {
    locale: words.locale,
    head: null,
    title: words.t("summary.title", { campaign: words.own(campaign.name) }),
    subtitle: material.concluded
      ? words.t("report.covering", { period: words.range(material.days) })
      : words.t("summary.draft"),
    addressee: null,
    body: body.blocks,
    closing: {
      issuer: words.t("issuer", { unit: words.own(campaign.organiser) }),
      day: words.day(material.today),
    },
  };
}

function time({ from, to }: Pick<PhaseCourse, "from" | "to">, words: Words): string {
  if (from && to) return words.range({ from, to });
  if (from) return words.t("summary.since", { day: words.day(from) });
  return to ? words.t("summary.until", { day: words.day(to) }) : words.t("open");
}

function phases(body: Body, { phases: own, duties }: SummaryMaterial, words: Words): void {
  body.heading(1, words.t("summary.phases"));
  const count = (word: PhaseCourse["word"]) => own.filter((phase) => phase.word === word).length;
  body.text(
    words.t("summary.phasesText", {
      count: own.length,
      over: own.filter(({ time: at }) => at === "OVER").length,
      said: own.filter(({ word }) => word !== null).length,
      done: count("DONE"),
      partly: count("PARTLY"),
      missed: count("MISSED"),
    }),
  );
  if (own.length > 0)
    body.table(
      words.t("summary.phasesTable"),
      [
        column(words, "phase", 2.4),
        column(words, "time", 3),
        column(words, "tasks", 1, "end"),
        column(words, "course", 1.6),
        column(words, "said", 3.4),
      ],
      own.map((phase) => [
        words.own(phase.name),
        time(phase, words),
        String(phase.tasks.length),
        words.t(phase.word ? `summary.word.${phase.word}` : `summary.time.${phase.time}`),
        phase.note === "" ? words.t("none") : phase.note,
      ]),
    );
  if (duties.length === 0) return;
  body.table(
    words.t("summary.dutiesTable"),
    [
      column(words, "duty", 4),
      column(words, "done", 1.2, "end"),
      column(words, "missed", 1.2, "end"),
      column(words, "stillOpen", 1.2, "end"),
    ],
    duties.map(({ name, done, missed, open }) => [words.own(name), String(done), String(missed), String(open)]),
  );
}

function reviewed(body: Body, { reviews, courses }: SummaryMaterial, words: Words): void {
  body.heading(1, words.t("summary.reviews"));
  const number = (value: number | null) => (value === null ? words.t("none") : String(value));
  body.table(
    words.t("summary.reviewsTable"),
    [
      column(words, "review", 3),
      column(words, "cutOff", 2),
      column(words, "state", 1.6),
      column(words, "ranked", 1.1, "end"),
      column(words, "mean", 1.3, "end"),
      column(words, "spread", 1.3, "end"),
    ],
    reviews.map((review) => [
      words.own(review.name),
      review.cutOffOn ? words.day(review.cutOffOn) : words.t("none"),
      words.t(
        review.state === "FINAL"
          ? "summary.state.FINAL"
          : isPublished(review.state)
            ? "summary.state.NOTICE"
            : "summary.state.OPEN",
      ),
      number(review.ranked),
      words.points(review.mean),
      words.points(review.spread),
    ]),
  );
  if (courses.length === 0) body.text(words.t("summary.courseNone"));
  for (const { kind, reviews: own, rows, earlier } of courses) {
    const moved = rows.filter(({ gained }) => gained !== null);
    const most = Math.max(0, ...moved.map(({ gained }) => gained ?? 0));
    const least = Math.min(0, ...moved.map(({ gained }) => gained ?? 0));
    const named = (by: number) =>
      words.join(moved.filter(({ gained }) => gained === by).map(({ name }) => words.own(name)));
    if (most > 0) body.text(words.t("report.rose", { names: named(most), places: most }));
    if (least < 0) body.text(words.t("report.fell", { names: named(least), places: -least }));
    body.table(
      words.t("summary.courseTable"),
      [
        column(words, "name", 3, "start", { kind }),
        ...(kind === "PERSON" ? [column(words, "outlet", 2.4)] : []),
        ...own.map((name) => ({ title: words.own(name), align: "end" as const, width: 1.5 })),
        column(words, "movement", 1.2, "end"),
      ],
      rows.map(({ name, outlet, ranks, gained }) => [
        words.own(name),
        ...(kind === "PERSON" ? [outlet ? words.own(outlet) : words.t("none")] : []),
        ...ranks.map((rank) => number(rank)),
        gained === null
          ? words.t("none")
          : gained === 0
            ? words.t("same")
            : words.t(gained > 0 ? "up" : "down", { places: Math.abs(gained) }),
      ]),
    );
    if (earlier > 0) body.text(words.t("summary.earlier", { count: earlier }));
  }
}

function awards(body: Body, { awards: given, payers }: SummaryMaterial, words: Words): void {
  body.heading(1, words.t("summary.awards"));
  const won = given.filter(({ goal }) => !goal);
  if (won.length === 0) body.text(words.t("report.awardsNone"));
  else awardsTable(body, won, words);
  for (const { review, name, holders } of given.filter(({ goal }) => goal))
    body.text(words.t("summary.goal", { review: words.own(review), goal: words.own(name), count: holders }));

  for (const { payer, decided, given: paid, owed, reclaim } of payers) {
    body.text(
      words.t("summary.payer", {
        payer: words.t(`payer.${payer}`),
        decided: words.money(decided),
        paid: words.money(paid),
        owed: words.money(owed),
      }),
    );
    if (reclaim > 0)
      body.text(words.t("summary.reclaim", { payer: words.t(`payer.${payer}`), reclaim: words.money(reclaim) }));
  }
}

function awardsTable(body: Body, won: readonly AwardSum[], words: Words): void {
  body.table(
    words.t("summary.awardsTable"),
    [
      column(words, "review", 2.4),
      column(words, "award", 3),
      column(words, "holders", 1.2, "end"),
      column(words, "decided", 1.8, "end"),
      column(words, "given", 1.8, "end"),
    ],
    won.map((one) => [
      words.own(one.review),
      words.own(one.name),
      String(one.holders),
      words.money(one.decidedMinor),
      words.money(one.givenMinor),
    ]),
  );
}

function penalties(body: Body, { penalties: given, fines }: SummaryMaterial, words: Words): void {
  body.heading(1, words.t("summary.penalties"));
  if (given.length === 0) {
    body.text(words.t("report.penaltiesNone"));
    return;
  }
  body.text(
    words.t("summary.finesText", {
      count: given.reduce((all, { cases }) => all + cases, 0),
      decided: words.money(fines.decided),
      paid: words.money(fines.paid),
      outstanding: words.money(fines.outstanding),
    }),
  );
  body.table(
    words.t("report.penaltiesTable"),
    [
      column(words, "review", 2.4),
      column(words, "penalty", 3.4),
      column(words, "cases", 1.2, "end"),
      column(words, "decided", 1.8, "end"),
      column(words, "paid", 1.8, "end"),
    ],
    given.map((one) => [
      words.own(one.review),
      words.own(one.name),
      String(one.cases),
      words.money(one.decidedMinor),
      words.money(one.paidMinor),
    ]),
  );
}

function complaints(body: Body, { complaints: months }: SummaryMaterial, words: Words): void {
  body.heading(1, words.t("report.complaints"));
  const received = months.reduce((all, one) => all + one.received, 0);
  if (received === 0) {
    body.text(words.t("summary.complaintsNone"));
    return;
  }
  const most = [...months].sort((a, b) => b.received - a.received)[0];
  body.text(
    words.t("summary.complaintsText", {
      received,
      valid: months.reduce((all, one) => all + one.valid, 0),
      month: most ? formatMonth(most.month, words.locale) : "",
      most: most?.received ?? 0,
    }),
  );
  body.table(
    words.t("summary.complaintsTable"),
    [
      column(words, "month", 2.4),
      column(words, "received", 1.4, "end"),
      column(words, "valid", 1.4, "end"),
      column(words, "undecided", 1.4, "end"),
    ],
    months.map((one) => [
      formatMonth(one.month, words.locale),
      String(one.received),
      String(one.valid),
      String(one.open),
    ]),
  );
}

function nameOf({ method, name, kind }: Activity, words: Words): string {
  if (method) return words.t(`plan.method.${method}`);
  return name
    ? words.own(name)
    : words.t(`summary.activity.${kind === "LEARNING" ? "LEARNING" : kind === "PRAISE" ? "PRAISE" : "COMPLAINT"}`);
}

function participation(body: Body, material: SummaryMaterial, words: Words): void {
  body.heading(1, words.t("summary.participation"));
  const { participants, active, nominations, ballots, votes, activities } = material;
  body.text(words.t("summary.participationText", { units: participants, active, nominations }));
  if (ballots > 0) body.text(words.t("summary.ballots", { ballots, votes }));
  if (activities.length === 0) return;
  body.table(
    words.t("summary.activitiesTable"),
    [column(words, "activity", 4), column(words, "count", 1.4, "end"), column(words, "outlets", 1.4, "end")],
    activities.map((one) => [nameOf(one, words), String(one.records), String(one.outlets)]),
  );
}

function satisfaction(body: Body, { satisfaction: measured }: SummaryMaterial, words: Words): void {
  if (measured.length === 0) return;
  body.heading(1, words.t("summary.satisfaction"));
  body.table(
    words.t("summary.satisfactionTable"),
    [
      column(words, "about", 3.4),
      column(words, "answers", 1.2, "end"),
      column(words, "mean", 1.3, "end"),
      column(words, "firstHalf", 1.3, "end"),
      column(words, "secondHalf", 1.3, "end"),
      column(words, "full", 1.1, "end"),
    ],
    measured.map(({ name, answers, mean, halves, full }) => [
      words.own(name),
      String(answers),
      words.points(mean),
      words.points(halves?.[0] ?? null),
      words.points(halves?.[1] ?? null),
      words.points(full),
    ]),
  );
}

function evaluation(body: Body, { evaluation: written }: SummaryMaterial, words: Words): void {
  body.heading(1, words.t("summary.evaluation"));
  if (!written) {
    body.text(words.t("summary.evaluationNone"));
    return;
  }
  const foreign = words.locale !== "zh-CN" && written.text.en === "";
  if (foreign) body.text(words.t("summary.chineseOnly"));
  const text = foreign ? written.text.zh : words.own(written.text);
  for (const paragraph of text.split(/\r?\n/)) body.text(paragraph.trim());
  body.text(
    words.t("summary.evaluationBy", { name: written.byName, day: words.day(written.on), version: written.version }),
  );
}
