import "server-only";
import { findPlace } from "@/lib/access/data";
import { allows, may, type Policy } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { release as letGo, transfer as move, engage as take } from "./mutations";
import { engageInput, releaseInput, transferInput } from "./schema";

/** Where the person stands by the newest posting, also when that has ended: whoever looked after them there may re-engage them. */
async function findPlaceOfPerson(context: Context, personId: string): Promise<{ path: string } | null> {
  const newest = await context.tx.posting.findFirst({
    where: { personId },
    orderBy: { fromOn: "desc" },
    select: { unitId: true, toOn: true },
  });
  if (!newest) return null;
  const gone = newest.toOn?.toISOString().slice(0, 10);
  return findPlace(context.tx, newest.unitId, gone && gone < context.today ? gone : context.today);
}

/** The unit on that day; else as it stands today, so that whoever manages it is told why the day does not fit. */
async function findPlaceOfUnit(context: Context, unitId: string, day: string): Promise<{ path: string } | null> {
  return (await findPlace(context.tx, unitId, day)) ?? findPlace(context.tx, unitId, context.today);
}

const managesBoth: Policy<{ from: string; to: string }> = (actor, subject) =>
  may(actor, "organisation.manage", { path: subject.from }) && may(actor, "organisation.manage", { path: subject.to });

export const engage = asUseCase({
  name: "people.engage",
  input: engageInput,
  subject: (context, input) => findPlaceOfUnit(context, input.unitId, input.fromOn),
  policy: allows("organisation.manage"),
  run: take,
  trace: (input, _, value) => ({
    subject: value.id,
    detail: { unitId: input.unitId, post: input.post, fromOn: input.fromOn },
  }),
});

export const transfer = asUseCase({
  name: "people.transfer",
  input: transferInput,
  subject: async (context, input) => {
    const [from, to] = await Promise.all([
      findPlaceOfPerson(context, input.personId),
      findPlaceOfUnit(context, input.unitId, input.fromOn),
    ]);
    return from && to && { from: from.path, to: to.path };
  },
  policy: managesBoth,
  run: move,
  trace: (input) => ({
    subject: input.personId,
    detail: { unitId: input.unitId, post: input.post, fromOn: input.fromOn },
  }),
});

export const release = asUseCase({
  name: "people.release",
  input: releaseInput,
  subject: (context, input) => findPlaceOfPerson(context, input.personId),
  policy: allows("organisation.manage"),
  run: letGo,
  trace: (input) => ({ subject: input.personId, detail: { lastOn: input.lastOn } }),
});
