import "server-only";
import { allows } from "@/lib/access/policy";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaignForImport, findPlace, findRecord } from "./data/records";
import { importRecords, record, reverse } from "./mutations";
import { fillForm } from "./mutations/forms";
import { importRecordsInput, recordInput, reverseRecordInput, scoreFormInput } from "./schema";

export const recordFact = asUseCase({
  name: "records.record",
  input: recordInput,
  subject: ({ tx, today }, input) => findPlace(tx, input.campaign, input.unit, today),
  policy: allows("records.write"),
  run: record,
  trace: (input, { campaign, unit }, { no }) => ({
    subject: no,
    campaignId: campaign.id,
    detail: { stream: input.stream, unit: unit.code },
  }),
});

export const fillScoreForm = asUseCase({
  name: "records.fillForm",
  input: scoreFormInput,
  subject: ({ tx, today }, input) => findPlace(tx, input.campaign, input.unit, today),
  policy: allows("records.write"),
  run: fillForm,
  trace: (input, { campaign, unit }, { first, count }) => ({
    subject: first,
    campaignId: campaign.id,
    detail: { kind: input.form, unit: unit.code, rows: count },
  }),
});

export const importRecordFile = asUseCase({
  name: "records.import",
  input: importRecordsInput,
  subject: ({ tx }, input) => findCampaignForImport(tx, input.campaign),
  policy: allows("records.write"),
  run: importRecords,
  trace: (input, { campaign }, { no, rows, first, last }) => ({
    subject: no,
    campaignId: campaign.id,
    detail: { stream: input.stream, file: input.fileName, sha256: input.sha256, rows, first, last },
  }),
});

export const reverseRecord = asUseCase({
  name: "records.reverse",
  input: reverseRecordInput,
  subject: ({ tx, today }, input) => findRecord(tx, input.no, today),
  policy: allows("facts.reverse"),
  run: reverse,
  trace: (input, { row }) => ({
    subject: row.no,
    campaignId: row.campaignId,
    detail: { stream: row.stream, reason: input.reason },
  }),
});
