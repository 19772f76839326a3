import type { BarPart, BarTone } from "@/components/ui/stack-scale";
import { points, text } from "@/lib/kernel/points";
import { pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { ScoreLine } from "@/lib/reviews/types";

const TONES: readonly BarTone[] = ["open", "covert", "cctv", "train", "minus", "plus"];

/** The component colour the plan names; without one, ink and grey, which mean no component. */
export function toneOf(tone: string | null): BarTone {
  return TONES.find((known) => known === tone) ?? "grey";
}

/** What was lost, and what was added, as parts of a bar; nothing of nothing is left out. */
export function barParts(lines: readonly ScoreLine[], locale: Locale): { lost: BarPart[]; gained: BarPart[] } {
  const parts = lines.flatMap((line) => {
    if (line.lost === null || points(line.lost).isZero()) return [];
    const value = points(line.lost);
    return [
      { label: pick(line.name, locale), tone: toneOf(line.tone), value: text(value.abs()), added: value.isNegative() },
    ];
  });
  const side = (added: boolean) =>
    parts.filter((part) => part.added === added).map(({ label, tone, value }) => ({ label, tone, value }));
  return { lost: side(false), gained: side(true).map((part) => ({ ...part, tone: "plus" as const })) };
}

export const TONE_COLOUR: Record<BarTone, string> = {
  open: "var(--d-open)",
  covert: "var(--d-covert)",
  cctv: "var(--d-cctv)",
  train: "var(--d-train)",
  minus: "var(--d-minus)",
  plus: "var(--d-plus)",
  ink: "var(--ink)",
  grey: "var(--edge)",
  qing: "var(--qing)",
};
