import "server-only";
import { allows } from "@/lib/access/policy";
import { asUseCase } from "@/lib/access/usecase";
import { findUnit } from "./data";
import { setUp as begin, closeUnit as close, openUnit as open } from "./mutations";
import { closeUnitInput, openUnitInput, setUpInput } from "./schema";
import type { Unit } from "./types";

export const openUnit = asUseCase({
  name: "organisation.openUnit",
  input: openUnitInput,
  /** The new unit is judged by its parent; the root of the bank by "/", which nobody but the product itself holds. */
  subject: async (context, input): Promise<{ path: string; parent: Unit | null } | null> => {
    if (input.parentId === null) return { path: "/", parent: null };
    // A parent that stands today but did not on that day is theirs to see, and the refusal can say since when it stands.
    const parent =
      (await findUnit(context.tx, input.parentId, input.openedOn)) ??
      (await findUnit(context.tx, input.parentId, context.today));
    return parent && { path: parent.path, parent };
  },
  policy: allows("organisation.manage"),
  run: (context, input, subject) => open(context, input, subject.parent),
  trace: (input, _, value) => ({
    subject: value.id,
    detail: { code: input.code, level: input.level, path: value.path, openedOn: input.openedOn },
  }),
});

export const closeUnit = asUseCase({
  name: "organisation.closeUnit",
  input: closeUnitInput,
  subject: (context, input) => findUnit(context.tx, input.unitId, context.today),
  policy: allows("organisation.manage"),
  run: close,
  trace: (input, unit) => ({ subject: unit.id, detail: { code: unit.code, closedOn: input.closedOn } }),
});

/** Only the product itself begins a bank (`systemActor`), and only while nobody administers it. */
export const setUp = asUseCase({
  name: "organisation.setUp",
  input: setUpInput,
  subject: async () => ({ path: "/" }),
  policy: allows("organisation.manage"),
  run: begin,
  trace: (input, _, value) => ({ subject: value.id, detail: { code: input.code } }),
});
