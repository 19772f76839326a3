import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { RecordFields } from "@/components/records/RecordFields";
import { Button, LinkButton } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { addRecordAction } from "@/lib/appeals/actions";
import { loadRecordForSet } from "@/lib/appeals/loaders/sets";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("appeals.set.additions"))("record") };
}

export default async function RecordForSetPage({ params, searchParams }: Props) {
  const { campaign: code, no } = await params;
  const { view, form, instead, unknown, adjusts } = await loadRecordForSet(
    code,
    decodeURIComponent(no),
    await searchParams,
  );
  const t = await getTranslations("appeals.set");
  const a = await getTranslations("appeals");
  const locale = await getLocale();
  const set = `/campaigns/${view.campaign.code}/rescore/${view.set.no}`;
  const { stream, unit } = form;
  const title = t(adjusts ? "additions.adjust" : "additions.record");
  const back = { href: set, title: t("title", { no: view.set.no }) };
  if (!stream || !unit) {
    return (
      <OneColumn>
        <PageHead title={title} back={back} meta={[pick(view.campaign.name, locale)]} />
        <Sentence>{t("additions.recordLead")}</Sentence>
        {unknown && (
          <Notice kind="blocked" title={unknown}>
            {a("refusals.ITEM_UNKNOWN")}
          </Notice>
        )}
        <form action={`${set}/record`} method="get" className="form max-w-[30rem]">
          <SelectField
            name="stream"
            label={t("additions.stream")}
            defaultValue={stream?.code}
            options={form.streams.map((one) => ({ value: one.code, label: pick(one.name, locale) }))}
          />
          <SelectField
            name="unit"
            label={t("additions.unit")}
            defaultValue={unit?.code}
            options={form.units.map((one) => ({ value: one.code, label: `${pick(one.name, locale)} ${one.code}` }))}
          />
          <TextField
            name="instead"
            label={t("additions.insteadOf")}
            hint={t("additions.insteadHint")}
            maxLength={60}
            autoComplete="off"
          />
          <div className="foot">
            <Button type="submit" kind="main">
              {t("additions.next")}
            </Button>
          </div>
        </form>
      </OneColumn>
    );
  }
  return (
    <OneColumn>
      <PageHead
        title={title}
        back={back}
        meta={[
          pick(stream.name, locale),
          pick(unit.name, locale),
          unit.code,
          instead && t("additions.instead", { no: instead.no }),
        ]}
        actions={
          <LinkButton size="low" href={`${set}/record?stream=${encodeURIComponent(stream.code)}&unit=`}>
            {t("additions.change")}
          </LinkButton>
        }
      />
      <Sentence>{t(adjusts ? "additions.adjustLead" : "additions.recordLead")}</Sentence>
      <div className="max-w-[52rem]">
        <ActionForm
          action={addRecordAction}
          hidden={{
            campaign: view.campaign.code,
            set: view.set.no,
            stream: stream.code,
            unit: unit.code,
            ...(instead ? { instead: instead.no } : {}),
          }}
          submit={t("additions.submit")}
          cancel={{ href: set, label: t("additions.back") }}
        >
          <RecordFields form={form} stream={stream} given={instead?.given} note={!adjusts} />
          <TextAreaField
            name="reason"
            label={t("additions.reason")}
            required
            maxLength={adjusts ? 1000 : 2000}
            rows={3}
          />
          <ClientMessages also={["complaints"]}>
            <EvidenceField unit={unit.code} label={t("additions.documents")} />
          </ClientMessages>
        </ActionForm>
      </div>
    </OneColumn>
  );
}
