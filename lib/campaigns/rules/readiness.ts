import type { Text } from "@/lib/kernel/text";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { checkPopulation } from "@/lib/scoring/programme/check/population";
import type { Issue } from "@/lib/scoring/programme/issue";
import type { Method, Programme } from "@/lib/scoring/programme/schema";
import { STEPS, type Step } from "./blanks";
import { undecidedValues } from "./standards";

/** What publishing looks at besides the document. */
export interface Setup {
  readonly programme: Programme;
  readonly name: Text;
  readonly committee: readonly { readonly seat: string }[];
  readonly participants: readonly { readonly unitId: string; readonly name: Text; readonly groupCode: string | null }[];
  /** Units that have a head today. */
  readonly headed: ReadonlySet<string>;
  readonly pinned: ReadonlySet<Method>;
  /** Chosen sheets with items whose worth is still to be decided. */
  readonly undecided: readonly { readonly method: Method; readonly undecided: readonly string[] }[];
}

/**
 * Something that publishing waits for, or with `blocks: false` only remarks. `document` sentences stand in
 * `scoring.issues`, the others in `setup.missing`.
 */
export interface Missing {
  readonly from: "document" | "campaign";
  readonly code: string;
  readonly step: Step;
  /** Place in the document, for leading to the very field; empty for what is not in it. */
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly blocks: boolean;
  /** The penalty a consequence belongs to: two penalties may have consequences of the same name. */
  readonly of: Text | null;
}

/** Names are listed up to here; the rest is counted. */
const NAMED = 5;

/** Everything between this set-up and its publication, in the order of the steps. */
export function missingFor(setup: Setup): Missing[] {
  const document = issuesFor(setup.programme, setup.participants).map(
    ({ code, path, values, blocks, section }): Missing => ({
      from: "document",
      code,
      path,
      values,
      blocks,
      step: stepAt({ path, section }),
      of: penaltyAt(setup.programme, path),
    }),
  );
  const all = [...document, ...seats(setup), ...participants(setup), ...standards(setup)];
  return all.sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));
}

/** What is wrong with the document, by itself and with those who take part in mind (more awards than outlets). */
export function issuesFor(
  programme: Programme,
  participants: readonly { readonly unitId: string; readonly groupCode: string | null }[],
): Issue[] {
  if (participants.length === 0) return checkProgramme(programme);
  const units = participants.map(({ unitId, groupCode }) => ({
    id: unitId,
    ...(groupCode === null ? {} : { group: groupCode }),
  }));
  const reviews = programme.reviews.filter((review) => (review.subjects?.kind ?? "UNIT") === "UNIT");
  const subjects = Object.fromEntries(reviews.map((review) => [review.code, units]));
  // Which sub-branch or district an outlet belongs to is no matter of the set-up.
  const known = (population: string | undefined) =>
    population === undefined || population === "ALL" || population === "GROUP";
  const counted = checkPopulation(programme, subjects).filter(({ path }) => {
    const [, list, at] = path.split("/");
    const when = programme.penalties[Number(at)]?.when;
    return list === "awards"
      ? known(programme.awards[Number(at)]?.quota.per)
      : when?.kind === "BOTTOM" && known(when.population);
  });
  return [...checkProgramme(programme), ...counted];
}

export function blockersOf(missing: readonly Missing[]): Missing[] {
  return missing.filter((item) => item.blocks);
}

/** The page of the set-up where a place is edited. Cut-offs stand with the dates; a sheet nobody uses is a remark on scoring. */
function stepAt({ path, section }: Pick<Issue, "path" | "section">): Step {
  if (/^\/reviews\/\d+\/(cutOffOn|period)$/.test(path)) return "phases";
  if (/^\/reviews\/\d+\/ties(\/|$)/.test(path)) return "scoring";
  return section;
}

function campaign(code: string, step: Step, values: Missing["values"]): Missing {
  return { from: "campaign", code, step, path: "", values, blocks: true, of: null };
}

function penaltyAt(programme: Programme, path: string): Text | null {
  const at = /^\/penalties\/(\d+)\/consequences\//.exec(path);
  return at ? (programme.penalties[Number(at[1])]?.name ?? null) : null;
}

function seats({ programme, committee }: Setup): Missing[] {
  return programme.committee.flatMap((seat) => {
    const held = committee.filter((member) => member.seat === seat.code).length;
    const values = { name_zh: seat.name.zh, name_en: seat.name.en, held, min: seat.min, max: seat.max };
    if (held < seat.min) return [campaign("SEAT_OPEN", "committee", values)];
    return held > seat.max ? [campaign("SEAT_CROWDED", "committee", values)] : [];
  });
}

function participants({ programme, participants, headed }: Setup): Missing[] {
  if (participants.length === 0) return [campaign("NO_PARTICIPANTS", "units", {})];
  // Groups of posts take in people, whatever outlet they are of.
  const groups = new Set(programme.groups.flatMap(({ code, posts }) => (posts ? [] : [code])));
  const headless = participants.filter((participant) => !headed.has(participant.unitId));
  const groupless = participants.filter(
    ({ groupCode }) => groups.size > 0 && (groupCode === null || !groups.has(groupCode)),
  );
  return [
    ...(headless.length > 0 ? [campaign("UNITS_WITHOUT_HEAD", "units", named(headless))] : []),
    ...(groupless.length > 0 ? [campaign("UNITS_WITHOUT_GROUP", "units", named(groupless))] : []),
  ];
}

function named(units: readonly { name: Text }[]) {
  const some = units.slice(0, NAMED);
  return {
    n: units.length,
    more: units.length > NAMED ? "yes" : "no",
    names_zh: some.map((unit) => unit.name.zh).join("、"),
    names_en: some.map((unit) => unit.name.en).join(", "),
  };
}

function standards({ programme, pinned, undecided }: Setup): Missing[] {
  const methods = new Set(programme.standards.map((use) => use.method));
  return [
    ...[...methods]
      .filter((method) => !pinned.has(method))
      .map((method) => campaign("STANDARD_OPEN", "standards", { method })),
    ...undecided
      .filter((use) => methods.has(use.method) && use.undecided.length > 0)
      .map((use) => campaign("STANDARD_UNDECIDED", "standards", { method: use.method, ...undecidedValues(use) })),
  ];
}
