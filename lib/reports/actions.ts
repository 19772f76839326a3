"use server";

import { action } from "@/lib/access/action";
import { evaluateCampaign, issueCertificates, makeDocument, numberDocument, revokeCertificate } from "./usecases";

export const issueCertificatesAction = action(issueCertificates, {
  official: true,
  done: ({ count }) => ({ key: "documents.issue.done", values: { count } }),
});
export const numberDocumentAction = action(numberDocument, {
  done: ({ number }) => ({ key: "documents.number.done", values: { number } }),
});
export const evaluateCampaignAction = action(evaluateCampaign, {
  done: ({ version }) => ({ key: "documents.evaluation.done", values: { version } }),
});
export const revokeCertificateAction = action(revokeCertificate, {
  official: true,
  done: ({ serial }) => ({ key: "documents.revoke.done", values: { serial } }),
});
export const makeDocumentAction = action(makeDocument, { done: "documents.long.queued" });
