import type { Programme, ReviewPlan } from "./schema";

/** What a review ranks: outlets, people, or everybody of a competition group together. */
export type SubjectKind = "UNIT" | "PERSON" | "GROUP";

/** What the review ranks; outlets where it does not say. */
export function kindOf({ subjects }: Pick<ReviewPlan, "subjects">): SubjectKind {
  if (subjects?.kind === "PERSON") return "PERSON";
  return subjects?.together === "GROUP" ? "GROUP" : "UNIT";
}

/** Code of the group that takes in whoever holds the post; null where the plan's groups are not made of posts (P04). */
export function groupOfPost({ groups }: Pick<Programme, "groups">, post: string | null | undefined): string | null {
  return groups.find(({ posts }) => post && posts?.includes(post))?.code ?? null;
}
