"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

interface Live {
  readonly typedAt: (path: string, saved: string) => string;
  readonly change: (path: string, value: string) => void;
}

const LiveContext = createContext<Live>({ typedAt: (_, saved) => saved, change: () => {} });

/** What stands in the blanks while somebody types, so that examples and totals follow. Saving is the form's own affair. */
export function LiveValues({ children }: { children: ReactNode }) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const change = useCallback((path: string, value: string) => setTyped((before) => ({ ...before, [path]: value })), []);
  const live = useMemo(
    () => ({ typedAt: (path: string, saved: string) => typed[path] ?? saved, change }),
    [typed, change],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveValues(): Live {
  return useContext(LiveContext);
}
