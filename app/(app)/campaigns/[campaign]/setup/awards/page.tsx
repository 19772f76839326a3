import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AwardSummary } from "@/components/campaigns/AwardSummary";
import { LiveValues } from "@/components/campaigns/LiveValues";
import { PrizeRows } from "@/components/campaigns/PrizeRows";
import { Sentences } from "@/components/campaigns/Sentences";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { CheckboxGroup } from "@/components/ui/form/choices";
import { OneColumn, Section } from "@/components/ui/Page";
import { editAwardAction } from "@/lib/campaigns/actions";
import { loadSetup } from "@/lib/campaigns/loaders";
import { exclusionChoices } from "@/lib/campaigns/rules/exclusions";
import { awardFigures, awardLine } from "@/lib/campaigns/rules/outcomes";
import { pick } from "@/lib/platform/i18n/format";

export default async function AwardsSetupPage({
  params,
  searchParams,
}: {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<{ award?: string }>;
}) {
  const [{ campaign: code }, { award: chosen }] = await Promise.all([params, searchParams]);
  const [setup, t, common, locale] = await Promise.all([
    loadSetup(code),
    getTranslations("setup.awards"),
    getTranslations("setup"),
    getLocale(),
  ]);
  const { document, open } = setup;
  const here = `/campaigns/${setup.campaign.code}/setup/awards`;
  return (
    <OneColumn>
      <SetupHead setup={setup} step="awards" />
      {document.reviews.map((review) => {
        const awards = document.awards
          .map((award, i) => ({ award, i }))
          .filter(({ award }) => award.review === review.code);
        return awards.length === 0 ? null : (
          <Section key={review.code} title={t("of", { review: pick(review.name, locale) })}>
            {awards.map(({ award, i }, n) => {
              const line = awardLine(document, award);
              const name = pick(award.name, locale);
              if (!open || chosen !== String(i)) {
                return (
                  <div key={award.code} className="award">
                    <Sentences lines={[line]} editable={false} start={n + 1} label={name} />
                    <AwardSummary award={award} />
                    {open && (
                      <Link
                        href={`${here}?award=${i}#award-${i}`}
                        className="change"
                        aria-label={`${common("change")} ${name}`}
                      >
                        {common("change")}
                      </Link>
                    )}
                  </div>
                );
              }
              return (
                <section key={award.code} id={`award-${i}`} className="quote ours my-3" aria-label={name}>
                  <LiveValues>
                    <SetupForm
                      setup={setup}
                      action={editAwardAction}
                      hidden={{ award: award.code, "excluded.0": "" }}
                      submit={t("save")}
                      cancel={{ href: here, label: common("close") }}
                    >
                      <Sentences lines={[line, ...awardFigures(document, award)]} editable start={n + 1} label={name} />
                      <Section title={t("prizes")} aside={t("amountHint")} small>
                        <PrizeRows prizes={award.prizes} />
                      </Section>
                      <CheckboxGroup
                        name="excluded[]"
                        label={t("excluded")}
                        hint={t("excludedHint")}
                        flow
                        choices={exclusionChoices(document, award).map((choice) => ({
                          value: choice.code,
                          label: pick(choice.name, locale),
                        }))}
                        defaultValues={award.excludedBy.map((exclusion) => exclusion.code)}
                      />
                    </SetupForm>
                  </LiveValues>
                </section>
              );
            })}
          </Section>
        );
      })}
      <SetupFoot code={setup.campaign.code} step="awards" />
    </OneColumn>
  );
}
