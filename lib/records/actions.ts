"use server";

import { action } from "@/lib/access/action";
import { fillScoreForm, recordFact, reverseRecord } from "./usecases";

export const recordFactAction = action(recordFact, {
  done: ({ no }) => ({ key: "records.done.recorded", values: { no } }),
});
export const fillScoreFormAction = action(fillScoreForm, {
  done: ({ first, last, total }) => ({
    key: total === null ? "records.done.filled" : "records.done.filledSum",
    values: { first, last, total: total ?? "" },
  }),
});
export const reverseRecordAction = action(reverseRecord, { official: true, done: "records.done.reversed" });
