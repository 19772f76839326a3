"use server";

import { action } from "@/lib/access/action";
import { issueCertificates, makeDocument, revokeCertificate } from "./usecases";

export const issueCertificatesAction = action(issueCertificates, {
  official: true,
  done: ({ count }) => ({ key: "documents.issue.done", values: { count } }),
});
export const revokeCertificateAction = action(revokeCertificate, {
  official: true,
  done: ({ serial }) => ({ key: "documents.revoke.done", values: { serial } }),
});
export const makeDocumentAction = action(makeDocument, { done: "documents.long.queued" });
