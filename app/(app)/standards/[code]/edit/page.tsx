import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ChooseItems } from "@/components/standards/ChooseItems";
import { DraftItems } from "@/components/standards/DraftItems";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, TextField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead, Section } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import { addStandardItemsAction, discardStandardAction, editStandardHeadAction } from "@/lib/standards/actions";
import { loadDraft, loadSources } from "@/lib/standards/loaders";
import { undecidedIn } from "@/lib/standards/rules";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("standards"))("edit.title") };
}

export default async function EditStandard({ params }: Props) {
  const { code } = await params;
  const [{ edition, usedBy }, sources, locale, t] = await Promise.all([
    loadDraft(decodeURIComponent(code)),
    loadSources(),
    getLocale(),
    getTranslations("standards"),
  ]);
  const known = edition.sections.flatMap((section) => section.items.map((item) => item.code));
  const further = sources.filter(
    (source) =>
      edition.method !== null && source.sections.some(({ items }) => items.some((item) => !known.includes(item.code))),
  );
  const open = undecidedIn(edition);
  const of = { standard: edition.code };
  return (
    <OneColumn>
      <PageHead
        title={pick(edition.name, locale)}
        state={<State kind="draft">{t("edit.meta", { version: edition.version })}</State>}
        back={{ href: `/standards/${edition.code}?version=${edition.version}`, title: t("edit.back") }}
        meta={[t(`methods.${edition.method ?? "LIBRARY"}`), edition.about === "PERSON" && t("read.aboutPerson")]}
      />
      {usedBy.length > 0 && <Notice>{t("edit.usedBy", { list: usedBy.join(locale === "en" ? ", " : "、") })}</Notice>}
      {open.length > 0 && <Notice kind="wait">{t("read.undecidedCount", { count: open.length })}</Notice>}
      <ClientMessages also={["standards"]}>
        <Section title={t("edit.head")}>
          <ActionForm
            action={editStandardHeadAction}
            version={edition.revision}
            hidden={of}
            afterDone="keep"
            submit={t("edit.save")}
          >
            <Fields two>
              <TextField name="name.zh" label={t("create.nameZh")} defaultValue={edition.name.zh} required />
              <TextField name="name.en" label={t("create.nameEn")} defaultValue={edition.name.en} required lang="en" />
              <DateField
                name="effectiveOn"
                label={t("create.effectiveOn")}
                defaultValue={edition.effectiveOn}
                required
              />
            </Fields>
          </ActionForm>
        </Section>
        <Section
          title={t("edit.items")}
          aside={
            edition.full === null
              ? t("edit.itemsAsideLibrary", { count: known.length })
              : t("edit.itemsAside", { count: known.length, points: formatPoints(edition.full) })
          }
        >
          <DraftItems edition={edition} />
        </Section>
        {further.map((source) => (
          <Section key={source.code} title={t("edit.add")} aside={pick(source.name, locale)}>
            <p className="pb-2 text-small text-ink-3">{t("edit.addLead")}</p>
            <ActionForm
              action={addStandardItemsAction}
              version={edition.revision}
              hidden={{ ...of, library: source.code }}
              submit={t("edit.addSubmit")}
            >
              <Disclosure summary={t("create.choose")}>
                <ChooseItems source={source} known={known} />
              </Disclosure>
            </ActionForm>
          </Section>
        ))}
        <Section title={t("acts.discard")}>
          <p className="pb-2 text-small text-ink-3">{t("acts.discardLead", { version: edition.version })}</p>
          <ActionForm action={discardStandardAction} version={edition.revision} hidden={of}>
            <div className="foot">
              <SubmitButton kind="quiet">{t("acts.discard")}</SubmitButton>
            </div>
          </ActionForm>
        </Section>
      </ClientMessages>
    </OneColumn>
  );
}
