import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { Icon, type IconName } from "@/components/ui/Icon";
import { addComplaintStepAction } from "@/lib/complaints/actions";
import type { loadComplaint } from "@/lib/complaints/loaders/complaints";
import { STEP_KINDS } from "@/lib/complaints/types";
import { formatDay, formatInstant, formatTime } from "@/lib/platform/i18n/format";
import { EvidenceField } from "./EvidenceField";
import { EvidenceList } from "./EvidenceList";

type Complaint = Awaited<ReturnType<typeof loadComplaint>>;

/** What was done and by whom, newest first; nothing in it is ever changed. */
export function History({ complaint }: { complaint: Complaint }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  const { decision } = complaint;
  // The decision stands before the steps, so that a reply of the same minute comes out above it.
  const entries: { at: string; title: string; by: string; note?: string }[] = [
    { at: complaint.registeredAt, title: t("detail.registered"), by: complaint.registeredBy },
    ...(decision
      ? [
          {
            at: decision.at,
            title: t("detail.decided", { validity: t(`validities.${decision.validity as "VALID"}`) }),
            by: decision.by,
            ...(decision.points === null ? {} : { note: t("points.set", { points: decision.points }) }),
          },
        ]
      : []),
    ...complaint.steps.map((step) => ({ at: step.at, title: t(`steps.${step.kind as "REPLY"}`), by: step.by })),
    ...(decision?.reversed
      ? [{ at: decision.reversed.at, title: t("detail.reversed"), by: "", note: decision.reversed.reason }]
      : []),
  ];
  const newestFirst = entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => b.entry.at.localeCompare(a.entry.at) || b.index - a.index);
  return (
    <ol>
      {newestFirst.map(({ entry, index }) => (
        <li
          key={index}
          className="grid grid-cols-[5.25rem_minmax(0,1fr)] gap-x-3 border-b border-rule py-1.5 text-small leading-text"
        >
          <time dateTime={entry.at} title={formatInstant(entry.at, locale, { year: true })} className="text-ink-3">
            {formatDay(dayOf(entry.at), locale)} <span className="n text-note">{formatTime(entry.at)}</span>
          </time>
          <div className="min-w-0">
            {entry.title}
            {entry.by && <p className="text-note text-ink-3">{entry.by}</p>}
            {entry.note && <p className="whitespace-pre-line text-ink-2">{entry.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

const ICON = {
  CONTACTED: "phone",
  INQUIRY: "person",
  EVIDENCE: "video",
  OUTLET_REPORT: "document",
  HANDED_OVER: "to",
  REPLY: "phone",
  RETURN_VISIT: "phone",
} as const satisfies Record<(typeof STEP_KINDS)[number], IconName>;

/** What the case rests on: every step with its words and files, in the order in which it came to hand. */
export function Proofs({ complaint }: { complaint: Complaint }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  if (complaint.files.length + complaint.steps.length === 0)
    return <p className="text-small text-ink-3">{t("detail.noFiles")}</p>;
  return (
    <>
      <EvidenceList files={complaint.files} />
      <ul>
        {complaint.steps.map((step) => (
          <li
            key={step.id}
            className="grid grid-cols-[1.375rem_minmax(0,1fr)] gap-x-2 border-b border-rule py-[7px] leading-text"
          >
            <Icon name={ICON[step.kind as "REPLY"] ?? "document"} className="mt-1 text-ink-3" />
            <div className="min-w-0">
              <b>{t(`steps.${step.kind as "REPLY"}`)}</b>
              <span className="ms-2 text-small text-ink-3">
                {formatDay(dayOf(step.at), locale)}
                {locale === "en" ? ", " : "，"}
                {step.by}
              </span>
              <p className="whitespace-pre-line text-small text-ink-2">{step.note}</p>
              <EvidenceList files={step.files} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Day of an instant on the bank's clock. */
function dayOf(at: string): string {
  return new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function StepForm({ complaint }: { complaint: Complaint }) {
  const t = useTranslations("complaints");
  const kinds = complaint.may.decide ? STEP_KINDS : (["OUTLET_REPORT"] as const);
  return (
    <Disclosure summary={t(complaint.may.decide ? "detail.addStep" : "detail.addReport")}>
      <div className="py-2">
        <ActionForm
          action={addComplaintStepAction}
          hidden={complaint.may.decide ? { no: complaint.no } : { no: complaint.no, kind: "OUTLET_REPORT" }}
          submit={t("detail.stepSubmit")}
        >
          {kinds.length > 1 && (
            <SelectField
              name="kind"
              label={t("detail.stepKind")}
              required
              options={kinds.map((kind) => ({ value: kind, label: t(`steps.${kind}`) }))}
            />
          )}
          <TextAreaField
            name="note"
            label={t("detail.note")}
            hint={t("detail.noteHint")}
            required
            maxLength={4000}
            rows={4}
          />
          <EvidenceField unit={complaint.unit.code} label={t("evidence.add")} />
        </ActionForm>
      </div>
    </Disclosure>
  );
}
