"use server";

import { openAction } from "@/lib/access/action";
import { answering } from "../answering";

/** For whoever holds a card, without an account. */
export const answerSurveyCardAction = openAction("surveys", answering);
