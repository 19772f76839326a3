import type { DossierSource, DossierWords } from "../types";
import { nameOf, titleOf } from "./explanation";
import { escaped, htmlPage, htmlTable } from "./html";

const OUTCOME: Readonly<Record<string, string>> = { UPHELD: "upheld", PARTLY: "partly", REJECTED: "rejected" };

/** Steps, signatures, minutes, awards and penalties as a page to read. */
export function decisionsPage(source: DossierSource, words: DossierWords): string {
  const { decisions, programme, names } = source;
  const award = (code: string) => {
    const plan = programme.awards.find((one) => one.code === code);
    return plan ? words.own(plan.name) : code;
  };
  const penalty = (code: string) => programme.penalties.find((one) => one.code === code);
  const section = (key: string, heads: readonly string[], rows: readonly (readonly string[])[]): string[] => [
    `<h2>${escaped(words.text(`decisions.${key}`))}</h2>`,
    rows.length === 0
      ? `<p class="quiet">${escaped(words.text("decisions.none"))}</p>`
      : htmlTable(
          heads.map((head) => words.text(`heads.${head}`)),
          rows,
        ),
  ];
  return htmlPage(words.locale, `${words.text("decisions.title")} · ${titleOf(source, words)}`, [
    `<p class="quiet">${escaped(titleOf(source, words))}</p>`,
    `<h1>${escaped(words.text("decisions.title"))}</h1>`,
    ...section(
      "steps",
      ["state", "reason", "by", "at"],
      decisions.steps.map((step) => [words.reviewState(step.state), step.reason, step.by, words.instant(step.at)]),
    ),
    ...section(
      "signatures",
      ["seat", "by", "at"],
      decisions.signatures.map(({ seatName, name, at }) => [words.own(seatName), name, words.instant(at)]),
    ),
    ...section(
      "recusals",
      ["by", "about", "interest", "at"],
      decisions.recusals.map(({ name, subject, interest, at }) => [
        name,
        nameOf(source, subject, words),
        words.interest(interest),
        words.instant(at),
      ]),
    ),
    ...section(
      "remarks",
      ["about", "remark", "by", "at"],
      decisions.remarks.map(({ unit, text, by, at }) => [
        unit === null ? "" : nameOf(source, unit, words),
        text,
        by,
        words.instant(at),
      ]),
    ),
    ...section(
      "minutes",
      ["no", "heldOn", "place", "present", "said", "resolved", "by"],
      decisions.minutes.map(({ seq, heldOn, place, present, others, said, resolved, by }) => [
        String(seq),
        words.day(heldOn),
        place,
        [...present.map(({ name }) => name), ...(others ? [others] : [])].join(words.text("and")),
        said,
        resolved,
        by,
      ]),
    ),
    ...section(
      "objections",
      ["number", "about", "said", "at", "outcome", "reason", "by"],
      decisions.objections.map(({ no, subject, text, at, answer }) => [
        no,
        nameOf(source, subject, words),
        text,
        words.instant(at),
        words.text(`decisions.${answer === null ? "unanswered" : answer.outcome === "UPHELD" ? "upheld" : "rejected"}`),
        answer?.text ?? "",
        answer?.by ?? "",
      ]),
    ),
    ...section(
      "disputes",
      ["record", "name", "said", "at", "outcome", "lost", "reason", "by"],
      decisions.disputes.map(({ record, unit, text, at, ruling }) => [
        record,
        nameOf(source, unit, words),
        text,
        words.instant(at),
        words.text(`decisions.${ruling === null ? "undecided" : (OUTCOME[ruling.outcome] ?? "rejected")}`),
        ruling?.lost ?? "",
        ruling?.text ?? "",
        ruling?.by ?? "",
      ]),
    ),
    ...section(
      "appeals",
      ["number", "kind", "record", "name", "round", "said", "at", "outcome", "reason", "by"],
      decisions.appeals.map(({ no, kind, record, unit, round, text, at, ruling }) => [
        no,
        words.itemKind(kind),
        record ?? "",
        nameOf(source, unit, words),
        String(round),
        text,
        words.instant(at),
        words.text(`decisions.${ruling === null ? "unheard" : (OUTCOME[ruling.outcome] ?? "rejected")}`),
        ruling?.text ?? "",
        ruling?.by ?? "",
      ]),
    ),
    ...section(
      "replies",
      ["kind", "record", "name", "said", "at"],
      decisions.replies.map(({ kind, record, unit, text, at }) => [
        words.itemKind(kind),
        record ?? "",
        nameOf(source, unit, words),
        text,
        words.instant(at),
      ]),
    ),
    ...section(
      "corrections",
      ["number", "record", "ground", "reason", "by", "at"],
      decisions.corrections.map(({ set, record, ground, groundNo, reason, by, at }) => [
        set,
        record ?? "",
        groundNo ?? words.ground(ground),
        reason,
        by,
        words.instant(at),
      ]),
    ),
    ...section(
      "nominations",
      ["number", "award", "name", "because", "at", "outcome", "reason", "by"],
      decisions.nominations.map(({ no, award: code, subject, reason, at, found }) => {
        const last = found.at(-1);
        return [
          no,
          award(code),
          nameOf(source, subject, words),
          reason,
          words.instant(at),
          words.text(`decisions.${last ? (last.passed ? "passed" : "failed") : "unscreened"}`),
          last?.reason ?? "",
          last?.by ?? "",
        ];
      }),
    ),
    ...section(
      "awards",
      ["award", "name", "outlet", "outcome", "reward", "reason", "by", "at"],
      decisions.awards.map((one) => {
        const outlet = names.get(one.subject)?.outlet;
        return [
          award(one.award),
          nameOf(source, one.subject, words),
          outlet ? words.own(outlet) : "",
          words.text(`decisions.${one.granted ? "granted" : one.leftOut ? "leftOut" : "notGranted"}`),
          one.reward ? [one.reward.what, one.reward.amount ?? ""].join(" ").trim() : "",
          one.reason || words.text("decisions.byRule"),
          one.by,
          words.instant(one.at),
        ];
      }),
    ),
    ...section(
      "falls",
      ["award", "name", "follower", "reason", "by", "at"],
      decisions.falls.map((one) => [
        award(one.award),
        nameOf(source, one.subject, words),
        one.follower === null ? words.text("decisions.nobodyFollows") : nameOf(source, one.follower, words),
        one.reason,
        one.by,
        words.instant(one.at),
      ]),
    ),
    ...section(
      "reports",
      ["to", "number", "heldOn", "listed", "remark", "by", "at"],
      decisions.reports.map((one) => [
        [words.text(`decisions.levels.${one.level}`), one.recipient].join(words.text("and")),
        one.number,
        words.day(one.on),
        one.listed
          .map(({ award: code, subject }) => `${nameOf(source, subject, words)} ${award(code)}`)
          .join(words.text("and")),
        one.note,
        one.by,
        words.instant(one.at),
      ]),
    ),
    ...section(
      "penalties",
      ["penalty", "name", "person", "consequence", "amount", "reason", "by", "confirmed", "at"],
      decisions.penalties.map((one) => {
        const plan = penalty(one.penalty);
        const consequence = plan?.consequences.find(({ code }) => code === one.consequence);
        return [
          plan ? words.own(plan.name) : one.penalty,
          nameOf(source, one.subject, words),
          one.person === null ? "" : nameOf(source, one.person, words),
          consequence ? words.own(consequence.name) : words.text("decisions.waived"),
          one.amount ?? "",
          one.reason || words.text("decisions.byRule"),
          one.by,
          one.confirmed ?? "",
          words.instant(one.at),
        ];
      }),
    ),
  ]);
}
