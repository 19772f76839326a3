/** What `verify.mjs` offers; it imports nothing, and this file says so to the compiler alone. */

export interface Check {
  readonly code: string;
  readonly ok: boolean;
  readonly at?: string;
  readonly stated?: string;
  readonly found?: string;
}

export interface Report {
  readonly ok: boolean;
  readonly campaign: string | null;
  readonly review: string | null;
  readonly seq: number | null;
  readonly seal: string | null;
  readonly checks: readonly Check[];
}

interface OpenFigure {
  readonly code: string;
  readonly state: "VALUED" | "MISSING" | "LEFT_OUT";
  readonly value: string | null;
  readonly parts: readonly OpenFigure[];
}

/** RFC 8785 text of plain data. */
export function canonical(value: unknown): string;
/** Scores, ranks, awards and penalties from a plan and the input of one of its reviews. Throws for a plan that cannot be computed. */
export function verdictFrom(plan: unknown, input: unknown): unknown;
/** Every node of everybody's score tree. */
export function treesFrom(
  plan: unknown,
  input: unknown,
): readonly { readonly subject: string; readonly tree: OpenFigure }[];
/** Files of a zip by path. Throws for a zip that is damaged or larger than it says. */
export function unzip(zip: Uint8Array): Promise<Map<string, Uint8Array>>;
export function verifyFiles(files: ReadonlyMap<string, Uint8Array>): Promise<Report>;
export function verifyZip(zip: Uint8Array): Promise<Report>;
export function reportText(report: Report, language?: "zh" | "en"): string;
