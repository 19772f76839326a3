import { getTranslations } from "next-intl/server";
import type { ListCell, ListColumn } from "@/lib/lists/types";

/** Widths in characters; the name of a column is its head under `lists.columns`. */
const WIDTH = {
  no: 16,
  day: 12,
  due: 12,
  from: 12,
  closed: 12,
  received: 12,
  decidedOn: 12,
  unit: 22,
  unitCode: 10,
  item: 44,
  itemCode: 12,
  title: 36,
  reason: 44,
  person: 16,
  inspector: 16,
  method: 14,
  kind: 16,
  category: 16,
  level: 12,
  state: 18,
  verdict: 14,
  cause: 16,
  points: 10,
  counts: 10,
  findings: 10,
  score: 10,
  full: 10,
  times: 10,
  overdue: 12,
  reopened: 12,
  internalDue: 14,
  regulatoryDue: 14,
  inspection: 16,
  round: 8,
  filed: 18,
  winner: 22,
  award: 24,
  review: 20,
  value: 12,
  prizes: 40,
  money: 14,
  penalty: 30,
  consequence: 24,
  by: 16,
  at: 20,
  sent: 18,
  addressees: 12,
  acknowledged: 12,
  username: 18,
  name: 18,
  roles: 50,
  lastSeen: 18,
  actor: 18,
  via: 14,
  action: 36,
  code: 28,
  outcome: 12,
  subject: 30,
  source: 20,
  detail: 60,
  group: 10,
  situation: 24,
  entryCode: 12,
  textZh: 44,
  textEn: 60,
  survey: 16,
  remark: 44,
  total: 10,
  struck: 36,
} as const;
export type ColumnName = keyof typeof WIDTH;

/** Columns of a list in the reader's language. */
export async function columnsOf(names: readonly ColumnName[]): Promise<ListColumn[]> {
  const t = await getTranslations("lists.columns");
  return names.map((name) => ({ head: t(name), width: WIDTH[name] }));
}

export const day = (on: string | null): ListCell => (on === null ? null : { day: on });
export const points = (value: string | null, places = 2): ListCell =>
  value === null ? null : { number: value, places };
export const count = (value: number): ListCell => ({ number: String(value), places: 0 });
export const yuan = (minor: number | null): ListCell => points(minor === null ? null : (minor / 100).toFixed(2));
