"use server";

import { action } from "@/lib/access/action";
import { planImprovement, suggestImprovement } from "./usecases";

export const suggestImprovementAction = action(suggestImprovement, { done: "improvements.done.suggested" });
export const planImprovementAction = action(planImprovement, { done: "improvements.done.planned" });
