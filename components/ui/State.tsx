import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "./Icon";

export type StateKind = "draft" | "sent" | "frozen" | "review" | "notice" | "final";

/** Where a thing stands: icon, words and fill, and the fill grows with finality, so it survives grey print (VISUAL §5). */
export function State({ kind, children }: { kind: StateKind; children?: ReactNode }) {
  const t = useTranslations("ui.state");
  return (
    <span className={`state ${kind}`}>
      <Icon name={kind} />
      <span>{children ?? t(kind)}</span>
    </span>
  );
}
