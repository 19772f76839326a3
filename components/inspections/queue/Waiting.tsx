"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import { countWaiting, mayWait, onDevice, WAITS } from "./device";

/** On every page of whoever has something waiting on this device: how much, that it goes on being sent, and where to look. */
export function Waiting({ accountId }: { accountId: string }) {
  const t = useTranslations("shell.waiting");
  const [count, setCount] = useState({ pictures: 0, forms: 0 });
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
      void onDevice(accountId).then((device) => {
        const look = () =>
          countWaiting(device).then(
            (counted) => {
              if (!gone) setCount(counted);
            },
            () => undefined,
          );
        if (gone) return;
        const [pictures, forms] = [device.queue.listen(() => void look()), device.outbox.listen(() => void look())];
        leave = () => {
          pictures();
          forms();
        };
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
  if (count.pictures + count.forms === 0) return null;
  return (
    <p className="waiting" role="status">
      <Icon name={online ? "clock" : "offline"} />
      {t(online ? "sending" : "offline", count)} <Link href="/device">{t("look")}</Link>
    </p>
  );
}
