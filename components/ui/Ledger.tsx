import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

/** From which width a column is shown; without it, always. A phone keeps name, key figure, state (VISUAL §9). */
export type From = "sm" | "lg";

interface Cell {
  /** A figure: right-aligned, never broken. */
  num?: boolean;
  center?: boolean;
  from?: From;
}

function cell({ num, center, from }: Cell): (string | false | undefined)[] {
  return [num && "r n", center && "c", from && `from-${from}`];
}

/**
 * A ledger: a bar under the head, hairlines between the rows, nothing else. The caption names it; `captionShown` prints
 * it above. `wide` lets a table that cannot shrink scroll sideways inside its own frame, reachable by keyboard.
 */
export function LedgerTable({
  caption,
  captionShown = false,
  dense = false,
  stick = false,
  wide = false,
  className,
  children,
}: {
  caption: string;
  captionShown?: boolean;
  dense?: boolean;
  /** Head stays in sight while a long table scrolls (desktop). */
  stick?: boolean;
  wide?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const reachable = wide ? { role: "region", "aria-label": caption, tabIndex: 0 } : {};
  return (
    <div className={classes("ledger-wrap", wide && "wide")} {...reachable}>
      <table className={classes("ledger", dense && "dense", stick && "stick", className)}>
        <caption className={captionShown ? undefined : "spoken"}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function Th({ num, center, from, className, scope = "col", ...rest }: Cell & ComponentProps<"th">) {
  return <th scope={scope} className={classes(...cell({ num, center, from }), className)} {...rest} />;
}

/** The cell that names its row: bold, and read out before every other cell. */
export function RowName({ className, ...rest }: ComponentProps<"th">) {
  return <th scope="row" className={classes("name", className)} {...rest} />;
}

export function Td({
  num,
  center,
  from,
  strong,
  mute,
  top,
  className,
  ...rest
}: Cell & { strong?: boolean; mute?: boolean; top?: boolean } & ComponentProps<"td">) {
  return (
    <td
      className={classes(...cell({ num, center, from }), strong && "strong", mute && "mute", top && "top", className)}
      {...rest}
    />
  );
}

/** `selected` marks the one row whose sum is spelled out; `tie` joins equal ranks by a bracket in the first column. */
export function Tr({
  selected = false,
  tie,
  className,
  ...rest
}: { selected?: boolean; tie?: "first" | "middle" | "last" } & ComponentProps<"tr">) {
  return (
    <tr
      className={classes(selected && "on", tie && "tie", tie && tie !== "middle" && tie, className)}
      aria-current={selected || undefined}
      {...rest}
    />
  );
}

/** The folded middle of a long list: 第13至38名，展开. */
export function FoldRow({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tr className="fold">
      <td colSpan={span}>{children}</td>
    </tr>
  );
}

/** The sum. The double rule is drawn only once a second computation agreed (VISUAL §4). */
export function SumRow({ checked = false, children }: { checked?: boolean; children: ReactNode }) {
  const t = useTranslations("ui.sum");
  return (
    <tr className={classes("sum", checked && "checked")} title={checked ? t("checked") : undefined}>
      {children}
    </tr>
  );
}
