import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SetActs } from "@/components/appeals/SetActs";
import { SetChanges } from "@/components/appeals/SetChanges";
import { SET_STATE } from "@/components/appeals/state";
import { short } from "@/components/reviews/ReviewActs";
import { ChangeTable } from "@/components/simulations/ChangeTable";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { previewSetAction } from "@/lib/appeals/actions";
import { loadSet } from "@/lib/appeals/loaders/sets";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) };
}

export default async function RescorePage({ params }: Props) {
  const { campaign, no } = await params;
  const view = await loadSet(campaign, decodeURIComponent(no));
  const t = await getTranslations("appeals.set");
  const a = await getTranslations("appeals");
  const locale = await getLocale();
  const { set } = view;
  const root = `/campaigns/${view.campaign.code}`;
  const { preview, closing } = set;
  return (
    <TwoColumn rail={<SetActs view={view} />} railLabel={t("sign")}>
      <PageHead
        title={t("title", { no: set.no })}
        state={<State kind={SET_STATE[set.state]}>{a(`setStates.${set.state}`)}</State>}
        back={{ href: `${root}/appeals`, title: a("title") }}
        meta={[set.reason, t("by", { name: set.byName, at: formatInstant(set.at, locale) })]}
      />
      {closing && set.state !== "OPEN" && (
        <Notice kind={set.state === "APPLIED" ? "done" : "info"}>
          {t(`closed.${set.state}`, {
            at: formatInstant(closing.at, locale),
            name: closing.byName,
            reason: closing.reason,
          })}
        </Notice>
      )}
      <SetChanges view={view} />
      <Section
        title={t("preview")}
        aside={preview && t("previewed", { name: preview.byName, at: formatInstant(preview.at, locale) })}
        actions={
          preview && (
            <>
              <LinkButton size="low" href={`${root}/rescore/${set.no}/export?format=xlsx`} document>
                {t("export")}
              </LinkButton>
              <LinkButton size="low" href={`${root}/rescore/${set.no}/export?format=csv`} document>
                CSV
              </LinkButton>
            </>
          )
        }
      >
        <Sentence>{t("previewLead")}</Sentence>
        {!preview && <p className="text-small text-ink-2 py-2">{t("noPreview")}</p>}
        {view.stale && <Notice kind="wait">{t("stale")}</Notice>}
        {set.state === "OPEN" && view.may.prepare && set.changes.length > 0 && (
          <div className="no-print my-3">
            <ActionForm
              action={previewSetAction}
              hidden={{ campaign: view.campaign.code, set: set.no }}
              submit={preview ? t("previewAgain") : t("preview")}
            />
          </div>
        )}
        {preview && (
          <p className="text-note text-ink-3">
            {t("digest")}{" "}
            <Figure code label={preview.digest}>
              {short(preview.digest)}
            </Figure>
          </p>
        )}
        {view.effects?.length === 0 && <p className="text-small text-ink-2 py-2">{t("noEffect")}</p>}
        {view.effects?.map((effect) => (
          <Section
            key={effect.review}
            title={t("effect", { review: pick(effect.name, locale) })}
            aside={t("effectAside", { subjects: effect.subjects, changed: effect.rows.length, after: effect.after })}
          >
            {effect.rows.length === 0 ? (
              <p className="text-small text-ink-2 py-2">{t("nothing")}</p>
            ) : (
              <ChangeTable comparison={{ names: view.names }} rows={[...effect.rows]} />
            )}
          </Section>
        ))}
      </Section>
    </TwoColumn>
  );
}
