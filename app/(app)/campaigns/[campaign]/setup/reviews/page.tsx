import { getLocale, getTranslations } from "next-intl/server";
import { LiveValues } from "@/components/campaigns/LiveValues";
import { addressOf } from "@/components/campaigns/plan/address";
import { Sentences } from "@/components/campaigns/Sentences";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { SignOff } from "@/components/campaigns/SignOff";
import { Figure } from "@/components/ui/Figure";
import { OneColumn, Section } from "@/components/ui/Page";
import { editReviewsAction } from "@/lib/campaigns/actions";
import { loadSetup } from "@/lib/campaigns/loaders";
import { appealsLines, noticeLine } from "@/lib/campaigns/rules/dates";
import { reviewFigures } from "@/lib/campaigns/rules/outcomes";
import { formatDay, pick } from "@/lib/platform/i18n/format";

export default async function ReviewsSetupPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, t, locale] = await Promise.all([loadSetup(code), getTranslations("setup.reviews"), getLocale()]);
  const { document, open } = setup;
  const appeals = appealsLines(document);
  return (
    <OneColumn>
      <SetupHead setup={setup} step="reviews" />
      <LiveValues>
        <SetupForm setup={setup} action={editReviewsAction}>
          {document.reviews.map((review, i) => (
            <Section
              key={review.code}
              title={pick(review.name, locale)}
              aside={
                review.cutOffOn
                  ? t("cutOff", { day: formatDay(review.cutOffOn, locale, { year: true }) })
                  : t("noCutOff")
              }
            >
              <Sentences
                lines={[noticeLine(document, i), ...reviewFigures(document, i)]}
                editable={open}
                label={pick(review.name, locale)}
              />
              <h3 className="pt-3 pb-1 font-strong">
                {t("signers")} <span className="font-regular text-small text-ink-3">{t("order")}</span>
              </h3>
              <SignOff programme={document} review={review} index={i} editable={open} />
            </Section>
          ))}
          <Section title={t("appeals")}>
            {appeals.length > 0 ? (
              <Sentences lines={appeals} editable={open} label={t("appeals")} />
            ) : (
              <p className="text-small text-ink-2 py-2">{t("appealsUnsaid")}</p>
            )}
            {open && (
              <p className="no-print py-1">
                <Figure href={addressOf(setup.campaign.code, "")}>
                  {t(appeals.length > 0 ? "appealsRemove" : "appealsAdd")}
                </Figure>
              </p>
            )}
          </Section>
        </SetupForm>
      </LiveValues>
      <SetupFoot code={setup.campaign.code} step="reviews" />
    </OneColumn>
  );
}
