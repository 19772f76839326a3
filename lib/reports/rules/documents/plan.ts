import { appealTerms } from "@/lib/appeals/rules/appeals";
import { dateLines, noticeLine } from "@/lib/campaigns/rules/dates";
import { type Line, scoreBlocks } from "@/lib/campaigns/rules/lines";
import { awardFigures, awardLine, penaltyLines, reviewFigures } from "@/lib/campaigns/rules/outcomes";
import { CONFIRM_DAYS_UNSAID } from "@/lib/findings/rules";
import type { Paper } from "@/lib/platform/paper/types";
import type { PlanMaterial } from "./material";
import { Body, column } from "./outline";
import type { Words } from "./words";

/** Up to so many units are named in the plan; more of them stand in the campaign. */
const NAMED = 80;

/** The implementation plan (实施方案): the published document of the campaign, said as a paper. */
export function planOf(material: PlanMaterial, words: Words): Paper {
  const { campaign, document } = material;
  const body = new Body(words);
  const name = { campaign: words.own(campaign.name) };
  body.heading(1, words.t("plan.purpose")).text(words.own(document.purpose));
  const theme = words.own(campaign.theme);
  if (theme) body.text(words.t("plan.theme", { theme }));
  if (document.basis.length > 0) {
    body.heading(1, words.t("plan.basis"));
    body.text(words.t("plan.basisText", { names: words.join(document.basis.map((text) => words.quoted(text))) }));
  }
  organisation(body, material, words);
  participants(body, material, words);
  phases(body, material, words);
  standards(body, material, words);
  scoring(body, material, words);
  reviews(body, material, words);
  awards(body, material, words);
  penalties(body, material, words);
  body.heading(1, words.t("plan.discipline"));
  body.list([
    words.t("plan.disciplineFacts"),
    words.t("plan.disciplineSecret"),
    words.t("plan.disciplineAvoid"),
    words.t("plan.disciplineObjection"),
    words.t("plan.disciplineConfirm", { days: document.appeals?.confirmDays ?? CONFIRM_DAYS_UNSAID }),
    words.t("plan.disciplineAppeal", appealTerms(document)),
  ]);
  return {
    locale: words.locale,
    head: words.own(campaign.organiser),
    title: words.t("plan.title", name),
    subtitle: words.t("plan.subtitle", { version: material.version }),
    addressee: words.t("plan.addressee"),
    body: body.blocks,
    closing: {
      issuer: words.t("issuer", { unit: words.own(campaign.organiser) }),
      day: words.day(material.publishedOn),
    },
  };
}

function organisation(body: Body, { document, seats }: PlanMaterial, words: Words): void {
  body.heading(1, words.t("plan.organisation")).text(words.t("plan.organisationText"));
  for (const group of ["LEADING_GROUP", "OFFICE"] as const) {
    const own = document.committee.filter((seat) => seat.body === group);
    if (own.length === 0) continue;
    body.heading(2, words.t(`body.${group}`));
    for (const seat of own) {
      const held = seats.find((one) => one.seat === seat.code)?.names ?? [];
      if (held.length === 0 && seat.min === 0) continue;
      const names = held.length === 0 ? words.t("plan.seatOpen") : words.join(held.map((text) => words.own(text)));
      body.text(words.t("plan.seat", { seat: words.own(seat.name), names }));
    }
  }
}

function participants(body: Body, { document, participants: units }: PlanMaterial, words: Words): void {
  body.heading(1, words.t("plan.subjects")).text(words.t("plan.subjectsText", { count: units.length }));
  if (document.groups.length > 1) {
    body.table(
      words.t("plan.groupsTable"),
      [column(words, "group", 3), column(words, "units", 1, "end")],
      document.groups.map((group) => [
        words.own(group.name),
        String(units.filter((unit) => unit.group === group.code).length || words.t("none")),
      ]),
    );
  }
  if (units.length > 0 && units.length <= NAMED)
    body.text(words.t("plan.unitsText", { names: words.join(units.map((unit) => words.own(unit.name))) }));
}

/** A rule with the article it stands in. */
function ruled(words: Words, line: Line): string {
  const said = words.rule(line);
  if (!line.clause) return said;
  const clause = words.t("clause", { article: words.own(line.clause.article) });
  // The reference stands inside the sentence, before its full stop.
  return /[。.]$/u.test(said) ? `${said.slice(0, -1)}${clause}${said.slice(-1)}` : `${said}${clause}`;
}

const rules = (words: Words, lines: readonly Line[]) => lines.map((line) => ruled(words, line));

function phases(body: Body, { document }: PlanMaterial, words: Words): void {
  const lines = dateLines(document);
  body.heading(1, words.t("plan.phases"));
  document.phases.forEach((phase, index) => {
    const line = lines.phases[index];
    body.heading(2, words.own(phase.name));
    const { from, to, clause } = phase;
    if (from !== null && to !== null) {
      const article = clause ? words.t("clause", { article: words.own(clause.article) }) : "";
      body.text(words.t("plan.when", { range: words.range({ from, to }), clause: article }));
    } else if (line) body.text(ruled(words, line));
    body.list(
      phase.tasks.map((task) => {
        const kept = task.evidence ? words.t("plan.evidence", { evidence: words.own(task.evidence) }) : "";
        const space = words.locale === "zh-CN" ? "" : " ";
        return [`${words.own(task.name)}${words.t("stop")}`, kept].filter(Boolean).join(space);
      }),
    );
  });
  if (lines.duties.length > 0) body.heading(2, words.t("plan.duties")).list(rules(words, lines.duties));
}

function standards(body: Body, { document, standards: used }: PlanMaterial, words: Words): void {
  body.heading(1, words.t("plan.standards"));
  if (used.length === 0) body.text(words.t("plan.standardNone"));
  body.list(
    used.map((standard) =>
      words.t("plan.standard", {
        method: words.t(`plan.method.${standard.method}`),
        name: words.own(standard.name),
        version: standard.version,
        full: standard.full,
        rhythm: words.t(
          `plan.rhythm.${document.standards.find(({ method }) => method === standard.method)?.rhythm ?? "ASSIGNED"}`,
        ),
      }),
    ),
  );
}

function scoring(body: Body, { document }: PlanMaterial, words: Words): void {
  body.heading(1, words.t("plan.scoring"));
  for (const block of scoreBlocks(document)) {
    if (block.lines.length === 0) continue;
    body.heading(2, words.own(block.name)).list(rules(words, block.lines));
    const ties = block.review === null ? [] : (document.reviews[block.review]?.ties ?? []);
    if (ties.length > 0)
      body.text(words.t("plan.ties", { steps: words.list(ties.map((step) => words.own(step.name))) }));
  }
}

function reviews(body: Body, { document }: PlanMaterial, words: Words): void {
  body.heading(1, words.t("plan.reviews"));
  const lines = dateLines(document).reviews;
  document.reviews.forEach((review, index) => {
    const line = lines[index];
    const seats = review.signOff.flatMap(({ seat }) => document.committee.find(({ code }) => code === seat) ?? []);
    body.heading(2, words.own(review.name));
    body.list([
      ...rules(words, [...(line ? [line] : []), ...reviewFigures(document, index), noticeLine(document, index)]),
      ...(seats.length > 0
        ? [words.t("plan.signed", { seats: words.join(seats.map((seat) => words.own(seat.name))) })]
        : []),
    ]);
  });
}

function awards(body: Body, { document }: PlanMaterial, words: Words): void {
  body.heading(1, words.t("plan.awards"));
  if (document.awards.length === 0) body.text(words.t("plan.awardsNone"));
  for (const award of document.awards) {
    body.heading(2, words.own(award.name));
    const prizes = award.prizes.map((prize) => words.prize({ prize, amount: prize.amount ?? null }, true));
    body.list([
      ...rules(words, [awardLine(document, award), ...awardFigures(document, award)]),
      ...(prizes.length > 0 ? [words.t("plan.prizes", { prizes: words.list(prizes) })] : []),
      ...(award.excludedBy.length > 0
        ? [words.t("plan.excluded", { names: words.join(award.excludedBy.map(({ name }) => words.own(name))) })]
        : []),
    ]);
  }
}

function penalties(body: Body, { document }: PlanMaterial, words: Words): void {
  body.heading(1, words.t("plan.penalties"));
  if (document.penalties.length === 0) body.text(words.t("plan.penaltiesNone"));
  for (const penalty of document.penalties) {
    body.heading(2, words.own(penalty.name));
    body.list(rules(words, penaltyLines(document, penalty)));
  }
}
