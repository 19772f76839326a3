"use client";

import { startTransition, useEffect, useRef } from "react";
import { IDLE } from "@/lib/kernel/form";
import { readNoticeAction } from "@/lib/notices/actions";

/** Who opens a notice has read it. Fetching the page alone marks nothing, so nothing is marked that nobody saw. */
export function MarkRead({ notice }: { notice: string }) {
  const sent = useRef<string | null>(null);
  useEffect(() => {
    if (sent.current === notice) return;
    sent.current = notice;
    const data = new FormData();
    data.set("notice", notice);
    startTransition(async () => {
      await readNoticeAction(IDLE, data);
    });
  }, [notice]);
  return null;
}
