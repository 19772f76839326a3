import "server-only";
import type { Context } from "@/lib/access/types";
import { listParticipants } from "@/lib/campaigns/data";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { mapPeople } from "@/lib/people/data";
import { importRecords } from "@/lib/records/mutations";
import { findStream } from "@/lib/records/rules/streams";
import { findSheet } from "@/lib/standards/data";
import { listAnswers } from "../data/surveys";
import { fingerprintOf } from "../rules/fingerprint";
import { choicesLeft, partsOf, recordsOf, takes } from "../rules/posting";
import type { PostSurveyInput } from "../schema";
import type { SurveySubject } from "./surveys";

/**
 * What came of a closed survey goes into the plan's records, like a file that somebody imports: so the scores count it by
 * the plan's rules and say where it is from, and it is reversed like any other record.
 */
export async function postSurvey(
  context: Context,
  input: PostSurveyInput,
  { campaign, survey }: SurveySubject,
): Promise<Result<{ no: string; rows: number; stream: string }>> {
  const { tx, today } = context;
  if (survey.ending?.kind !== "CLOSED") return refuse("NOT_CLOSED");
  const stream = campaign.plan && findStream(campaign.plan.programme, input.stream);
  const sheet = await findSheet(tx, survey.versionId);
  const part = sheet && partsOf(sheet.sections).find((known) => known === input.part);
  if (!stream || !sheet || !part || !takes(stream, part, sheet.sections)) {
    return refuse("STREAM_UNFIT", { field: "stream", values: { stream: input.stream } });
  }
  const left = choicesLeft(stream, part, sheet.sections);
  const attrs = Object.fromEntries(left.flatMap(({ code }) => (input.attrs[code] ? [[code, input.attrs[code]]] : [])));
  const missing = left.find(({ code, required }) => required && attrs[code] === undefined);
  if (missing)
    return refuse("CHOICE_MISSING", {
      field: `attrs.${missing.code}`,
      values: { what_zh: missing.name.zh, what_en: missing.name.en },
    });

  const units = new Map((await listParticipants(tx, campaign.id, today)).map(({ unitId, unit }) => [unitId, unit]));
  const answers = (await listAnswers(tx, survey.id)).filter(({ struck, unitId }) => !struck && units.has(unitId));
  const people = await mapPeople(tx, [...new Set(answers.flatMap(({ personId }) => personId ?? []))]);
  const rows = recordsOf(part, stream, sheet.sections, survey, answers).map((one, at) => ({
    row: at + 1,
    unit: units.get(one.unitId)?.code,
    person: one.personId === null ? null : people.get(one.personId)?.staffNo,
    onDay: one.onDay,
    value: one.value,
    attrs: { ...one.attrs, ...attrs },
    note: one.note,
  }));
  if (rows.length === 0) return refuse("NOTHING_TO_POST");
  const taken = await importRecords(
    context,
    { campaign: campaign.code, stream: stream.code, fileName: survey.no, sha256: fingerprintOf(survey, part), rows },
    { campaign, path: campaign.path },
  );
  // A fault in a row is not the form's: the sentence names the day, the person or the outlet.
  return taken.ok
    ? accept({ no: taken.value.no, rows: taken.value.rows, stream: stream.code })
    : { ok: false, refusals: [{ ...taken.refusals[0], field: "stream" }] };
}
