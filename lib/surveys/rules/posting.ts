import { laterOf } from "@/lib/kernel/calendar";
import { fixed, points, roundHalfUp, text } from "@/lib/kernel/points";
import { boundsOf } from "@/lib/records/rules/streams";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import type { Part, Question, Questionnaire, SurveyAnswer, ToPost } from "../types";
import { isRecommendation, outcomeOf } from "./outcome";

/** What of a survey can go into the plan's records: its total, each section, the number of answers, and the answers one by one. */
export function partsOf(questionnaire: Questionnaire): Part[] {
  return ["total", ...questionnaire.map(({ code }): Part => `section.${code}`), "answers", "each"];
}

const questionsOf = (questionnaire: Questionnaire) => questionnaire.flatMap(({ items }) => items);
const codesOf = (choices: readonly { readonly code: string }[]) =>
  choices
    .map(({ code }) => code)
    .sort()
    .join();

/** The question whose levels are the choices of the attribute: what it says, the record says. */
function questionFor(questionnaire: Questionnaire, attribute: StreamPlan["attrs"][number]): Question | undefined {
  return questionsOf(questionnaire).find(
    ({ form }) =>
      form.kind === "LEVELS" && attribute.kind === "CHOICE" && codesOf(form.levels) === codesOf(attribute.values ?? []),
  );
}

/** Choices that the stream has and no question answers: the same for every record, by whoever puts them in. */
export function choicesLeft(
  stream: StreamPlan,
  part: Part,
  questionnaire: Questionnaire,
): readonly StreamPlan["attrs"][number][] {
  return stream.attrs.filter(
    (attribute) => attribute.kind === "CHOICE" && !(part === "each" && questionFor(questionnaire, attribute)),
  );
}

/** Whether the stream can take this part: a figure where it has one, an answer where its choices are those of a question. */
export function takes(stream: StreamPlan, part: Part, questionnaire: Questionnaire): boolean {
  const asksWords = stream.attrs.some(({ kind, required }) => required && kind !== "CHOICE");
  if (stream.body !== undefined || asksWords) return false;
  // A number of answers is out of nothing.
  if (part === "answers") return stream.value !== undefined && boundsOf(stream.value).max === null;
  if (part !== "each") return stream.value !== undefined;
  if (stream.value === undefined) return stream.attrs.some((attribute) => questionFor(questionnaire, attribute));
  return boundsOf(stream.value).max === "10" && questionsOf(questionnaire).some(isRecommendation);
}

/** Streams made for the part: those named after the section, after satisfaction or after interviews. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  total: ["score.SATISFACTION", "score.TOTAL", "score.OPINION"],
  answers: ["metric.INTERVIEWS"],
  each: ["score.PHONE_SURVEY", "score.NPS"],
};

/** Of the streams that take the part the one that is meant for it; otherwise whoever puts it in chooses. */
export function meantFor(part: Part, streams: readonly StreamPlan[]): StreamPlan | undefined {
  const names = NAMED[part] ?? [`score.${part.slice("section.".length)}`];
  return streams.find(({ code }) => names.includes(code));
}

interface Place {
  readonly unitId: string;
  readonly personId: string | null;
  readonly answers: readonly SurveyAnswer[];
}

/** Answers of a month or of the survey, outlet by outlet or person by person. */
function placesOf(answers: readonly SurveyAnswer[], stream: StreamPlan, monthly: boolean): Place[] {
  const places = new Map<string, Place & { answers: SurveyAnswer[] }>();
  for (const answer of answers) {
    const personId = stream.of === "PERSON" ? answer.personId : null;
    if (stream.of === "PERSON" && personId === null) continue;
    const key = [monthly ? answer.onDay.slice(0, 7) : "", answer.unitId, personId].join(" ");
    const place = places.get(key) ?? { unitId: answer.unitId, personId, answers: [] };
    place.answers.push(answer);
    places.set(key, place);
  }
  return [...places.values()];
}

/** Half-up at the stream's decimals; out of its full marks where they differ from the survey's. */
function scaled(mean: string, full: string, value: NonNullable<StreamPlan["value"]>): string {
  const of = value.full ?? value.max;
  const exact = of === undefined || points(of).eq(full) ? points(mean) : points(mean).times(of).div(full);
  return text(roundHalfUp(exact, value.places ?? 2));
}

function figureOf(part: Part, questionnaire: Questionnaire, { answers }: Place, stream: StreamPlan) {
  if (!stream.value) return null;
  if (part === "answers") return { value: String(answers.length), out: null };
  const outcome = outcomeOf(
    questionnaire,
    answers.map(({ said }) => said),
  );
  const { mean, full } =
    part === "total"
      ? { mean: outcome.total, full: outcome.full }
      : (outcome.dimensions.find(({ code }) => part === `section.${code}`) ?? { mean: null, full: "0" });
  return mean === null ? null : { value: scaled(mean, full, stream.value), out: `${mean}/${fixed(points(full))}` };
}

/**
 * The records that a part becomes, on the day of the last answer that each counts. Who has no answer has no record: it is
 * no nought. With a monthly sample every month has its own.
 */
export function recordsOf(
  part: Part,
  stream: StreamPlan,
  questionnaire: Questionnaire,
  { no, per }: { readonly no: string; readonly per: "SURVEY" | "MONTH" },
  answers: readonly SurveyAnswer[],
): ToPost[] {
  if (part === "each") return answers.flatMap((answer) => eachOf(answer, stream, questionnaire, no));
  return placesOf(answers, stream, per === "MONTH").flatMap((place): ToPost[] => {
    const figure = figureOf(part, questionnaire, place, stream);
    if (!figure) return [];
    const onDay = place.answers.map((answer) => answer.onDay).reduce((one, other) => laterOf(one, other));
    const note = `${no}: ${[...(figure.out ? [figure.out] : []), `n=${place.answers.length}`].join(", ")}`;
    return [{ unitId: place.unitId, personId: place.personId, onDay, value: figure.value, attrs: {}, note }];
  });
}

function eachOf(answer: SurveyAnswer, stream: StreamPlan, questionnaire: Questionnaire, no: string): ToPost[] {
  const { unitId, onDay, said } = answer;
  const personId = stream.of === "PERSON" ? answer.personId : null;
  if (stream.of === "PERSON" && personId === null) return [];
  const recommendation = questionsOf(questionnaire).find(isRecommendation);
  const value = stream.value && recommendation ? (said[recommendation.code] ?? null) : null;
  const attrs = Object.fromEntries(
    stream.attrs.flatMap((attribute): [string, string][] => {
      const question = questionFor(questionnaire, attribute);
      const level = question && said[question.code];
      return level === undefined ? [] : [[attribute.code, level]];
    }),
  );
  const complete = stream.value
    ? value !== null
    : stream.attrs.every((attribute) => !questionFor(questionnaire, attribute) || attrs[attribute.code] !== undefined);
  return complete ? [{ unitId, personId, onDay, value, attrs, note: no }] : [];
}
