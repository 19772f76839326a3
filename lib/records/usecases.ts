import "server-only";
import { allows } from "@/lib/access/policy";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaignForImport, findPlace, findRecord } from "./data/records";
import { importRecords, record, reverse } from "./mutations";
import { importRecordsInput, recordInput, reverseRecordInput } from "./schema";

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
