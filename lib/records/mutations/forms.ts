import "server-only";
import type { Context } from "@/lib/access/types";
import { holdCampaignOpen } from "@/lib/facts/mutations";
import { points, sum, text } from "@/lib/kernel/points";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { listForeignFiles } from "@/lib/platform/files/data";
import { type PlaceForRecord, readReference } from "../data/records";
import { append, refusalOf } from "../mutations";
import { findScoreForm, scoreFormsOf } from "../rules/forms";
import { judgeRecords } from "../rules/judge";
import type { ScoreFormInput } from "../schema";
import type { JudgedRecord, RecordDraft } from "../types";

export interface Filled {
  /** Numbers of the first and the last record. */
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Sum of the figures where the form has one. */
  readonly total: string | null;
}

/** Takes every criterion of a score form or none: one record each, all about the same subject and day. */
export async function fillForm(
  context: Context,
  input: ScoreFormInput,
  place: PlaceForRecord,
): Promise<Result<Filled>> {
  const { tx, actor, today } = context;
  const { campaign } = place;
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_OPEN");
  const { programme } = campaign.plan;
  const form = findScoreForm(programme, input.form);
  if (!form) return refuse("FORM_UNKNOWN", { field: "form", values: { text: input.form, ...namesOf(programme) } });
  const known = new Set(form.criteria.map(({ stream }) => stream.code));
  const strange = Object.keys(input.values).find((code) => !known.has(code));
  if (strange !== undefined)
    return refuse("STREAM_UNKNOWN", { field: `values.${strange}`, values: namesIn(form, strange) });
  await holdCampaignOpen(tx, campaign.id);
  const evidence = input.evidence ?? [];
  const foreign = await listForeignFiles(tx, evidence, place.unit.id);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });

  const judged: { stream: string; record: JudgedRecord }[] = [];
  const refusals = new Map<string, Refusal>();
  for (const { stream } of form.criteria) {
    const draft: RecordDraft = {
      row: 1,
      unit: input.unit,
      onDay: input.onDay,
      value: input.values[stream.code] ?? null,
      ...(input.person !== undefined && { person: input.person }),
      ...(input.note !== undefined && { note: input.note }),
    };
    const reference = await readReference(tx, actor, campaign, stream, [draft], today);
    if (!reference) return refuse("CAMPAIGN_NOT_OPEN");
    const { faults, records } = judgeRecords([draft], reference);
    // What is wrong with the subject or the day is wrong once, not once for every criterion.
    for (const fault of faults) {
      const field = fault.column === "value" ? `values.${stream.code}` : fault.column;
      refusals.set(`${field} ${fault.code}`, refusalOf(fault, field));
    }
    for (const record of records) judged.push({ stream: stream.code, record });
  }
  const [refusal, ...more] = refusals.values();
  if (refusal) return refuseAll([refusal, ...more]);

  const numbers: string[] = [];
  for (const { stream, record } of judged)
    numbers.push(...(await append(context, campaign.id, stream, [record], { importId: null, evidence })));
  return accept({
    first: numbers[0] ?? "",
    last: numbers.at(-1) ?? "",
    count: numbers.length,
    total:
      form.full === null
        ? null
        : text(sum(judged.flatMap(({ record }) => record.value ?? []).map((value) => points(value)))),
  });
}

const listed = (names: readonly { readonly zh: string; readonly en: string }[], key: string) => ({
  [`${key}_zh`]: names.map(({ zh }) => zh).join("、") || "—",
  [`${key}_en`]: names.map(({ en }) => en).join(", ") || "—",
});

function namesOf(programme: Parameters<typeof scoreFormsOf>[0]) {
  return listed(
    scoreFormsOf(programme).map(({ name }) => name),
    "forms",
  );
}

function namesIn(form: NonNullable<ReturnType<typeof findScoreForm>>, strange: string) {
  const names = form.criteria.map(({ stream }) => stream.name);
  return { text: strange, ...listed(names, "streams") };
}
