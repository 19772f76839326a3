import "server-only";
import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listPeopleAt } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findSurvey, tallyAnswers } from "../data/surveys";
import { completionsOf } from "../rules/course";
import { type Completion, INTERVIEWED, type Questionnaire, type Survey } from "../types";
import { type CampaignShown, questionnaireOf, requireReader, shown } from "./ground";

export interface RecordPage {
  readonly campaign: CampaignShown;
  readonly survey: Survey;
  readonly today: Day;
  readonly questionnaire: Questionnaire;
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  /** The outlet that was chosen, with its people and how far its sample is. */
  readonly outlet: {
    readonly code: string;
    readonly name: Text;
    readonly people: readonly { readonly staffNo: string; readonly name: Text }[];
    readonly completions: readonly Completion[];
  } | null;
  readonly submission: string;
}

export async function loadRecord(code: string, no: string, chosen?: string): Promise<RecordPage> {
  const { actor, campaign } = await requireReader(code);
  const survey = await findSurvey(db, campaign.id, no);
  const day = today();
  if (!survey || survey.ending || campaign.archived || !INTERVIEWED.includes(survey.kind) || day < survey.from)
    notFound();
  const roots = rootsFor(actor, "surveys.record");
  const outlets = (await listParticipants(db, campaign.id, day))
    .map(({ unit }) => unit)
    .filter(({ path }) => roots.some((root) => path.startsWith(root)));
  if (outlets.length === 0) notFound();
  const unit = chosen === undefined ? undefined : outlets.find((one) => one.code === chosen);
  if (chosen !== undefined && !unit) notFound();
  return {
    campaign: shown(campaign),
    survey,
    today: day,
    questionnaire: (await questionnaireOf(survey)).sections,
    outlets: outlets.map((one) => ({ code: one.code, name: one.name })),
    outlet: unit
      ? {
          code: unit.code,
          name: unit.name,
          people: (await listPeopleAt(db, unit.id, day)).map(({ staffNo, name, nameLatin }) => ({
            staffNo,
            name: { zh: name, en: nameLatin },
          })),
          completions: completionsOf(survey, await tallyAnswers(db, survey.id, [unit.id]), day),
        }
      : null,
    submission: randomUUID(),
  };
}
