import type { Issue } from "../issue";
import type { Programme } from "../schema";
import { expandNodes } from "../walk";
import type { Around } from "./asked";
import { checkAward } from "./awards";
import { checkPenalty } from "./penalties";
import { codesIn } from "./scoring";

/** Awards and penalties. */
export function checkOutcomes(programme: Programme): Issue[] {
  const reviews = new Map(
    programme.reviews.map((review): [string, Around] => {
      const tree = expandNodes(programme, review.root, "");
      return [review.code, { programme, review, tree, codes: codesIn(tree) }];
    }),
  );
  return [
    ...programme.awards.flatMap((award, i) => checkAward(programme, award, `/awards/${i}`, reviews.get(award.review))),
    ...programme.penalties.flatMap((penalty, i) =>
      checkPenalty(programme, penalty, `/penalties/${i}`, reviews.get(penalty.review)),
    ),
  ];
}
