import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { MoneyField, NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Acts } from "@/components/ui/OfficialAct";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { Section } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import {
  confirmFindingAction,
  decideDisputeAction,
  disputeFindingAction,
  fineOnTheSpotAction,
} from "@/lib/findings/actions";
import type { BesideFinding } from "@/lib/findings/loaders/register";
import { OUTCOMES, REASONS } from "@/lib/findings/types";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, formatPoints } from "@/lib/platform/i18n/format";
import { RepeatNote } from "./RegisterTable";
import { FINDING_TONE } from "./tones";

/** Beside a finding: the outlet's answer and what was decided about it, how often it came back, fines on the spot. */
export function FindingBeside({ beside }: { beside: BesideFinding }) {
  const t = useTranslations("findings");
  const locale = useLocale();
  const { finding, said, may } = beside;
  const base = `/campaigns/${beside.campaign}`;
  return (
    <>
      <Section
        title={t("beside.title")}
        small
        aside={
          finding.state === "WAITING" && finding.until && t("beside.until", { day: formatDay(finding.until, locale) })
        }
      >
        <p className="py-1">
          <State kind={FINDING_TONE[finding.state]}>{t(`states.${finding.state}`)}</State>
        </p>
        {beside.repeat && beside.repeat.nth > 1 && (
          <p className="text-small py-1">
            <RepeatNote repeat={beside.repeat} base={base} />
          </p>
        )}
        <Words beside={beside} />
        {may.answer && <Answer beside={beside} />}
        {may.decide && <Decide beside={beside} />}
        {said.word?.kind === "DISPUTED" && <p className="text-small text-ink-2 py-1">{t("beside.appealWay")}</p>}
      </Section>
      {(beside.fines.length > 0 || may.fine) && (
        <Section title={t("fine.list")} small>
          {beside.fines.map((fine) => (
            <p key={fine.no} className="text-small border-b border-rule py-1">
              {t("fine.line", {
                name: fine.person ? nameOf(fine.person, locale) : "—",
                amount: formatPoints(fine.amount),
                receipt: fine.receiptNo,
              })}
              {fine.fallen && <b> {t("fine.fallen")}</b>}
              <span className="block text-small font-regular text-ink-2">
                {t("fine.by", { no: fine.no, by: fine.byName, at: formatInstant(fine.at, locale) })}
              </span>
            </p>
          ))}
          {may.fine && <Fine beside={beside} />}
        </Section>
      )}
    </>
  );
}

function Words({ beside: { finding, said } }: { beside: BesideFinding }) {
  const t = useTranslations("findings");
  const locale = useLocale();
  const { word, ruling } = said;
  if (!word) {
    const { state, until } = finding;
    const line =
      state === "SILENT" && until
        ? t("beside.silent", { day: formatDay(until, locale) })
        : state === "WAITING"
          ? t("beside.waiting")
          : state === "OWN"
            ? t("beside.own")
            : state === "HIDDEN"
              ? t("beside.hidden")
              : null;
    return line && <p className="text-small text-ink-2 py-1">{line}</p>;
  }
  const at = { name: word.byName, at: formatInstant(word.at, locale) };
  return (
    <>
      {word.reason && <p className="quote my-1 whitespace-pre-line">{word.reason}</p>}
      <EvidenceList files={word.evidence} />
      <p className="text-note text-ink-3">
        {word.kind === "DISPUTED" ? t("beside.disputedBy", at) : t("beside.confirmedBy", at)}
      </p>
      {word.kind === "DISPUTED" && !ruling && <p className="text-small py-1">{t("beside.unruled")}</p>}
      {ruling && (
        <div className="border-t border-rule pt-1 mt-2">
          <p>
            <b>{t(`outcomes.${ruling.outcome}`)}</b> {t(`codes.${ruling.code}`)}
            {ruling.lost !== null && <> {t("beside.lostAfter", { lost: formatPoints(ruling.lost) })}</>}
          </p>
          <p className="quote my-1 whitespace-pre-line">{ruling.text}</p>
          <p className="text-note text-ink-3">
            {t("beside.decidedBy", { name: ruling.byName, at: formatInstant(ruling.at, locale) })}
          </p>
        </div>
      )}
    </>
  );
}

function Answer({ beside }: { beside: BesideFinding }) {
  const t = useTranslations("findings.beside");
  const hidden = { campaign: beside.campaign, finding: beside.finding.no };
  return (
    <div className="no-print mt-2 grid gap-2">
      <ActionForm action={confirmFindingAction} hidden={hidden}>
        <SubmitButton kind="quiet">{t("confirm")}</SubmitButton>
      </ActionForm>
      {beside.may.dispute ? (
        <Disclosure summary={t("disputeOpen")}>
          <ActionForm action={disputeFindingAction} hidden={hidden}>
            <TextAreaField
              name="reason"
              label={t("disputeReason")}
              hint={t("disputeHint")}
              required
              minLength={10}
              maxLength={2000}
            />
            <EvidenceField unit={beside.unit.code} label={t("evidence")} />
            <SubmitButton kind="quiet">{t("dispute")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      ) : (
        <p className="text-small text-ink-2">{t("frozenNote")}</p>
      )}
    </div>
  );
}

function Decide({ beside }: { beside: BesideFinding }) {
  const t = useTranslations("findings");
  return (
    <Acts>
      <OfficialActDialog
        character="裁"
        title={t("decide.title")}
        meaning={t("decide.meaning")}
        rows={[{ term: t("decide.effect"), detail: t("decide.effectText") }]}
        reason={{ label: t("decide.reason") }}
        action={decideDisputeAction}
        hidden={{ campaign: beside.campaign, finding: beside.finding.no }}
      >
        <Fields>
          <RadioGroup
            name="outcome"
            label={t("decide.outcome")}
            required
            flow
            choices={OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) }))}
          />
          <SelectField
            name="code"
            label={t("decide.code")}
            required
            groups={OUTCOMES.map((outcome) => ({
              label: t(`outcomes.${outcome}`),
              options: REASONS[outcome].map((code) => ({ value: code, label: t(`codes.${code}`) })),
            }))}
          />
          <NumberField name="lost" label={t("decide.lost")} />
        </Fields>
      </OfficialActDialog>
    </Acts>
  );
}

function Fine({ beside }: { beside: BesideFinding }) {
  const t = useTranslations("findings.fine");
  const locale = useLocale();
  const { fine } = beside.finding;
  if (!fine) return null;
  return (
    <Acts>
      <OfficialActDialog
        character="罚"
        title={t("title")}
        meaning={t("meaning")}
        rows={[
          { term: t("range"), detail: t("rangeText", { min: formatPoints(fine.min), max: formatPoints(fine.max) }) },
          { term: t("appeal"), detail: t("appealText") },
        ]}
        reason={{ label: t("reason") }}
        action={fineOnTheSpotAction}
        hidden={{ campaign: beside.campaign, finding: beside.finding.no }}
      >
        <Fields>
          <SelectField
            name="person"
            label={t("person")}
            empty={t("head")}
            options={beside.unit.people
              .filter(({ post }) => post !== "OUTLET_HEAD")
              .map((person) => ({ value: person.staffNo, label: nameOf(person, locale) }))}
          />
          <MoneyField name="amount" label={t("amount")} required />
          <TextField name="receiptNo" label={t("receiptNo")} required maxLength={60} />
        </Fields>
      </OfficialActDialog>
    </Acts>
  );
}
