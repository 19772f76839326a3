import { useLocale, useTranslations } from "next-intl";
import { JobProgress } from "@/components/jobs/JobProgress";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Notice } from "@/components/ui/Notice";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { formatBytes, formatInstant } from "@/lib/platform/i18n/format";
import { cancelStorageCheckAction, startStorageCheckAction } from "@/lib/storage/actions";
import type { StorageView } from "@/lib/storage/loaders";

const KNOWN = ["JOB_FAILED", "JOB_GAVE_UP", "JOB_INPUT"] as const;

/** The last result, and asking for the next. */
export function StoreCheck({ view }: { view: StorageView }) {
  const t = useTranslations("storage.check");
  const refusals = useTranslations("storage.refusals");
  const jobs = useTranslations("jobs");
  const locale = useLocale();
  const { check, job } = view;
  const waits = job !== null && (job.state === "QUEUED" || job.state === "RUNNING");
  const known = KNOWN.find((code) => code === job?.error?.code) ?? "JOB_FAILED";
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-small text-ink-2">{t("about")}</p>
      {!check && !job && <p>{t("never")}</p>}
      {check && (
        <Notice kind={check.damaged + check.missing > 0 ? "blocked" : "done"}>
          {t(check.damaged + check.missing > 0 ? "bad" : "good", {
            at: formatInstant(check.endedAt, locale, { year: true }),
            name: check.askedName,
            files: check.files,
            size: formatBytes(check.bytes),
            damaged: check.damaged,
            missing: check.missing,
          })}
        </Notice>
      )}
      {job?.state === "FAILED" && (
        <Notice kind="wait">
          {job.error?.code === "STORE_UNAVAILABLE"
            ? refusals("STORE_UNAVAILABLE")
            : jobs(`refusals.${known}`, { reference: String(job.error?.values?.reference ?? "—") })}
        </Notice>
      )}
      {job?.state === "CANCELLED" && <p className="text-ink-2">{t("cancelled")}</p>}
      {waits && (
        <>
          <JobProgress
            key={job.id}
            address="/admin/storage/progress"
            first={job}
            label={jobs(`state.${job.state}`)}
            waiting={jobs("queued")}
            stages={{ EVIDENCE: t("stages.EVIDENCE"), PRODUCED: t("stages.PRODUCED") }}
          />
          <p className="text-small text-ink-3">
            {t("asked", { at: formatInstant(job.queuedAt, locale), name: job.askedName })}
          </p>
        </>
      )}
      {view.mayCheck &&
        (waits ? (
          <ActionForm key="cancel" action={cancelStorageCheckAction}>
            <SubmitButton kind="quiet">{t("cancel")}</SubmitButton>
          </ActionForm>
        ) : (
          <ActionForm key={job?.id ?? "first"} action={startStorageCheckAction}>
            <SubmitButton kind="main">{t("start")}</SubmitButton>
          </ActionForm>
        ))}
    </div>
  );
}
