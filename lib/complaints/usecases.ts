import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findComplaint, findPlace, findPraise } from "./data";
import { addStep, decide, register, reverse, unmask } from "./mutations/complaints";
import { record, reverseVerification, verify } from "./mutations/praises";
import {
  addStepInput,
  decideInput,
  recordPraiseInput,
  registerInput,
  reverseInput,
  unmaskInput,
  verifyPraiseInput,
} from "./schema";

const complaintNamed = ({ tx, today }: Context, { no }: { no: string }) => findComplaint(tx, no, today);
const praiseNamed = ({ tx, today }: Context, { no }: { no: string }) => findPraise(tx, no, today);

export const registerComplaint = asUseCase({
  name: "complaints.register",
  input: registerInput,
  subject: ({ tx, today }, input) => findPlace(tx, input.campaign, input.unit, input.receivedAt.slice(0, 10), today),
  policy: allows("complaints.register"),
  run: register,
  trace: (input, place, { no }) => ({
    subject: no,
    campaignId: place.campaign.id,
    detail: { unit: place.unit.code, level: input.level, category: input.category },
  }),
});

export const addComplaintStep = asUseCase({
  name: "complaints.addStep",
  input: addStepInput,
  subject: complaintNamed,
  policy: allows("complaints.work"),
  run: addStep,
  trace: (input, { row }) => ({
    subject: row.no,
    campaignId: row.campaignId,
    detail: { kind: input.kind, files: input.evidence.length },
  }),
});

export const decideComplaint = asUseCase({
  name: "complaints.decide",
  input: decideInput,
  subject: complaintNamed,
  policy: allows("complaints.decide"),
  run: decide,
  trace: (input, { row }) => ({
    subject: row.no,
    campaignId: row.campaignId,
    detail: {
      validity: input.validity,
      level: input.level,
      cause: input.cause ?? "NONE",
      ...(input.points === undefined ? {} : { points: input.points }),
      from: row.level,
      reason: input.reason,
    },
  }),
});

export const unmaskComplaint = asUseCase({
  name: "complaints.unmask",
  reads: true,
  input: unmaskInput,
  subject: complaintNamed,
  policy: allows("complaints.unmask"),
  run: unmask,
  trace: (input, { row }) => ({ subject: row.no, campaignId: row.campaignId, detail: { reason: input.reason } }),
});

export const reverseComplaint = asUseCase({
  name: "complaints.reverse",
  input: reverseInput,
  subject: complaintNamed,
  policy: allows("facts.reverse"),
  run: reverse,
  trace: (input, { row }) => ({ subject: row.no, campaignId: row.campaignId, detail: { reason: input.reason } }),
});

export const recordPraise = asUseCase({
  name: "praises.record",
  input: recordPraiseInput,
  subject: ({ tx, today }, input) => findPlace(tx, input.campaign, input.unit, input.receivedOn, today),
  policy: allows("praises.record"),
  run: record,
  trace: (_input, place, { no }) => ({ subject: no, campaignId: place.campaign.id, detail: { unit: place.unit.code } }),
});

export const verifyPraise = asUseCase({
  name: "praises.verify",
  input: verifyPraiseInput,
  subject: praiseNamed,
  policy: allows("praises.verify"),
  run: verify,
  trace: (input, { row }) => ({
    subject: row.no,
    campaignId: row.campaignId,
    detail: {
      verified: input.verified,
      ...(input.points === undefined ? {} : { points: input.points }),
      reason: input.reason,
    },
  }),
});

export const reversePraise = asUseCase({
  name: "praises.reverse",
  input: reverseInput,
  subject: praiseNamed,
  policy: allows("facts.reverse"),
  run: reverseVerification,
  trace: (input, { row }) => ({ subject: row.no, campaignId: row.campaignId, detail: { reason: input.reason } }),
});
