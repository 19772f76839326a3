"use server";

import { action } from "@/lib/access/action";
import { recordFact, reverseRecord } from "./usecases";

export const recordFactAction = action(recordFact, {
  done: ({ no }) => ({ key: "records.done.recorded", values: { no } }),
});
export const reverseRecordAction = action(reverseRecord, { official: true, done: "records.done.reversed" });
