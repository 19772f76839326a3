import type { ListKind, ListTable, Search } from "@/lib/lists/types";
import { accounts, audit } from "./administration";
import { answers } from "./answers";
import { appeals, awards, letters, penalties } from "./decisions";
import { complaints, findings, inspections, rectifications, visits } from "./facts";
import { language } from "./language";

/** How each list is read and said. One more list is one more entry, and its link in the head of its page. */
export const TABLES: Readonly<Record<ListKind, (campaign: string, search: Search) => Promise<ListTable>>> = {
  inspections,
  findings,
  rectifications,
  complaints,
  appeals,
  awards,
  penalties,
  visits,
  letters,
  language,
  answers,
  accounts,
  audit,
};
