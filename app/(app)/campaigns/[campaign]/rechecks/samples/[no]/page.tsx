import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RecheckTable } from "@/components/rechecks/RecheckTable";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { formatDay, formatDayRange, formatInstant, pick } from "@/lib/platform/i18n/format";
import { withdrawRecheckSampleAction } from "@/lib/rechecks/actions";
import { loadSample } from "@/lib/rechecks/loaders/rechecks";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rechecks"))("samples") };
}

export default async function RecheckSamplePage({ params }: Props) {
  const [{ campaign, no }, locale, t, r, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("rechecks.sample"),
    getTranslations("rechecks"),
    getTranslations("inspections.methods"),
  ]);
  const page = await loadSample(campaign, decodeURIComponent(no));
  const { sample, rows } = page;
  const { given } = sample;
  const base = `/campaigns/${page.campaign.code}`;
  return (
    <TwoColumn
      railLabel={t("acts")}
      rail={
        page.mayWithdraw && (
          <div className="no-print">
            <Disclosure summary={t("withdrawOpen")}>
              <p className="text-small text-ink-2 mb-2">{t("withdrawNote")}</p>
              <ActionForm
                action={withdrawRecheckSampleAction}
                hidden={{ campaign: page.campaign.code, sample: sample.no }}
              >
                <TextAreaField name="reason" label={t("withdrawReason")} required maxLength={500} />
                <SubmitButton kind="quiet">{t("withdrawSubmit")}</SubmitButton>
              </ActionForm>
            </Disclosure>
          </div>
        )
      }
    >
      <PageHead
        title={t("title", { no: sample.no })}
        state={sample.withdrawn && <State kind="draft">{r("states.WITHDRAWN")}</State>}
        meta={[pick(page.campaign.name, locale), t("by", { name: sample.byName }), formatInstant(sample.at, locale)]}
        back={{ href: `${base}/rechecks`, title: t("back") }}
      />
      {sample.withdrawn && (
        <Notice kind="wait">
          {t("withdrawn", { name: sample.withdrawn.byName, reason: sample.withdrawn.reason })}
        </Notice>
      )}
      <Section title={t("facts")}>
        <KeyValue
          rows={[
            { term: t("days"), detail: <span className="n">{formatDayRange(sample.from, sample.to, locale)}</span> },
            { term: t("method"), detail: sample.method ? m(sample.method) : r("allMethods") },
            { term: t("size"), detail: t("sizeSays", { of: given.inspections.length, count: given.size }) },
            ...(given.nobody.length > 0
              ? [{ term: t("nobody"), detail: t("nobodySays", { count: given.nobody.length }) }]
              : []),
            { term: t("due"), detail: <span className="n">{formatDay(sample.dueOn, locale)}</span> },
            { term: t("reason"), detail: sample.reason },
          ]}
        />
      </Section>
      <Section title={t("list")} aside={rows.length}>
        <RecheckTable rows={rows} base={base} today={page.today} caption={t("list")} />
      </Section>
      <Section title={t("draw")}>
        {page.repeated ? <p>{t("repeated")}</p> : <Notice kind="blocked" title={t("notRepeated")} />}
        <KeyValue rows={[{ term: t("seed"), detail: <span className="code break-all">{sample.seed}</span> }]} />
        <p className="text-small text-ink-2 my-2">{t("how")}</p>
        <Disclosure summary={t("given")}>
          <ul className="text-small columns-1 sm:columns-2">
            {given.inspections.map((one) => (
              <li key={one.id}>
                <span className="code">{one.no}</span>{" "}
                <span className="n text-ink-2">{one.people.map((id) => given.names[id]).join(" ")}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      </Section>
    </TwoColumn>
  );
}
