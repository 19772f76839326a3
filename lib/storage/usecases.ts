import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findRoot } from "@/lib/organisation/data";
import { cancelCheck, queueCheck } from "./mutations";
import { checkInput } from "./schema";

/** The store is the whole bank's, so it is for those who answer for all of it. */
const bank = ({ tx, today }: Context) => findRoot(tx, today);

export const startStorageCheck = asUseCase({
  name: "storage.check",
  reads: true,
  input: checkInput,
  subject: bank,
  policy: allows("storage.readThrough"),
  run: (context) => queueCheck(context),
  trace: (_input, _bank, { job }) => ({ detail: { job } }),
});

export const cancelStorageCheck = asUseCase({
  name: "storage.cancel",
  reads: true,
  input: checkInput,
  subject: bank,
  policy: allows("storage.readThrough"),
  run: (context) => cancelCheck(context),
  trace: (_input, _bank, { job }) => ({ detail: { job } }),
});
