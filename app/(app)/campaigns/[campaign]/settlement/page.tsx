import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ArchiveAct } from "@/components/settlement/ArchiveAct";
import { Funds } from "@/components/settlement/Funds";
import { CheckTable, FineTable, LiabilityTable, OpenPrizes } from "@/components/settlement/LedgerTables";
import { Upward } from "@/components/settlement/Upward";
import { money } from "@/components/settlement/yuan";
import { LinkButton } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { pick } from "@/lib/platform/i18n/format";
import { loadLedger } from "@/lib/settlement/loaders/ledger";
import { loadUpward } from "@/lib/settlement/loaders/upward";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.ledger"))("title") };
}

export default async function SettlementPage({ params }: Props) {
  const view = await loadLedger((await params).campaign);
  const upward = await loadUpward(view.campaign.code);
  const up = await getTranslations("settlement.upward");
  const t = await getTranslations("settlement.ledger");
  const words = await getTranslations("settlement");
  const locale = await getLocale();
  const root = `/campaigns/${view.campaign.code}`;
  const owed = view.payers.reduce((total, payer) => total + payer.owed, 0);
  const reclaim = view.payers.reduce((total, payer) => total + payer.reclaim, 0);
  const wrong = view.checks.filter(({ difference, named }) => difference !== 0 || named.length > 0).length;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        state={view.archive.done && <State kind="final">{words("archive.state")}</State>}
        meta={[pick(view.campaign.name, locale)]}
        back={{ href: root, title: pick(view.campaign.name, locale) }}
        actions={
          <LinkButton size="low" href={`${root}/statements`}>
            {t("statements")}
          </LinkButton>
        }
      />
      <Sentence>
        {t("summary", {
          owed: money(owed, locale),
          reclaim: money(reclaim, locale),
          fines: money(view.fines.outstanding, locale),
          repay: money(view.fines.repay, locale),
        })}
      </Sentence>
      <Section title={t("awards")} aside={t("awardsAside")}>
        {view.lines.length === 0 ? (
          <p className="text-small text-ink-2 py-2">{t("noAwards")}</p>
        ) : (
          <LiabilityTable view={view} />
        )}
      </Section>
      {view.open.length > 0 && (
        <Section title={t("open")} aside={t("openAside", { count: view.open.length })}>
          <OpenPrizes view={view} root={root} />
        </Section>
      )}
      <Section title={t("fines")} aside={t("finesAside")}>
        {view.penalties.length === 0 ? (
          <p className="text-small text-ink-2 py-2">{t("noPenalties")}</p>
        ) : (
          <>
            <p className="text-small text-ink-2 py-2">
              {t("finesSummary", {
                decided: money(view.fines.decided, locale),
                paid: money(view.fines.paid, locale),
                outstanding: money(view.fines.outstanding, locale),
                repay: money(view.fines.repay, locale),
                revoked: money(view.fines.revoked, locale),
              })}
            </p>
            <FineTable view={view} root={root} />
          </>
        )}
      </Section>
      <Section title={words("funds.title")} aside={words("funds.aside")} id="funds">
        <Funds view={view} />
      </Section>
      <Section title={up("title")} aside={up("aside")} id="upward">
        <Upward view={upward} />
      </Section>
      <Section title={t("check")} aside={t("checkAside")} id="check">
        <Notice kind={wrong === 0 ? "done" : "blocked"}>
          {wrong === 0 ? t("agrees") : t("differs", { count: wrong })}
        </Notice>
        <CheckTable view={view} />
      </Section>
      <Section title={t("exports")} small>
        <p className="no-print flex flex-wrap gap-2">
          {(["finance", "personnel", "upward"] as const).flatMap((kind) =>
            (["xlsx", "csv"] as const).map((format) => (
              <LinkButton
                key={`${kind} ${format}`}
                size="low"
                href={`${root}/settlement/export?kind=${kind}&format=${format}`}
                document
              >
                {t(kind)} {format.toUpperCase()}
              </LinkButton>
            )),
          )}
        </p>
      </Section>
      <Section title={words("archive.title")} small id="archive">
        <ArchiveAct view={view} />
      </Section>
    </OneColumn>
  );
}
