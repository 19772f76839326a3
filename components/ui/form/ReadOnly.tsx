"use client";

import { createContext, type ReactNode, useContext } from "react";

const ReadOnly = createContext(false);

/** Inside it nothing that changes anything is shown, whichever page brings it; forms that only read say so (`reads`). */
export function ReadOnlyPart({ children }: { children: ReactNode }) {
  return <ReadOnly value={true}>{children}</ReadOnly>;
}

/** What is there only where something can be changed. */
export function Writable({ children }: { children: ReactNode }) {
  return useContext(ReadOnly) ? null : children;
}
