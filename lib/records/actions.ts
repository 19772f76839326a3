"use server";

import { action } from "@/lib/access/action";
import { fillScoreForm, recordFact, reverseRecord } from "./usecases";

export const recordFactAction = action(recordFact, {
  done: ({ no }) => ({ key: "records.done.recorded", values: { no } }),
});
export const fillScoreFormAction = action(fillScoreForm, {
  done: ({ first, last, total }) =>
    total === null
      ? { key: "records.done.filled", values: { first, last } }
      : { key: "records.done.filledSum", values: { first, last, total } },
});
export const reverseRecordAction = action(reverseRecord, { official: true, done: "records.done.reversed" });
