import { sentenceRows } from "@/lib/reviews/rules/derivation";
import { treesOf } from "@/lib/reviews/rules/trees";
import type { Standing } from "@/lib/scoring/types";
import type { DossierSource, DossierWords } from "../types";
import { escaped, type HtmlCell, htmlPage, htmlTable } from "./html";
import { fileWord } from "./sealed";

/** File names of the subjects in ranking order; the number keeps two codes apart that look alike in a file name. */
export function subjectFiles({ computation, names }: DossierSource): Map<string, string> {
  const width = String(computation.ranking.standings.length).length;
  return new Map(
    computation.ranking.standings.map(({ subject }, at) => [
      subject,
      `${String(at + 1).padStart(width, "0")}-${fileWord(names.get(subject)?.code ?? "")}`,
    ]),
  );
}

export const nameOf = ({ names, people }: DossierSource, id: string, words: DossierWords): string => {
  const named = names.get(id)?.name ?? people.get(id);
  return named ? words.own(named) : "—";
};

export function titleOf({ campaign, review }: DossierSource, words: DossierWords): string {
  return words.text("title", { campaign: words.own(campaign.name), review: words.own(review.name) });
}

/** The ranking, and where each explanation lies. */
export function rankingPage(source: DossierSource, words: DossierWords, files: ReadonlyMap<string, string>): string {
  const { computation, names, result } = source;
  const rows = computation.ranking.standings.map((standing): HtmlCell[] => [
    standing.rank === null ? words.text("unranked") : String(standing.rank),
    { text: nameOf(source, standing.subject, words), href: `${files.get(standing.subject)}.html` },
    names.get(standing.subject)?.code ?? "",
    standing.total ?? "—",
    remarkOf(standing, words),
  ]);
  return htmlPage(words.locale, titleOf(source, words), [
    `<h1>${escaped(titleOf(source, words))}</h1>`,
    `<p class="quiet">${escaped(words.text("sealed", { seal: result.seal }))}</p>`,
    `<p>${escaped(words.text("rankingAbout"))}</p>`,
    htmlTable(
      ["rank", "name", "code", "total", "remark"].map((key) => words.text(`heads.${key}`)),
      rows,
      [0, 3],
    ),
  ]);
}

function remarkOf({ unrankedBecause, ties, unlisted }: Standing, words: DossierWords): string {
  const tie = ties.map(({ name, value }) => words.text("tie", { name: words.own(name), value: value ?? "—" }));
  return [...unrankedBecause.map(words.say), ...tie, ...(unlisted ? [words.say(unlisted)] : [])].join(words.join);
}

/** Everything about one subject: how the total came about, each award with why or why not, each penalty. */
export function subjectPage(source: DossierSource, words: DossierWords, standing: Standing): string {
  const { computation, programme } = source;
  const { subject, rank, total } = standing;
  const name = nameOf(source, subject, words);
  const place =
    rank === null
      ? remarkOf(standing, words)
      : words.text("place", { rank, total: total ?? "—", ties: remarkOf(standing, words) });
  const heads = ["no", "item", "sentence", "clause", "from"].map((key) => words.text(`heads.${key}`));
  const trees = treesOf(programme, computation, subject).flatMap((tree) => [
    `<h2>${escaped([tree.name ? words.own(tree.name) : words.text("score"), ...(tree.part ? [words.own(tree.part)] : [])].join(" · "))}</h2>`,
    htmlTable(heads, sentenceRows(tree.root, words, words.join), [0]),
  ]);
  return htmlPage(words.locale, `${name} · ${titleOf(source, words)}`, [
    `<p class="quiet"><a href="index.html">${escaped(titleOf(source, words))}</a></p>`,
    `<h1>${escaped(name)}</h1>`,
    `<p>${escaped(place)}</p>`,
    ...trees,
    ...awardsOf(source, words, subject),
    ...penaltiesOf(source, words, subject),
  ]);
}

function awardsOf(source: DossierSource, words: DossierWords, subject: string): string[] {
  const { computation, programme } = source;
  const rows = computation.awards.flatMap(({ award, winners, contested, reserves, whyNot }): string[][] => {
    const plan = programme.awards.find(({ code }) => code === award);
    const winner = winners.find((one) => one.subject === subject);
    const not = whyNot.find((one) => one.subject === subject);
    const says = [winner, not].flatMap((one) => (one ? [one.because, ...(one.details ?? [])] : [])).map(words.say);
    const left = source.decisions.awards.find((one) => one.leftOut && one.award === award && one.subject === subject);
    if (left) says.unshift(words.say({ code: "awardLeftOut", values: { reason: left.reason } }));
    const standing = left
      ? "notWon"
      : winner
        ? "won"
        : contested?.subjects.includes(subject)
          ? "contested"
          : reserves?.some((one) => one.subject === subject)
            ? "reserve"
            : not
              ? "notWon"
              : null;
    if (standing === null) return [];
    return [[plan ? words.own(plan.name) : award, words.text(`award.${standing}`), says.join(words.join)]];
  });
  if (rows.length === 0) return [];
  const heads = ["award", "outcome", "because"].map((key) => words.text(`heads.${key}`));
  return [`<h2>${escaped(words.text("awards"))}</h2>`, htmlTable(heads, rows)];
}

function penaltiesOf({ computation, programme }: DossierSource, words: DossierWords, subject: string): string[] {
  const rows = computation.penalties
    .filter((proposal) => proposal.subject === subject)
    .map((proposal) => {
      const plan = programme.penalties.find(({ code }) => code === proposal.penalty);
      const consequences = proposal.consequences.map((code) => {
        const consequence = plan?.consequences.find((one) => one.code === code);
        const amount = proposal.amounts?.[code]?.amount;
        return `${consequence ? words.own(consequence.name) : code}${amount === undefined ? "" : ` ${amount}`}`;
      });
      return [
        plan ? words.own(plan.name) : proposal.penalty,
        proposal.notice ? words.text("notice") : consequences.join(words.join),
        [proposal.because, ...(proposal.details ?? []), ...(proposal.repeated ? [proposal.repeated] : [])]
          .map(words.say)
          .join(words.join),
        proposal.fact?.ref ?? "",
      ];
    });
  if (rows.length === 0) return [];
  const heads = ["penalty", "consequence", "because", "record"].map((key) => words.text(`heads.${key}`));
  return [`<h2>${escaped(words.text("penalties"))}</h2>`, htmlTable(heads, rows)];
}
