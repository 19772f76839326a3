import { type Day, monthOf } from "@/lib/kernel/calendar";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Standing } from "./calendar";

/** What somebody may do in this campaign, as the permission matrix says. */
export interface Rights {
  readonly edits: boolean;
  readonly imports: boolean;
  readonly selfChecks: boolean;
  readonly visits: boolean;
  readonly registers: boolean;
  readonly signs: boolean;
  readonly nominates: boolean;
}

/** One thing to do next: `campaigns.steps.<key>` with its values, and the page (below the campaign's) where it is done. */
export interface NextStep {
  readonly key: "setup" | "metrics" | "selfCheck" | "visit" | "complaint" | "review" | "nominate" | "result";
  readonly path: string;
  readonly review?: string;
  readonly on?: Day;
  readonly month?: string;
  readonly n?: number;
}

/** What is next for a person, most pressing first. A draft has only its set-up; a campaign that is over, only its results. */
export function nextSteps(
  programme: Programme,
  standing: Standing,
  today: Day,
  rights: Rights,
  draft: { readonly open: boolean; readonly published: boolean; readonly missing: number },
): NextStep[] {
  const steps: NextStep[] = [];
  if (rights.edits && draft.open) steps.push({ key: "setup", path: "/setup/publish", n: draft.missing });
  if (!draft.published) return steps;
  const running = standing.stage === "RUNNING";
  if (rights.signs && standing.next) {
    steps.push({
      key: "review",
      path: `/reviews/${standing.next.code}`,
      review: standing.next.code,
      on: standing.next.on,
      n: standing.next.inDays,
    });
  }
  if (running) {
    if (rights.selfChecks)
      steps.push({ key: "selfCheck", path: `/self-check/${monthOf(today)}`, month: monthOf(today) });
    if (rights.visits) steps.push({ key: "visit", path: "/inspections/new" });
    if (rights.registers) steps.push({ key: "complaint", path: "/complaints/new" });
    if (rights.imports) steps.push({ key: "metrics", path: "/metrics" });
  }
  const nominations = programme.awards.filter((award) => award.basis.kind === "NOMINATION").length;
  if (rights.nominates && running && nominations > 0)
    steps.push({ key: "nominate", path: "/nominations/new", n: nominations });
  if (rights.selfChecks) steps.push({ key: "result", path: "/reviews" });
  return steps;
}
