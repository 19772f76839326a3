import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DutyMark } from "@/components/tasks/DutyMark";
import { LearningTable } from "@/components/tasks/LearningTable";
import { LinkButton } from "@/components/ui/Button";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { formatCount, pick } from "@/lib/platform/i18n/format";
import { loadLearning } from "@/lib/tasks/loaders";

type Props = { params: Promise<{ campaign: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tasks.learning"))("title") };
}

export default async function LearningPage({ params }: Props) {
  const { campaign: code } = await params;
  const [data, t, locale] = await Promise.all([loadLearning(code), getTranslations("tasks.learning"), getLocale()]);
  const base = `/campaigns/${data.campaign.code}/learning`;
  const record = (
    <LinkButton kind="main" href={`${base}/new`}>
      {t("record")}
    </LinkButton>
  );
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[data.duty && pick(data.duty.name, locale), data.duty?.article && pick(data.duty.article, locale)]}
        actions={data.mayRecord ? record : undefined}
      />
      <Sentence>
        {t.rich("summary", {
          count: data.count,
          people: formatCount(data.people),
          overdue: data.overdue,
          b: (words) => <b className="n">{words}</b>,
        })}
      </Sentence>
      {data.quarters.map((quarter) => {
        const [year, number] = quarter.quarter.split("-Q");
        const name = t("quarter", { year: year ?? "", quarter: number ?? "" });
        return (
          <Section
            key={quarter.quarter}
            title={name}
            aside={quarter.duty ? <DutyMark duty={quarter.duty} today={data.today} /> : t("noDuty")}
          >
            {quarter.entries.length === 0 ? (
              <EmptyState
                action={data.mayRecord && quarter.duty?.state !== "DONE" && quarter.duty ? record : undefined}
              >
                {t("none")}
              </EmptyState>
            ) : (
              <LearningTable quarter={quarter} caption={t("caption", { quarter: name })} />
            )}
          </Section>
        );
      })}
    </OneColumn>
  );
}
