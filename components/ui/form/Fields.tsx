import type { ReactNode } from "react";
import { classes } from "../classes";

/** Fields under one another, or in `two` columns from 640 px; a field with `span` takes the whole width. */
export function Fields({ two = false, children }: { two?: boolean; children: ReactNode }) {
  return <div className={classes("fields", two && "two")}>{children}</div>;
}
