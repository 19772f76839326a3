import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { TONES } from "@/components/assignments/tones";
import { KeyingForm } from "@/components/mystery/KeyingForm";
import { Recordings } from "@/components/mystery/Recordings";
import { AnswerForm } from "@/components/surveys/AnswerForm";
import { Button } from "@/components/ui/Button";
import { SelectField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, OneColumn, PageHead, Section } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { keyAssignedVisitAction, recordAssignedAnswerAction } from "@/lib/assignments/actions";
import { type InterviewsPage, loadOwnAssignment, type OwnKeyingPage } from "@/lib/assignments/loaders/own";
import { formatDay, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ no: string }>;
  searchParams: Promise<{ unit?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).no };
}

/** One assignment of an evaluator: the interviews at their outlets, or the questionnaire to be keyed. */
export default async function OwnAssignment({ params, searchParams }: Props) {
  const [{ no }, { unit }, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("assignments"),
  ]);
  const page = await loadOwnAssignment(no);
  return (
    <OneColumn>
      <PageHead
        title={page.kind === "SURVEY" ? pick(page.name, locale) : t("keying", { unit: pick(page.unit, locale) })}
        state={<State kind={TONES[page.state]}>{t(`states.${page.state}`)}</State>}
        meta={[page.no, t("due", { day: formatDay(page.dueOn, locale, { year: true }) })]}
        back={{ href: "/assignments", title: t("own") }}
      />
      {page.ending && <Notice kind="wait">{t("endedBecause", { reason: page.ending.reason })}</Notice>}
      {page.kind === "SURVEY" ? <Interviews page={page} unit={unit} /> : <Keying page={page} />}
    </OneColumn>
  );
}

async function Interviews({ page, unit }: { page: InterviewsPage; unit: string | undefined }) {
  const [locale, t, r] = await Promise.all([
    getLocale(),
    getTranslations("assignments"),
    getTranslations("surveys.record"),
  ]);
  if (page.state !== "OPEN") return <EmptyState>{t("notOpen")}</EmptyState>;
  if (page.to < page.from)
    return <EmptyState>{t("notYet", { day: formatDay(page.from, locale, { year: true }) })}</EmptyState>;
  const outlet = page.outlets.find(({ code }) => code === unit) ?? (page.outlets.length === 1 ? page.outlets[0] : null);
  return (
    <div className="max-w-[46rem]">
      <form method="get" className="fields">
        <SelectField
          key={outlet?.code}
          name="unit"
          label={r("choose")}
          required
          defaultValue={outlet?.code ?? ""}
          options={page.outlets.map(({ code, name, done }) => ({
            value: code,
            label: t("outletDone", { name: pick(name, locale), count: done }),
          }))}
        />
        <div>
          <Button type="submit">{r("go")}</Button>
        </div>
      </form>
      {outlet && (
        <Section title={pick(outlet.name, locale)} aside={t("answers", { count: outlet.done })}>
          <AnswerForm
            action={recordAssignedAnswerAction}
            hidden={{ assignment: page.no, unit: outlet.code, submission: page.submission }}
            questionnaire={page.questionnaire}
            from={page.from}
            to={page.to}
          />
        </Section>
      )}
    </div>
  );
}

async function Keying({ page }: { page: OwnKeyingPage }) {
  const [t, m] = await Promise.all([getTranslations("assignments"), getTranslations("mystery.keying")]);
  if (!page.keying) return <EmptyState>{t(page.state === "OPEN" ? "nothingToKey" : "notOpen")}</EmptyState>;
  return (
    <>
      <Section title={m("files")} aside={page.keying.visit.recordings.length} small>
        <Recordings recordings={page.keying.visit.recordings} told />
      </Section>
      <KeyingForm
        page={page.keying}
        action={keyAssignedVisitAction}
        cancel={{ href: "/assignments", label: t("own") }}
      />
    </>
  );
}
