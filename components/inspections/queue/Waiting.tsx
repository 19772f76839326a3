"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import { mayWait, queueOf, WAITS } from "./device";
import { isWaiting } from "./queue";

/** On every page of whoever has pictures waiting on this device: how many, and that they go on being sent. */
export function Waiting({ accountId }: { accountId: string }) {
  const t = useTranslations("shell.waiting");
  const [count, setCount] = useState(0);
  const [online, setOnline] = useState(true);
  useEffect(() => {
    let gone = false;
    let leave: (() => void) | undefined;
    const line = () => setOnline(navigator.onLine);
    line();
    window.addEventListener("online", line);
    window.addEventListener("offline", line);
    const begin = () => {
      if (leave || !mayWait(accountId)) return;
      leave = () => {};
      void queueOf(accountId).then((queue) => {
        const look = () =>
          queue.snapshot().then(
            (entries) => {
              if (!gone) setCount(entries.filter(isWaiting).length);
            },
            () => undefined,
          );
        if (gone) return;
        leave = queue.listen(() => void look());
        void look();
      });
    };
    begin();
    window.addEventListener(WAITS, begin);
    return () => {
      gone = true;
      leave?.();
      window.removeEventListener(WAITS, begin);
      window.removeEventListener("online", line);
      window.removeEventListener("offline", line);
    };
  }, [accountId]);
  if (count === 0) return null;
  return (
    <p className="waiting" role="status">
      <Icon name={online ? "clock" : "offline"} />
      {t(online ? "sending" : "offline", { count })}
    </p>
  );
}
