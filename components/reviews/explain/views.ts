/** The three renderings of one explanation. */
export const VIEWS = ["tree", "table", "sentences"] as const;
export type View = (typeof VIEWS)[number];

export function viewOf(value: string | undefined): View {
  return VIEWS.find((view) => view === value) ?? "tree";
}

/** Lines or sentences on one page. */
export const PAGE = 200;

export function pageOf(value: string | undefined, total: number): number {
  const page = /^[1-9]\d{0,5}$/.test(value ?? "") ? Number(value) : 1;
  return Math.min(page, Math.max(1, Math.ceil(total / PAGE)));
}
