"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { ProgressBar } from "@/components/ui/ProgressBar";

/** How far a job is, as its room's small address says it. */
export interface JobReport {
  readonly state: string | null;
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

const EVERY_MS = 1_500;

/**
 * Work under way, asked for again and again until it ends; then the page is read anew. Without JavaScript the page shows
 * how it stood when it was read. `stages`: what is being done, by code; without a stage it still waits.
 */
export function JobProgress({
  address,
  first,
  label,
  waiting,
  stages,
  action,
}: {
  address: string;
  first: JobReport;
  label: string;
  waiting: string;
  stages: Readonly<Record<string, string>>;
  action?: ReactNode;
}) {
  const router = useRouter();
  const [report, setReport] = useState(first);
  useEffect(() => {
    let over = false;
    const ask = async () => {
      try {
        const answer = await fetch(address, { cache: "no-store" });
        const next = answer.ok ? ((await answer.json()) as JobReport) : null;
        if (over) return;
        if (next && (next.state === "QUEUED" || next.state === "RUNNING")) setReport(next);
        else {
          clearInterval(timer);
          router.refresh();
        }
      } catch {
        // The network comes back, or the page is left.
      }
    };
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [address, router]);
  const words = report.state === "RUNNING" ? (stages[report.stage] ?? "") : waiting;
  return <ProgressBar done={report.done} total={report.total} label={label} note={words} action={action} />;
}
