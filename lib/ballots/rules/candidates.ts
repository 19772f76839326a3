import type { Participant } from "@/lib/campaigns/types";
import type { PersonAt } from "@/lib/people/types";
import type { AwardPlan, Programme } from "@/lib/scoring/programme/schema";
import { groupOfPost } from "@/lib/scoring/programme/subjects";
import type { Candidate } from "../types";

/**
 * Everybody who could win the award by the plan: the outlets that take part, or their people of the posts that its review
 * is about; nobody of a group that the plan withholds. Whoever facts exclude later does not win, whatever the votes.
 */
export function candidatesOf(
  programme: Pick<Programme, "groups" | "reviews">,
  award: Pick<AwardPlan, "target" | "review">,
  participants: readonly Pick<Participant, "unitId" | "groupCode">[],
  people: readonly Pick<PersonAt, "id" | "post" | "unitId">[],
): Candidate[] {
  const withheld = new Set(programme.groups.flatMap(({ code, withheld: why }) => (why ? [code] : [])));
  const groupOf = new Map(participants.map(({ unitId, groupCode }) => [unitId, groupCode]));
  const open = (group: string | null) => group === null || !withheld.has(group);
  if (award.target === "UNIT")
    return participants.flatMap(({ unitId, groupCode }) => (open(groupCode) ? [{ subject: unitId, unitId }] : []));
  const review = programme.reviews.find(({ code }) => code === award.review);
  const posts = review?.subjects?.kind === "PERSON" ? review.subjects.posts : undefined;
  const groupsOfPosts = programme.groups.length > 0 && programme.groups.every((group) => group.posts);
  const seen = new Set<string>();
  return people.flatMap(({ id, post, unitId }) => {
    if (unitId === null || !groupOf.has(unitId) || seen.has(id)) return [];
    if (posts && (post === null || !posts.includes(post))) return [];
    const byPost = groupOfPost(programme, post);
    if (groupsOfPosts && byPost === null) return [];
    if (!open(byPost ?? groupOf.get(unitId) ?? null)) return [];
    seen.add(id);
    return [{ subject: id, unitId }];
  });
}
