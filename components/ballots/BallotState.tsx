import { useTranslations } from "next-intl";
import { State } from "@/components/ui/State";
import type { BallotState as Stand } from "@/lib/ballots/types";

const KIND = { PLANNED: "draft", OPEN: "sent", DUE: "review", COUNTED: "final" } as const;

/** Where a ballot stands; a cancelled one is only said. */
export function BallotState({ state }: { state: Stand }) {
  const t = useTranslations("ballots.states");
  if (state === "CANCELLED") return <span className="text-ink-3">{t(state)}</span>;
  return <State kind={KIND[state]}>{t(state)}</State>;
}
