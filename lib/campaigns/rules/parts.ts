import type { Programme } from "@/lib/scoring/programme/schema";
import { streamsNamed } from "@/lib/scoring/programme/streams";

/** Parts of a campaign that not every programme has, by the last part of their address. */
export const PARTS = [
  "self-check",
  "inspections",
  "footage",
  "complaints",
  "praises",
  "learning",
  "metrics",
  "records",
  "nominations",
  "ballots",
  "awards",
  "penalties",
] as const;
export type Part = (typeof PARTS)[number];

/** The parts that the programme has use for: what its scores, awards, penalties and duties are computed from or come to. */
export function partsOf(programme: Programme): Part[] {
  const named = [...streamsNamed(programme)];
  const declared = new Set(programme.streams?.map(({ code }) => code));
  const methods = new Set(programme.standards.map(({ method }) => method));
  const has: Record<Part, boolean> = {
    "self-check": methods.has("SELF"),
    inspections: methods.size > 0,
    footage: methods.has("CCTV"),
    complaints: named.includes("complaint"),
    praises: named.includes("praise"),
    learning: named.includes("learning"),
    metrics: named.some((stream) => stream.startsWith("metric.") && !declared.has(stream)),
    records: declared.size > 0,
    nominations: programme.awards.some(({ basis }) => basis.kind === "NOMINATION"),
    ballots: programme.awards.some(({ basis }) => basis.kind === "VOTE"),
    awards: programme.awards.length > 0,
    penalties: programme.penalties.length > 0,
  };
  return PARTS.filter((part) => has[part]);
}
