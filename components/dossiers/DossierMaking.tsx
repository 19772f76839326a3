import { useLocale, useTranslations } from "next-intl";
import { FailedJob } from "@/components/jobs/FailedJob";
import { JobProgress } from "@/components/jobs/JobProgress";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Notice } from "@/components/ui/Notice";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { buildDossierAction, cancelDossierAction } from "@/lib/dossiers/actions";
import type { DossierView } from "@/lib/dossiers/loaders";
import { formatBytes, formatInstant } from "@/lib/platform/i18n/format";

const STAGES = [
  ...(["chain", "computed", "gathered", "sealed", "earlier", "explanation"] as const),
  ...(["decisions", "evidence", "workbook", "report", "verifier", "readme"] as const),
];

/** Asking for it, waiting for it, taking it. */
export function DossierMaking({ view, base }: { view: DossierView; base: string }) {
  const t = useTranslations("dossiers.make");
  const stages = useTranslations("dossiers.stages");
  const jobs = useTranslations("jobs");
  const refusals = useTranslations("dossiers.refusals");
  const locale = useLocale();
  const { job, made } = view;
  const hidden = { campaign: view.campaign.code, review: view.review.code };
  const waits = job !== null && (job.state === "QUEUED" || job.state === "RUNNING");
  return (
    <div className="dossier-making">
      {made && (
        <p>
          {t("made", {
            at: formatInstant(made.file.madeAt, locale),
            name: made.askedName,
            size: formatBytes(made.file.bytes),
          })}
        </p>
      )}
      {made?.stale && !waits && <Notice kind="wait">{t("stale")}</Notice>}
      {!made && !job && <p className="text-ink-2">{t("none")}</p>}
      {job?.state === "FAILED" && (
        <FailedJob error={job.error} own={Object.fromEntries(OWN.map((code) => [code, refusals(code)]))} />
      )}
      {job?.state === "CANCELLED" && <p className="text-ink-2">{jobs("state.CANCELLED")}</p>}
      {waits && (
        <>
          <JobProgress
            key={job.id}
            address={`${base}/progress`}
            first={job}
            label={jobs(`state.${job.state}`)}
            waiting={jobs("queued")}
            stages={Object.fromEntries(STAGES.map((stage) => [stage, stages(stage)]))}
          />
          <p className="text-small text-ink-3">
            {t("asked", { at: formatInstant(job.queuedAt, locale), name: job.askedName })}
          </p>
        </>
      )}
      <div className="dossier-acts">
        {made && (
          <LinkButton kind={made.stale ? "quiet" : "main"} href={`${base}/download`} document download>
            {t("download")}
          </LinkButton>
        )}
        {waits ? (
          <ActionForm reads key="cancel" action={cancelDossierAction} hidden={hidden}>
            <SubmitButton kind="quiet">{t("cancel")}</SubmitButton>
          </ActionForm>
        ) : (
          <ActionForm reads key={job?.id ?? "first"} action={buildDossierAction} hidden={hidden}>
            <SubmitButton kind={made && !made.stale ? "quiet" : "main"}>{t(made ? "again" : "button")}</SubmitButton>
          </ActionForm>
        )}
      </div>
    </div>
  );
}

const OWN = ["NO_RESULT", "SEAL_BROKEN", "CHAIN_BROKEN"] as const;
