import { getLocale, getTranslations } from "next-intl/server";
import { LiveValues } from "@/components/campaigns/LiveValues";
import { Sentences } from "@/components/campaigns/Sentences";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { OneColumn, Section } from "@/components/ui/Page";
import { editPenaltiesAction } from "@/lib/campaigns/actions";
import { loadSetup } from "@/lib/campaigns/loaders";
import { penaltyLines } from "@/lib/campaigns/rules/outcomes";
import { pick } from "@/lib/platform/i18n/format";

export default async function PenaltiesSetupPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, t, locale] = await Promise.all([loadSetup(code), getTranslations("setup.penalties"), getLocale()]);
  const { document, open } = setup;
  let first = 1;
  return (
    <OneColumn>
      <SetupHead setup={setup} step="penalties" />
      <p className="pb-3 text-ink-2">{t("propose")}</p>
      <LiveValues>
        <SetupForm setup={setup} action={editPenaltiesAction}>
          {document.penalties.map((penalty) => {
            const lines = penaltyLines(document, penalty);
            const start = first;
            first += lines.length;
            return (
              <Section
                key={penalty.code}
                title={pick(penalty.name, locale)}
                aside={[...new Set(penalty.consequences.map((consequence) => t(`falls.${consequence.falls}`)))].join(
                  locale === "en" ? "; " : "；",
                )}
                small
              >
                <Sentences lines={lines} editable={open} start={start} label={pick(penalty.name, locale)} />
              </Section>
            );
          })}
        </SetupForm>
      </LiveValues>
      <SetupFoot code={setup.campaign.code} step="penalties" />
    </OneColumn>
  );
}
