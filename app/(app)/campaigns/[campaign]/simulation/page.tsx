import "@/components/reviews/reviews.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { trialAddress } from "@/components/simulations/address";
import { ChangeTable } from "@/components/simulations/ChangeTable";
import { GroupTable } from "@/components/simulations/GroupTable";
import { moneyText } from "@/components/simulations/money";
import { Refused } from "@/components/simulations/Refused";
import { Sides } from "@/components/simulations/Sides";
import { SlopeFigure } from "@/components/simulations/SlopeFigure";
import { TrialForm } from "@/components/simulations/TrialForm";
import { LinkButton } from "@/components/ui/Button";
import { Disclosure } from "@/components/ui/Disclosure";
import { Figure } from "@/components/ui/Figure";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { pick } from "@/lib/platform/i18n/format";
import { isChanged } from "@/lib/scoring/simulate";
import type { Search } from "@/lib/simulations/loaders/access";
import { type Comparison, loadComparison } from "@/lib/simulations/loaders/comparison";
import { type FormView, loadForm } from "@/lib/simulations/loaders/form";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Search>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("simulations"))("title") };
}

export default async function SimulationPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const search = await searchParams;
  const [form, answer] = await Promise.all([loadForm(code, search), loadComparison(code, search)]);
  const t = await getTranslations("simulations");
  const locale = await getLocale();
  const base = `/campaigns/${form.campaign.code}/simulation`;
  const done = answer.kind === "DONE";
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        back={{ href: `/campaigns/${form.campaign.code}`, title: pick(form.campaign.name, locale) }}
        actions={
          done && (
            <LinkButton size="low" href={trialAddress(`${base}/luck`, form.chosen)}>
              {t("luckLink")}
            </LinkButton>
          )
        }
      />
      <p className="text-ink-2 max-w-prose pb-3">{t("lead")}</p>
      {done ? (
        <Disclosure summary={t("form.change")}>
          <TrialForm form={form} action={base} />
        </Disclosure>
      ) : (
        <TrialForm form={form} action={base} />
      )}
      {answer.kind === "REFUSED" && <Refused refusals={answer.refusals} incomplete={answer.incomplete} />}
      {done && <Shown comparison={answer.comparison} form={form} search={search} base={base} />}
    </OneColumn>
  );
}

async function Shown({
  comparison,
  form,
  search,
  base,
}: {
  comparison: Comparison;
  form: FormView;
  search: Search;
  base: string;
}) {
  const t = await getTranslations("simulations");
  const table = await getTranslations("simulations.table");
  const locale = await getLocale();
  const { rows, groups, total, prepared, changed, nominated } = comparison;
  const show = search.show === "changed" ? "changed" : "all";
  const group = groups.find(({ code }) => code === search.group)?.code;
  const address = (more: Record<string, string | undefined>) => trialAddress(base, form.chosen, more);
  const inGroup = rows.filter((row) => group === undefined || row.groupCode === group);
  const shown = inGroup.filter((row) => show === "all" || isChanged(row.change));
  const nobody = rows.every(({ change }) => change.after.rank === null);
  const file = (format: string) =>
    trialAddress(`/api/simulations/${encodeURIComponent(form.campaign.code)}`, form.chosen, { format });
  const money = (side: "moneyBefore" | "moneyAfter") => moneyText(total[side], table);
  return (
    <>
      <Sides prepared={prepared} />
      {nobody && (
        <Notice kind="wait" title={t("nobody.title")}>
          {t("nobody.text")}
        </Notice>
      )}
      <Sentence>
        {t.rich("summary", {
          changed,
          units: rows.length,
          up: total.up,
          down: total.down,
          ev: (chunks) => (
            <Figure key="changed" href={`${address({ show: "changed" })}#rows`}>
              {chunks}
            </Figure>
          ),
        })}
        {t("summaryAwards", {
          before: total.awardsBefore,
          after: total.awardsAfter,
          penaltiesBefore: total.penaltiesBefore,
          penaltiesAfter: total.penaltiesAfter,
        })}
        {t("summaryMoney", { before: money("moneyBefore"), after: money("moneyAfter") })}
        {nominated.length > 0 &&
          t("nominated", { names: nominated.map((name) => pick(name, locale)).join(t("comma")) })}
      </Sentence>
      {groups.length > 1 && (
        <Section title={t("groups.title")}>
          <GroupTable comparison={comparison} />
        </Section>
      )}
      {groups.length > 1 && (
        <div className="pt-6">
          <SegmentLinks
            label={t("table.group")}
            links={[
              { href: address({ show }), label: t("table.everyGroup"), current: group === undefined },
              ...groups.map(({ code, name }) => ({
                href: address({ show, group: code }),
                label: pick(name, locale),
                current: group === code,
              })),
            ]}
          />
        </div>
      )}
      <Section title={t("chart.title")}>
        <SlopeFigure comparison={comparison} rows={inGroup} />
      </Section>
      <Section
        title={t("table.title")}
        id="rows"
        actions={
          <SegmentLinks
            label={t("table.show")}
            links={[
              { href: address({ group }), label: t("table.all"), count: inGroup.length, current: show === "all" },
              {
                href: address({ group, show: "changed" }),
                label: t("table.changed"),
                count: inGroup.filter((row) => isChanged(row.change)).length,
                current: show === "changed",
              },
            ]}
          />
        }
      >
        <ChangeTable comparison={comparison} rows={shown} />
      </Section>
      <Section title={t("export.title")} small>
        <p className="flex flex-wrap gap-3 no-print">
          <LinkButton size="low" href={file("xlsx")} document>
            {t("export.xlsx")}
          </LinkButton>
          <LinkButton size="low" href={file("csv")} document>
            {t("export.csv")}
          </LinkButton>
        </p>
      </Section>
    </>
  );
}
