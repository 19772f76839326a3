import "server-only";
import { notFound } from "next/navigation";
import type { Text } from "@/lib/kernel/text";
import { inBreaths } from "@/lib/platform/breath";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { changesInSteps } from "@/lib/scoring/change";
import { changesToShow } from "../rules/changes";
import { mapSubjects } from "../subjects";
import type { ChangeShown } from "../types";
import { computedFor, requireReview } from "./access";

export interface ChangesView {
  readonly changes: readonly ChangeShown[];
  readonly complete: boolean;
}

/** What would have changed a subject's rank, awards and penalties; for those who may open its score. Gives way to others. */
export async function loadChanges(campaignCode: string, reviewCode: string, subject: string): Promise<ChangesView> {
  const access = await requireReview(campaignCode, reviewCode);
  const { input, computation, programme } = await computedFor(campaignCode, reviewCode);
  const known = (await mapSubjects(db, programme, [subject], today())).get(subject);
  if (!known || !access.opens(known)) notFound();
  const { changes, complete } = await inBreaths(changesInSteps(input, computation, subject));
  const names = new Map<string, Text>();
  for (const { code, name } of programme.awards) names.set(`award ${code}`, name);
  for (const { code, name } of programme.penalties) names.set(`penalty ${code}`, name);
  for (const plan of programme.penalties)
    for (const { code, name } of plan.consequences) names.set(`penalty ${plan.code} ${code}`, name);
  for (const plan of programme.awards)
    for (const [index, { what }] of plan.prizes.entries()) names.set(`award ${plan.code} ${index}`, what);
  return { changes: changesToShow(changes, names), complete };
}
