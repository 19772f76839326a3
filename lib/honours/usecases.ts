import "server-only";
import { allows, mayAnywhere } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { accept } from "@/lib/kernel/result";
import { findUnitByCode } from "@/lib/organisation/data";
import { findEntered } from "./data";
import { type EnterSubject, enterHonour as enter, type WithdrawSubject, withdrawHonour as withdraw } from "./mutations";
import { enterInput, exportInput, withdrawInput } from "./schema";

async function enterSubject(
  { tx, today }: Context,
  input: { unit: string; person?: string | undefined },
): Promise<EnterSubject | null> {
  const unit = await findUnitByCode(tx, input.unit, today);
  if (!unit) return null;
  const person = input.person
    ? await tx.person.findUnique({ where: { staffNo: input.person }, select: { id: true } })
    : null;
  return { path: unit.path, unit, personId: person?.id ?? null };
}

export const enterHonour = asUseCase({
  name: "honours.enter",
  input: enterInput,
  subject: enterSubject,
  policy: allows("honours.enter"),
  run: enter,
  trace: (input, about, value) => ({
    subject: value.no,
    detail: { unit: about.unit.id, person: about.personId ?? "", kind: input.kind, level: input.level },
  }),
});

export const withdrawHonour = asUseCase({
  name: "honours.withdraw",
  input: withdrawInput,
  subject: ({ tx, today }: Context, { no }: { no: string }): Promise<WithdrawSubject | null> =>
    findEntered(tx, no, today),
  policy: allows("honours.enter"),
  run: withdraw,
  trace: (_input, about) => ({ subject: about.no, detail: {} }),
});

/** The register leaves the house as a file: nothing changes but the audit trail. What stands in it is the loader's gate. */
export const takeRegister = asUseCase({
  name: "honours.export",
  reads: true,
  input: exportInput,
  subject: async () => ({}),
  policy: (actor) => mayAnywhere(actor, "honours.read") || actor.personId !== null,
  run: async () => accept({}),
  trace: (input) => ({ subject: "", detail: { kind: input.kind, level: input.level, year: input.year, of: input.of } }),
});
