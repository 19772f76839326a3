import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AssignmentTable } from "@/components/assignments/AssignmentTable";
import { EndAssignment } from "@/components/assignments/EndAssignment";
import { LinkButton } from "@/components/ui/Button";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { loadGiven } from "@/lib/assignments/loaders/given";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("assignments"))("title") };
}

export default async function GivenAssignments({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("assignments")]);
  const page = await loadGiven(campaign);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={
          page.mayGive && (
            <LinkButton kind="main" href={`/campaigns/${page.campaign.code}/assignments/new`}>
              {t("give")}
            </LinkButton>
          )
        }
      />
      <Sentence>{t("lead")}</Sentence>
      {page.rows.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <AssignmentTable
          rows={page.rows}
          act={(row) =>
            page.mayGive && row.state === "OPEN" && <EndAssignment campaign={page.campaign.code} no={row.no} />
          }
        />
      )}
    </OneColumn>
  );
}
