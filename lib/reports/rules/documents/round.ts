import { points } from "@/lib/kernel/points";
import type { Paper } from "@/lib/platform/paper/types";
import { graces } from "./circular";
import type { RoundMaterial } from "./material";
import { Body, column } from "./outline";
import { pointsLost } from "./problems";
import { problemsTable } from "./ranking";
import type { Words } from "./words";

/** How many problems the circular of a round names. */
const NAMED = 20;
/** With fewer outlets a problem of one alone would say whose it is. */
const HIDING = 3;

/** What was looked at, as the sentences name it: a method, one stream of records, or all of them. */
export function sourceName({ source }: Pick<RoundMaterial, "source">, words: Words): string {
  if (source.method) return words.t(`plan.method.${source.method}`);
  return source.name ? words.own(source.name) : words.t("round.records");
}

/**
 * The circular (通报) of one inspection round, of the days and the method that the office chose: figures and problems over
 * all outlets. It names none of them; whose problems they were is told by findings and by the published review.
 */
export function roundOf(material: RoundMaterial, words: Words): Paper {
  const { campaign, days, records, outlets, scores, problems } = material;
  const body = new Body(words);
  const names = { campaign: words.own(campaign.name), what: sourceName(material, words), days: words.range(days) };
  body.text(
    words.t("round.intro", {
      ...names,
      plan: words.quoted(material.programme.name),
      version: material.planVersion,
      records,
      outlets,
    }),
  );
  if (scores.length > 0) {
    body.heading(1, words.t("round.scores"));
    body.table(
      words.t("round.scoresTable"),
      [
        column(words, "about", 3.6),
        column(words, "count", 1.2, "end"),
        column(words, "mean", 1.4, "end"),
        column(words, "best", 1.4, "end"),
        column(words, "worst", 1.4, "end"),
        column(words, "full", 1.2, "end"),
      ],
      scores.map((one) => [
        nameOf(material, one.stream, words),
        String(one.count),
        words.points(one.mean),
        words.points(one.best),
        words.points(one.worst),
        words.points(one.full),
      ]),
    );
  }
  body.heading(1, words.t("circular.problems"));
  const shown = problems.filter((one) => outlets >= HIDING || one.outlets > 1);
  if (problems.length === 0) body.text(words.t("round.none"));
  else {
    const lost = pointsLost(problems);
    const times = problems.reduce((all, one) => all + one.times, 0);
    body.text(
      lost === null || points(lost).isZero()
        ? words.t("round.found", { times, kinds: problems.length })
        : words.t("round.foundLost", { times, kinds: problems.length, lost: words.points(lost) }),
    );
    if (shown.length > 0) problemsTable(body, words, words.t("circular.problemsTable"), shown.slice(0, NAMED));
    if (shown.length > NAMED) body.text(words.t("round.more", { count: shown.length - NAMED }));
    const hidden = problems.length - shown.length;
    if (hidden > 0) body.text(words.t("round.hidden", { count: hidden }));
  }
  graces(body, material.graces, words);
  body.heading(1, words.t("round.asked"));
  body.text(words.t("round.askedText"));
  return {
    locale: words.locale,
    head: words.own(campaign.organiser),
    title: words.t("round.title", names),
    subtitle: material.published ? null : words.t("round.inside"),
    addressee: words.t("circular.addressee"),
    body: body.blocks,
    closing: {
      issuer: words.t("issuer", { unit: words.own(campaign.organiser) }),
      day: words.day(material.today),
    },
  };
}

function nameOf({ source, programme }: RoundMaterial, stream: string, words: Words): string {
  if (source.method) return words.t(`plan.method.${source.method}`);
  const name = programme.streams?.find(({ code }) => code === stream)?.name;
  return name ? words.own(name) : stream;
}
