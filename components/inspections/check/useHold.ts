"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** Whether this tab may write: `asking` for the first moments, then one tab of the device `holds` and the others are `away`. */
export type Hold = "asking" | "holds" | "away";

/** How long a tab that is just closing may take before the next one says that it is not alone. */
const PATIENCE = 1_000;

/**
 * One tab of a device at a time works on what `name` stands for. A second one waits, comes alive by itself when the first
 * is closed, or takes over at once with `take`, which turns the first one away. Where the browser has no locks (an address
 * without https) every tab holds, and the server alone tells them apart.
 */
export function useHold(name: string): { readonly hold: Hold; readonly take: () => void } {
  const [hold, setHold] = useState<Hold>("asking");
  const leave = useRef<() => void>(() => undefined);

  const ask = useCallback(
    (steal: boolean) => {
      leave.current();
      if (!("locks" in navigator)) {
        setHold("holds");
        return;
      }
      let left = false;
      let release = () => {};
      const waiting = new AbortController();
      const patience = setTimeout(() => setHold("away"), PATIENCE);
      leave.current = () => {
        left = true;
        clearTimeout(patience);
        waiting.abort();
        release();
      };
      navigator.locks
        .request(name, steal ? { steal } : { signal: waiting.signal }, () => {
          if (left) return undefined;
          clearTimeout(patience);
          setHold("holds");
          return new Promise<void>((resolve) => {
            release = resolve;
          });
        })
        .catch(() => {
          // Taken over by another tab, and asked for again only when the person wants it back.
          clearTimeout(patience);
          if (!left) setHold("away");
        });
    },
    [name],
  );

  useEffect(() => {
    ask(false);
    return () => leave.current();
  }, [ask]);

  return { hold, take: useCallback(() => ask(true), [ask]) };
}
