import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { figureOf, SourceOf } from "@/components/appeals/ItemSource";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { fileAppealAction, replyAction } from "@/lib/appeals/actions";
import { loadAppealForm } from "@/lib/appeals/loaders/appeals";
import { formatDay, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("appeals.new");
  return { title: t("title") };
}

export default async function NewAppealPage({ params, searchParams }: Props) {
  const { kind, item } = await searchParams;
  if (typeof kind !== "string" || typeof item !== "string") notFound();
  const form = await loadAppealForm((await params).campaign, kind, item);
  const t = await getTranslations("appeals");
  const locale = await getLocale();
  const list = `/campaigns/${form.campaign.code}/appeals`;
  const hidden = { campaign: form.campaign.code, kind: form.item.kind, item: form.itemNo };
  return (
    <OneColumn>
      <PageHead
        title={t("new.title")}
        meta={[pick(form.unit, locale), form.until && t("new.until", { day: formatDay(form.until, locale) })]}
        back={{ href: list, title: t("title") }}
      />
      <KeyValue
        rows={[
          { term: t(`kinds.${form.item.kind}`), detail: pick(form.item.name, locale) },
          ...(form.item.figure === null ? [] : [{ term: t("file.value"), detail: figureOf(form.item) }]),
          ...(form.item.on === null
            ? []
            : [
                {
                  term: t("file.on"),
                  detail: <span className="n">{formatDay(form.item.on, locale, { year: true })}</span>,
                },
              ]),
          ...(form.item.kind === "RECORD" || form.item.kind === "FIGURE"
            ? [{ term: t("file.source"), detail: <SourceOf source={form.item.source} /> }]
            : []),
          ...(form.item.no ? [{ term: t("columns.no"), detail: <span className="code">{form.item.no}</span> }] : []),
        ]}
      />
      <Sentence>{t("new.lead")}</Sentence>
      <ClientMessages also={["complaints"]}>
        <div className="max-w-2xl">
          {form.until ? (
            <ActionForm
              action={fileAppealAction}
              hidden={hidden}
              submit={t("new.submit")}
              cancel={{ href: list, label: t("new.cancel") }}
            >
              <TextAreaField
                name="statement"
                label={t("new.statement")}
                hint={t("new.statementHint")}
                required
                rows={6}
                maxLength={2000}
              />
              <EvidenceField slot={hidden} label={t("evidence.label")} />
            </ActionForm>
          ) : (
            <Notice kind="info" title={t("new.closed")} />
          )}
          <div className="mt-4">
            <Disclosure summary={t("new.reply")} open={form.until === null}>
              <ActionForm action={replyAction} hidden={hidden} submit={t("new.replySubmit")}>
                <TextAreaField name="text" label={t("new.replyText")} required rows={4} maxLength={2000} />
                <EvidenceField slot={hidden} label={t("evidence.label")} />
              </ActionForm>
            </Disclosure>
          </div>
        </div>
      </ClientMessages>
    </OneColumn>
  );
}
