"use client";

import { useCallback, useEffect, useState } from "react";
import { mayWait, queueOf, WAITS } from "./device";
import type { Entry, Queue } from "./queue";

/** What waits on this device for one field of one form, oldest first. */
export function useQueue(
  accountId: string,
  form: string,
  field: string,
): { readonly queue: Queue | null; readonly entries: readonly Entry[] } {
  const [queue, setQueue] = useState<Queue | null>(null);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const load = useCallback(
    async (from: Queue) => (await from.snapshot()).filter((entry) => entry.form === form && entry.field === field),
    [form, field],
  );
  useEffect(() => {
    let gone = false;
    let leave: (() => void) | undefined;
    // The database and what reads it are loaded only where something waits.
    const begin = () => {
      if (leave || !mayWait(accountId)) return;
      leave = () => {};
      void queueOf(accountId).then((opened) => {
        if (gone) return;
        setQueue(opened);
        const look = () =>
          load(opened).then(
            (found) => {
              if (!gone) setEntries((before) => (before.length + found.length === 0 ? before : found));
            },
            () => undefined,
          );
        leave = opened.listen(() => void look());
        void look();
      });
    };
    begin();
    window.addEventListener(WAITS, begin);
    return () => {
      gone = true;
      leave?.();
      window.removeEventListener(WAITS, begin);
    };
  }, [accountId, load]);
  return { queue, entries };
}
