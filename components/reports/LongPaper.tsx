import { useLocale, useTranslations } from "next-intl";
import { FailedJob } from "@/components/jobs/FailedJob";
import { JobProgress } from "@/components/jobs/JobProgress";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { formatInstant } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import { makeDocumentAction } from "@/lib/reports/actions";
import type { LongFile } from "@/lib/reports/loaders/documents";

const waits = ({ job }: LongFile) => job?.state === "QUEUED" || job?.state === "RUNNING";

/** The files of a long document: made first, then taken. While one is being made its progress stands below the table. */
export function TakeLongPaper({
  href,
  name,
  language,
  campaign,
  files,
}: {
  /** Without the query. */
  href: string;
  name: string;
  language: Locale;
  campaign: string;
  files: readonly LongFile[];
}) {
  const t = useTranslations("documents.page");
  const long = useTranslations("documents.long");
  return (
    <span className="inline-flex flex-wrap gap-2 justify-end items-center">
      {files.map((file) => {
        const { form, kind, review, madeAt } = file;
        const says = { name, form: t(form) };
        if (madeAt)
          return (
            <LinkButton
              key={form}
              size="low"
              href={`${href}?language=${language}&form=${form}`}
              document
              aria-label={t(form === "pdf" ? "getPdf" : "getWord", { name })}
            >
              {t(form)}
            </LinkButton>
          );
        if (waits(file))
          return (
            <span key={form} className="text-note text-ink-3">
              {long("making", says)}
            </span>
          );
        return (
          <ActionForm
            reads
            key={`${form} ${file.job?.id ?? ""}`}
            action={makeDocumentAction}
            hidden={{ campaign, kind, language, form, ...(review !== null && { review }) }}
          >
            <SubmitButton
              kind="quiet"
              size="low"
              aria-label={long(file.job?.state === "FAILED" ? "makeAgainNamed" : "makeNamed", says)}
            >
              {long(file.job?.state === "FAILED" ? "makeAgain" : "make", says)}
            </SubmitButton>
          </ActionForm>
        );
      })}
    </span>
  );
}

/** Long files that are being made, and those that could not be. */
export function LongPapersMaking({
  base,
  language,
  files,
}: {
  /** Address of the documents page. */
  base: string;
  language: Locale;
  files: readonly LongFile[];
}) {
  const t = useTranslations("documents.page");
  const long = useTranslations("documents.long");
  const stages = useTranslations("documents.long.stages");
  const jobs = useTranslations("jobs");
  const locale = useLocale();
  if (files.length === 0) return null;
  const shown = files.filter((file) => file.job && (waits(file) || (file.job.state === "FAILED" && !file.madeAt)));
  return (
    <div className="grid gap-4 pt-3">
      <p className="text-note text-ink-3">{long("note")}</p>
      {shown.map((file) => {
        const { job, kind, review, form } = file;
        if (!job) return null;
        const name = long("file", { name: t(`kinds.${kind}`), form: t(form) });
        if (job.state === "FAILED")
          return (
            <FailedJob
              key={job.id}
              error={job.error}
              title={long("failed", { name })}
              own={{ PAPER_CHANGED: long("PAPER_CHANGED") }}
            />
          );
        const query = new URLSearchParams({ kind, ...(review !== null && { review }), language, form });
        return (
          <div key={job.id}>
            <JobProgress
              address={`${base}/progress?${query}`}
              first={job}
              label={name}
              waiting={jobs("queued")}
              stages={{ read: stages("read"), composed: stages("composed") }}
            />
            <p className="text-note text-ink-3">
              {long("asked", { at: formatInstant(job.queuedAt, locale), name: job.askedName })}
            </p>
          </div>
        );
      })}
    </div>
  );
}
