import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classes } from "./classes";

/** n of m, never a bare percentage; `thin` is the line alone, under a row that already says the figures. */
export function ProgressBar({
  done,
  total,
  label,
  note,
  action,
  thin = false,
  headed = false,
}: {
  done: number;
  total: number;
  label: string;
  /** Replaces the figures: 第311份，共500份；约23秒. */
  note?: ReactNode;
  action?: ReactNode;
  thin?: boolean;
  /** A heading above says the label already; it is kept for those who hear the page. */
  headed?: boolean;
}) {
  const t = useTranslations("ui");
  const text = t("progress", { done, total });
  const share = total > 0 ? Math.min(100, (done / total) * 100) : 0;
  return (
    <div className={classes("progress", thin && "thin")}>
      {!thin && !headed && <b>{label}</b>}
      <span
        className="track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={text}
      >
        <i style={{ width: `${share}%` }} />
      </span>
      {!thin && (
        <span className="line">
          <span>{note ?? text}</span>
          {action}
        </span>
      )}
    </div>
  );
}
