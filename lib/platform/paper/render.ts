import "server-only";
import { paperAsPdf } from "../pdf/write";
import { paperAsWord } from "../word/write";
import type { Paper } from "./types";

export const FORMS = ["pdf", "word"] as const;
/** The kinds of file a paper becomes. */
export type Form = (typeof FORMS)[number];

export const FORM_TYPES: Readonly<Record<Form, { readonly type: string; readonly ending: string }>> = {
  pdf: { type: "application/pdf", ending: "pdf" },
  word: { type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ending: "docx" },
};

/** The paper as a file. It asks nobody who is asking, so a job can call it as well as a request. */
export async function renderPaper(paper: Paper, form: Form, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  return form === "pdf" ? paperAsPdf(paper, at) : paperAsWord(paper);
}
