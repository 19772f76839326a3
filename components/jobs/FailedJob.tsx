import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/Notice";
import type { JobShown } from "@/lib/platform/jobs/types";

const KNOWN = ["JOB_FAILED", "JOB_GAVE_UP", "JOB_INPUT"] as const;

/** What happened, and what to do. `own`: the sentences of the room, by code. */
export function FailedJob({
  error,
  title,
  own = {},
}: {
  error: JobShown["error"];
  title?: string;
  own?: Readonly<Record<string, string>>;
}) {
  const jobs = useTranslations("jobs.refusals");
  const known = KNOWN.find((code) => code === error?.code) ?? "JOB_FAILED";
  return (
    <Notice kind="blocked" {...(title !== undefined && { title })}>
      {own[error?.code ?? ""] ?? jobs(known, { reference: String(error?.values?.reference ?? "—") })}
    </Notice>
  );
}
