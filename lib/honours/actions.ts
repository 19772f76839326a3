"use server";

import { action } from "@/lib/access/action";
import { enterHonour, withdrawHonour } from "./usecases";

export const enterHonourAction = action(enterHonour, {
  onward: (_, input) => `/honours?of=${encodeURIComponent(input.person || input.unit)}`,
});
export const withdrawHonourAction = action(withdrawHonour, { official: true, done: "honours.done.withdrawn" });
