"use server";

import { action } from "@/lib/access/action";
import { recordLearning, reverseLearning } from "./usecases";

export const recordLearningAction = action(recordLearning, {
  onward: (_value, input) => `/campaigns/${input.campaign}/learning`,
});
export const reverseLearningAction = action(reverseLearning, { done: "tasks.done.reversed" });
