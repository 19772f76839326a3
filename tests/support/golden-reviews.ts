import { readdirSync } from "node:fs";
import { join } from "node:path";
import { recurring } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { ReviewComputation, ReviewInput, SubjectInput } from "@/lib/scoring/types";
import { anybody, anything } from "../golden/support/anything";
import { factsOf, type GivenFact } from "../golden/support/facts";
import { filled, readJson, type Settings, shipped } from "../golden/support/plan";
import { type Carried, type Cast, settle, subjectsOf } from "../golden/support/settle";
import { type SmallPlan, smallProgramme } from "../golden/support/small";

/** A review as a dossier holds it: the document as published, and the input without it. */
export interface GoldenReview {
  readonly name: string;
  readonly document: Programme;
  readonly given: Omit<ReviewInput, "programme">;
  /** What it came to, where that is known already. */
  readonly computation?: ReviewComputation;
}

interface Case {
  readonly name?: { readonly en: string };
  readonly plan?: SmallPlan;
  readonly set?: Settings;
  readonly review?: string;
  readonly subjects?: readonly (string | SubjectInput)[];
  readonly people?: readonly (string | SubjectInput)[];
  readonly carried?: Carried;
  readonly after?: readonly string[];
  readonly facts?: readonly GivenFact[];
  readonly day?: string;
  readonly today?: string;
  readonly expected?: { readonly issues?: unknown };
}

interface GoldenFile extends Case {
  readonly programme?: string;
  readonly fill?: boolean;
  readonly cases?: readonly Case[];
  readonly reviews?: readonly { readonly review: string }[];
}

const FOLDER = join(process.cwd(), "tests/golden");
const PROGRAMMES = join(process.cwd(), "prisma/programmes");

/** Every review that the golden cases compute, with all reviews before it. */
export function goldenReviews(): GoldenReview[] {
  return readdirSync(FOLDER)
    .filter((entry) => entry.endsWith(".json"))
    .sort()
    .flatMap((entry) => {
      const file = readJson(join(FOLDER, entry)) as GoldenFile;
      const cases = file.cases ?? [{ after: (file.reviews ?? []).map(({ review }) => review) }];
      return cases.flatMap((one) =>
        reviewsOf(file, one).map((review) => ({ ...review, name: `${entry} ${review.name}` })),
      );
    });
}

function reviewsOf(file: GoldenFile, given: Case): GoldenReview[] {
  if (given.expected?.issues || given.day !== undefined || given.today !== undefined) return [];
  const set = { ...file.set, ...given.set };
  const small = given.plan ?? file.plan;
  const plan = small ? smallProgramme(small, set) : shipped(file.programme ?? "P01", set);
  const document = file.fill ? filled(plan) : plan;
  const programme = recurring(document);
  const asSubject = (one: string | SubjectInput) => (typeof one === "string" ? { id: one } : one);
  const people = given.people?.map(asSubject);
  const cast: Cast = { units: (given.subjects ?? file.subjects ?? []).map(asSubject), ...(people && { people }) };
  const facts = factsOf(given.facts ?? file.facts ?? []);
  const name = given.name?.en ?? "";
  const code = given.review ?? file.review ?? (small ? "R" : "H1");
  const after = given.after && (file.cases ? [...given.after, code] : given.after);
  if (after)
    return settled(document, cast, facts, after).map((review) => ({ ...review, name: `${name} ${review.name}` }));
  const review = programme.reviews.find((one) => one.code === code)!;
  const subjects = subjectsOf(programme, review, cast);
  return [{ name, document, given: { review: code, subjects, facts, carried: given.carried ?? {} } }];
}

/** Every review of a shipped document, with whatever its blanks and its facts may be. */
export function shippedReviews(code: string): GoldenReview[] {
  const document = filled(shipped(code));
  const programme = recurring(document);
  const cast = anybody(programme);
  return settled(document, cast, anything(programme, cast));
}

export function shippedCodes(): string[] {
  return readdirSync(PROGRAMMES)
    .filter((entry) => entry.endsWith(".json"))
    .map((entry) => entry.replace(/\.json$/, ""))
    .sort();
}

function settled(
  document: Programme,
  cast: Cast,
  facts: Parameters<typeof settle>[2],
  only?: readonly string[],
): GoldenReview[] {
  const reviews: GoldenReview[] = [];
  settle(recurring(document), cast, facts, only, ({ programme: _, ...given }, computation) => {
    reviews.push({ name: given.review, document, given, computation });
  });
  return reviews;
}
