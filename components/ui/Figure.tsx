import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatSigned } from "@/lib/platform/i18n/format";
import { classes } from "./classes";

/**
 * A number, code or name that opens one step towards its evidence (VISUAL §7). Without `href` it is plain text;
 * `denied` says that there is something to open, but not for this reader.
 */
export function Figure({
  href,
  denied = false,
  code = false,
  label,
  className,
  children,
}: {
  href?: string | null;
  denied?: boolean;
  /** A record number, set in the code face. */
  code?: boolean;
  /** What it is, when the figure alone does not say so. */
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  const t = useTranslations("ui.figure");
  if (href) {
    return (
      <Link href={href} prefetch={false} className={classes("ev n", code && "code", className)} aria-label={label}>
        {children}
      </Link>
    );
  }
  return (
    <span className={classes("n", code && "code", className)}>
      {children}
      {denied && <span className="text-note text-ink-3"> {t("denied")}</span>}
    </span>
  );
}

/** A change in points: +0.50 石青, −1.00 赭; takes the exact figure. */
export function Delta({ value, places = 2, tone = true }: { value: string; places?: number; tone?: boolean }) {
  const text = formatSigned(value, places);
  return (
    <span className={classes("n", tone && (text.startsWith("+") ? "up" : text.startsWith("\u2212") && "down"))}>
      {text}
    </span>
  );
}

/** Places gained (positive) or lost since the former list; `null` where there was none. Always arrow, figure and words. */
export function Movement({ places }: { places: number | null }) {
  const t = useTranslations("ui.movement");
  if (places === null) return <span className="gap">{t("new")}</span>;
  if (places === 0) {
    return (
      <span className="move gap">
        <span aria-hidden="true">–</span>
        <span className="spoken">{t("same")}</span>
      </span>
    );
  }
  const up = places > 0;
  return (
    <span className={classes("move", up ? "up" : "down")}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={up ? "M5 1 9.5 9H.5z" : "M.5 1h9L5 9z"} fill="currentColor" />
      </svg>
      <span aria-hidden="true">{Math.abs(places)}</span>
      <span className="spoken">{t(up ? "up" : "down", { places: Math.abs(places) })}</span>
    </span>
  );
}

export type MissingKind = "notApplicable" | "notObserved" | "notVisited" | "pending" | "voided" | "notRanked" | "none";

/** Empty is not zero (DESIGN §1.6): the word where a figure would stand. `former` is the struck figure of a voided fact. */
export function Missing({ kind, former }: { kind: MissingKind; former?: string }) {
  const t = useTranslations("ui.missing");
  return (
    <span className={classes("gap", kind === "pending" && "pending")}>
      {former && <s className="n">{former}</s>} {t(kind)}
    </span>
  );
}
