"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";

/** Somebody who has not touched the form for so long is not at it. */
const IDLE = 120;

export interface Times {
  /** Whole seconds by item. */
  readonly spent: () => Record<string, number>;
  /** Puts back what an earlier visit to the form had counted. */
  readonly begin: (spent: Readonly<Record<string, number>>) => void;
  readonly minutes: number;
}

/** Counts how long the form stands at each item while it is looked at; `current` is the item that was touched last. */
export function useTimes(current: string | null): Times {
  const counted = useRef<Record<string, number>>({});
  const touched = useRef(0);
  const at = useRef(current);
  at.current = current;
  const [minutes, setMinutes] = useState(0);
  const tell = useCallback(() => {
    const seconds = Object.values(counted.current).reduce((sum, one) => sum + one, 0);
    setMinutes(Math.floor(seconds / 60));
  }, []);
  useEffect(() => {
    const touch = () => {
      touched.current = 0;
    };
    const tick = setInterval(() => {
      touched.current += 1;
      const item = at.current;
      if (document.hidden || item === null || touched.current > IDLE) return;
      counted.current[item] = Math.min(86_400, (counted.current[item] ?? 0) + 1);
      if (touched.current % 20 === 0) tell();
    }, 1_000);
    window.addEventListener("pointerdown", touch);
    window.addEventListener("keydown", touch);
    return () => {
      clearInterval(tick);
      window.removeEventListener("pointerdown", touch);
      window.removeEventListener("keydown", touch);
    };
  }, [tell]);
  const begin = useCallback(
    (spent: Readonly<Record<string, number>>) => {
      for (const [item, seconds] of Object.entries(spent))
        counted.current[item] = Math.max(counted.current[item] ?? 0, seconds);
      tell();
    },
    [tell],
  );
  const spent = useCallback(() => ({ ...counted.current }), []);
  return useMemo(() => ({ spent, begin, minutes }), [spent, begin, minutes]);
}
