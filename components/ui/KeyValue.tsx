import type { ReactNode } from "react";
import { classes } from "./classes";

export interface KeyValueRow {
  term: ReactNode;
  detail: ReactNode;
}

/** Names and what belongs to them, in a fixed order: ground, effect, clause, responsible … */
export function KeyValue({
  rows,
  bare = false,
  className,
}: {
  rows: readonly KeyValueRow[];
  bare?: boolean;
  className?: string;
}) {
  return (
    <dl className={classes("kv", bare && "bare", className)}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place
        <div key={index}>
          <dt>{row.term}</dt>
          <dd>{row.detail}</dd>
        </div>
      ))}
    </dl>
  );
}
