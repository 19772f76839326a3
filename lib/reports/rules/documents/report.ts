import { Points as Exact, HUNDRED, type Points, points, text, ZERO } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { formatPercent } from "@/lib/platform/i18n/format";
import type { Bar, Paper, Tone } from "@/lib/platform/paper/types";
import { isPublished } from "@/lib/reviews/rules/life";
import type { RankedRow, ReviewMaterial } from "./material";
import { Body, column } from "./outline";
import { groundOf, groupsTable, problemsTable, rankingTables, unrankedNames } from "./ranking";
import { holder, sinceDecided } from "./seats";
import type { Words } from "./words";

const TONES: readonly Tone[] = ["open", "covert", "cctv", "train", "minus", "plus"];
/** Bars of the make-up: so many of the best and so many of the last; a page holds no more that anybody reads. */
const FIRST = 12;
const LAST = 3;
const NAMED = 15;
/** A ranking as long as this stands in the annex. */
const LONG = 30;

const toneOf = (tone: string | null): Tone => TONES.find((known) => known === tone) ?? "grey";

/** A share between 0 and 1 as the drawing takes it. */
const shareOf = (part: Points, whole: Points): string =>
  whole.greaterThan(ZERO) ? Exact.min(part.div(whole), 1).toDecimalPlaces(4).toFixed() : "0";

/** One line of the score over all who are ranked. */
interface Mean {
  readonly name: Text;
  readonly tone: string | null;
  readonly mean: Points;
  /** Null for what has no full marks: deductions and additions. */
  readonly full: Points | null;
}

export function componentMeans(rows: readonly RankedRow[]): Mean[] {
  const ranked = rows.filter(({ rank }) => rank !== null);
  const lines = new Map<string, { name: Text; tone: string | null; sum: Points; full: Points | null; n: number }>();
  for (const line of ranked.flatMap((row) => row.lines)) {
    if (line.code === "rounding" || line.code === "limit" || line.share === null) continue;
    const known = lines.get(line.code);
    const full = line.fullShare === null ? null : points(line.fullShare);
    lines.set(line.code, {
      name: line.name,
      tone: line.tone,
      sum: (known?.sum ?? ZERO).plus(points(line.share)),
      full: full === null ? (known?.full ?? null) : (known?.full ?? ZERO).plus(full),
      n: (known?.n ?? 0) + 1,
    });
  }
  return [...lines.values()].map(({ name, tone, sum, full, n }) => ({
    name,
    tone,
    mean: sum.div(n),
    full: full === null || full.isZero() ? null : full.div(n),
  }));
}

/** The report on a half-year or a year for the leading group and its office. */
export function reportOf(material: ReviewMaterial, words: Words): Paper {
  const { campaign, review, kind, rows } = material;
  const body = new Body(words);
  const names = { campaign: words.own(campaign.name), review: words.own(review.name) };
  const ranked = rows.filter(({ rank }) => rank !== null);
  body.heading(1, words.t("report.summary"));
  body.text(
    words.t("report.summaryText", {
      period: words.range(material.period),
      version: material.planVersion,
      units: rows.length,
      ranked: ranked.length,
      kind,
      mean: words.points(material.mean),
      spread: words.points(material.spread),
    }),
  );
  const unranked = unrankedNames(words, rows);
  if (unranked.length > 0)
    body.text(words.t("report.unranked", { count: unranked.length, kind, names: words.join(unranked) }));
  const title = words.t("circular.rankingTable", { review: names.review });
  const long = rows.length > LONG;
  if (!long) {
    body.heading(1, words.t("circular.ranking"));
    rankingTables(body, words, material, rows, title);
  }
  movement(body, material, ranked, words);
  body.heading(1, words.t("report.makeUp"));
  makeUp(body, ranked, words);
  components(body, rows, words);
  if (material.groups.length > 1) {
    body.heading(1, words.t("report.groups"));
    groupsTable(body, words, material);
  }
  problems(body, material, words);
  complaints(body, material, words);
  outcomes(body, material, words);
  if (long) {
    body.heading(1, words.t("report.annex"));
    rankingTables(body, words, material, rows, words.t("report.annexTable", { review: names.review }));
  }
  body.text(words.t("report.seal", { seal: material.seal.replaceAll(/(.{8})(?=.)/g, "$1 ") }));
  return {
    locale: words.locale,
    head: null,
    title: words.t("report.title", names),
    subtitle: isPublished(material.state)
      ? words.t("report.covering", { period: words.range(material.period) })
      : words.t("report.draft"),
    addressee: null,
    body: body.blocks,
    closing: {
      issuer: words.t("issuer", { unit: words.own(campaign.organiser) }),
      day: words.day(material.today),
    },
  };
}

function movement(body: Body, { previous, kind }: ReviewMaterial, ranked: readonly RankedRow[], words: Words): void {
  body.heading(1, words.t("report.movement"));
  if (!previous) {
    body.text(words.t("report.movementNone"));
    return;
  }
  const moved = ranked.flatMap(({ name, movement: by }) => (by === null ? [] : [{ name, by }]));
  const count = (wanted: (by: number) => boolean) => moved.filter(({ by }) => wanted(by)).length;
  body.text(
    words.t("report.movementText", {
      previous: words.own(previous),
      kind,
      up: count((by) => by > 0),
      down: count((by) => by < 0),
      same: count((by) => by === 0),
    }),
  );
  const most = Math.max(0, ...moved.map(({ by }) => by));
  const least = Math.min(0, ...moved.map(({ by }) => by));
  const namesOf = (by: number) => words.join(moved.filter((one) => one.by === by).map(({ name }) => words.own(name)));
  if (most > 0) body.text(words.t("report.rose", { names: namesOf(most), places: most }));
  if (least < 0) body.text(words.t("report.fell", { names: namesOf(least), places: -least }));
}

function makeUp(body: Body, ranked: readonly RankedRow[], words: Words): void {
  const shown = ranked.length <= FIRST + LAST + 2 ? ranked : [...ranked.slice(0, FIRST), ...ranked.slice(-LAST)];
  const parts = (row: RankedRow) =>
    row.lines.flatMap(({ code, name, tone, share }) => {
      const value = share === null ? ZERO : points(share);
      return value.greaterThan(ZERO) && code !== "rounding" && code !== "limit"
        ? [{ name: words.own(name), tone: toneOf(tone), value }]
        : [];
    });
  const whole = shown.reduce<Points>(
    (most, row) =>
      Exact.max(
        most,
        parts(row).reduce<Points>((sum, part) => sum.plus(part.value), ZERO),
      ),
    ZERO,
  );
  const legend = new Map<string, Tone>();
  const bars = shown.map((row): Bar => {
    const own = parts(row);
    for (const { name, tone } of own) legend.set(name, tone);
    return {
      name: `${row.rank ?? ""} ${words.own(row.name)}`,
      label: words.points(row.total),
      parts: own.map(({ tone, value }) => ({ tone, share: shareOf(value, whole) })),
    };
  });
  const [best, worst] = [shown[0], shown.at(-1)];
  body.figure({
    title:
      shown.length < ranked.length
        ? words.t("report.makeUpFigure", { first: FIRST, last: LAST })
        : words.t("report.makeUpAll"),
    alt: words.t("report.makeUpAlt", {
      best: best ? words.own(best.name) : words.t("none"),
      bestTotal: words.points(best?.total ?? null),
      worst: worst ? words.own(worst.name) : words.t("none"),
      worstTotal: words.points(worst?.total ?? null),
    }),
    legend: [...legend].map(([name, tone]) => ({ name, tone })),
    bars,
  });
}

function components(body: Body, rows: readonly RankedRow[], words: Words): void {
  const means = componentMeans(rows);
  if (means.length === 0) return;
  body.heading(1, words.t("report.components"));
  const rate = ({ mean, full }: Mean) => (full === null ? null : mean.div(full).times(HUNDRED));
  const percent = (value: Points | null) => (value === null ? words.t("none") : formatPercent(value, 1));
  body.table(
    words.t("report.componentsTable"),
    [
      column(words, "component", 4),
      column(words, "mean", 1.5, "end"),
      column(words, "full", 1.5, "end"),
      column(words, "rate", 1.5, "end"),
    ],
    means.map((one) => [
      words.own(one.name),
      words.points(text(one.mean)),
      one.full === null ? words.t("none") : words.points(text(one.full)),
      percent(rate(one)),
    ]),
  );
  const full = means.filter((one) => one.full !== null).sort((a, b) => (rate(b) ?? ZERO).comparedTo(rate(a) ?? ZERO));
  const worst = full.at(-1);
  if (!worst) return;
  const said = { name: words.own(worst.name), rate: percent(rate(worst)) };
  body.text(words.t("report.lowest", { ...said, mean: words.points(text(worst.mean)) }));
  body.figure({
    title: words.t("report.componentsFigure"),
    alt: words.t("report.componentsAlt", { worst: said.name, rate: said.rate }),
    legend: [],
    bars: full.map((one) => ({
      name: words.own(one.name),
      label: percent(rate(one)),
      parts: [{ tone: toneOf(one.tone), share: shareOf(Exact.max(one.mean, ZERO), one.full ?? ZERO) }],
    })),
  });
}

function problems(body: Body, { problems: found }: ReviewMaterial, words: Words): void {
  body.heading(1, words.t("report.problems"));
  if (found.length === 0) {
    body.text(words.t("report.problemsNone"));
    return;
  }
  const named = found.slice(0, NAMED);
  body.text(
    words.t("report.problemsText", {
      findings: found.reduce((sum, { times }) => sum + times, 0),
      lost: words.points(text(found.reduce<Points>((sum, { lost }) => sum.plus(points(lost)), ZERO))),
      count: named.length,
    }),
  );
  problemsTable(body, words, words.t("report.problemsTable"), named);
}

function complaints(body: Body, { rows, kind }: ReviewMaterial, words: Words): void {
  body.heading(1, words.t("report.complaints"));
  const having = rows.filter((row) => row.complaints > 0).sort((a, b) => b.complaints - a.complaints);
  if (having.length === 0) {
    body.text(words.t("report.complaintsNone"));
    return;
  }
  const count = having.reduce((sum, row) => sum + row.complaints, 0);
  body.text(words.t("report.complaintsText", { count, outlets: having.length, kind }));
  body.table(
    words.t("report.complaintsTable"),
    [
      column(words, "name", 4, "start", { kind }),
      column(words, "complaints", 2, "end"),
      column(words, "rank", 1, "end"),
    ],
    having.map((row) => [
      words.own(row.name),
      String(row.complaints),
      row.rank === null ? words.t("none") : String(row.rank),
    ]),
  );
}

function outcomes(body: Body, { awards, penalties }: ReviewMaterial, words: Words): void {
  body.heading(1, words.t("report.outcomes"));
  const won = awards.flatMap(({ plan, holders }) => holders.map((one) => ({ plan, ...one })));
  const changed = awards.filter(({ left }) => left.length > 0);
  if (won.length === 0 && changed.length === 0) body.text(words.t("report.awardsNone"));
  else {
    body.table(
      words.t("report.awardsTable"),
      [column(words, "award", 2.6), column(words, "who", 2.2), column(words, "prize", 5)],
      won.map(({ plan, prizes, ...one }) => [
        words.own(plan.name),
        holder(one, words),
        words.list(prizes.map((prize) => words.prize(prize, true))),
      ]),
    );
  }
  for (const award of changed) {
    const names = words.parties(award.winners.map(({ party }) => party));
    body.text(
      words.t("seats.decided", { award: words.own(award.plan.name), names, since: sinceDecided(award, words) }),
    );
  }
  const given = penalties.flatMap((penalty) =>
    penalty.consequences.map((consequence) => ({ penalty, ...consequence })),
  );
  if (given.length === 0) body.text(words.t("report.penaltiesNone"));
  else {
    body.table(
      words.t("report.penaltiesTable"),
      [
        column(words, "who", 2),
        column(words, "penalty", 4.4),
        column(words, "consequence", 2.4),
        column(words, "amount", 1.6, "end"),
      ],
      given.map(({ penalty, plan, amountMinor }) => [
        words.party(penalty.party),
        groundOf(penalty, words),
        words.own(plan.name),
        amountMinor === null ? words.t("none") : words.money(amountMinor),
      ]),
    );
  }
}
