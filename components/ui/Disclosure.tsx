import type { ReactNode } from "react";
import { Icon } from "./Icon";

/** More of the same, one click away; open on paper. */
export function Disclosure({
  summary,
  open,
  name,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  name?: string;
  children: ReactNode;
}) {
  return (
    <details className="fold-out" open={open} name={name}>
      <summary>
        <Icon name="next" />
        {summary}
      </summary>
      {children}
    </details>
  );
}
