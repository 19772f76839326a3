import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

export type NoticeKind = "info" | "wait" | "blocked" | "done";

const ICON: Record<NoticeKind, IconName> = { info: "info", wait: "alert", blocked: "blocked", done: "done" };

/** A remark that matters: rule at the left, icon, words; never a filled box, never gone by itself. */
export function Notice({
  kind = "info",
  title,
  live = false,
  children,
}: {
  kind?: NoticeKind;
  title?: ReactNode;
  /** It appears after the page did, and is read out then. */
  live?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("ui.notice");
  return (
    <div className={`remark ${kind}`} role={live ? (kind === "blocked" ? "alert" : "status") : undefined}>
      <Icon name={ICON[kind]} label={t(kind)} />
      <div>
        {title && <b className="first">{title}</b>}
        {children}
      </div>
    </div>
  );
}
