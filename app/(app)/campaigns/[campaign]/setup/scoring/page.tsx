import { getLocale, getTranslations } from "next-intl/server";
import { Ladder } from "@/components/campaigns/Ladder";
import { LiveValues } from "@/components/campaigns/LiveValues";
import { Sentences } from "@/components/campaigns/Sentences";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { Weights } from "@/components/campaigns/Weights";
import { OneColumn, Section } from "@/components/ui/Page";
import { editScoringAction } from "@/lib/campaigns/actions";
import { loadSetup } from "@/lib/campaigns/loaders";
import { blanksOf } from "@/lib/campaigns/rules/blanks";
import { scoreBlocks } from "@/lib/campaigns/rules/lines";
import { tieChoices, tieValue } from "@/lib/campaigns/rules/ties";
import { pick } from "@/lib/platform/i18n/format";

export default async function ScoringPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, t, locale] = await Promise.all([loadSetup(code), getTranslations("setup.scoring"), getLocale()]);
  const { document, open } = setup;
  const saved = Object.fromEntries([...blanksOf(document)].map(([path, blank]) => [path, blank.value]));
  let first = 1;
  return (
    <OneColumn>
      <SetupHead setup={setup} step="scoring" />
      <LiveValues>
        <SetupForm setup={setup} action={editScoringAction}>
          {scoreBlocks(document).map((block) => {
            const start = first;
            first += block.lines.length;
            const review = block.review === null ? null : document.reviews[block.review];
            return (
              <Section
                key={block.id}
                title={pick(block.name, locale)}
                aside={open ? t("aside") : block.kind === "sheet" ? t("sheet") : undefined}
              >
                {block.weights.map((group) => (
                  <Weights key={group.path} group={group} saved={saved} />
                ))}
                <Sentences lines={block.lines} editable={open} start={start} label={pick(block.name, locale)} head />
                {review && block.review !== null && (
                  <div className="pt-3">
                    <h3 className="font-strong">
                      {t("ties")} <span className="font-regular text-small text-ink-3">{t("tiesSay")}</span>
                    </h3>
                    <Ladder
                      review={block.review}
                      name={review.name}
                      steps={review.ties.map((step) => ({ value: tieValue(step), name: step.name }))}
                      choices={tieChoices(document, review).map((step) => ({ value: tieValue(step), name: step.name }))}
                      editable={open}
                    />
                  </div>
                )}
              </Section>
            );
          })}
        </SetupForm>
      </LiveValues>
      <SetupFoot code={setup.campaign.code} step="scoring" />
    </OneColumn>
  );
}
