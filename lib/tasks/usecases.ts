import "server-only";
import { allows } from "@/lib/access/policy";
import { asUseCase } from "@/lib/access/usecase";
import { findLearning, findPlace } from "./data";
import { record, reverse } from "./mutations";
import { recordLearningInput, reverseLearningInput } from "./schema";

export const recordLearning = asUseCase({
  name: "tasks.recordLearning",
  input: recordLearningInput,
  subject: ({ tx, today }, input) => findPlace(tx, input.campaign, input.unit, input.heldOn, today),
  policy: allows("learning.record"),
  run: record,
  trace: (input, place, { no }) => ({
    subject: no,
    campaignId: place.campaign.id,
    detail: { unit: place.unit.code, kind: input.kind },
  }),
});

export const reverseLearning = asUseCase({
  name: "tasks.reverseLearning",
  input: reverseLearningInput,
  subject: ({ tx, today }, input) => findLearning(tx, input.no, today),
  policy: allows("facts.reverse"),
  run: reverse,
  trace: (input, { row }) => ({ subject: row.no, campaignId: row.campaignId, detail: { reason: input.reason } }),
});
