import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { UnitSelect } from "@/components/admin/UnitSelect";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { DateField, SelectField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { loadPersonPage } from "@/lib/organisation/loaders";
import { releaseAction, transferAction } from "@/lib/people/actions";
import { nameOf, POSTS } from "@/lib/people/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.transfer"))("title") };
}

export default async function PersonPage({ params }: { params: Promise<{ person: string }> }) {
  const person = await loadPersonPage((await params).person);
  const [t, locale] = await Promise.all([getTranslations("people"), getLocale()]);
  const day = (on: string | null) => (on ? formatDay(on, locale, { year: true }) : t("list.present"));
  const current = person.postings.find((posting) => posting.toOn === null);
  return (
    <TwoColumn
      rail={
        current && (
          <Section title={t("transfer.release")}>
            <ActionForm action={releaseAction} hidden={{ personId: person.id }}>
              <DateField name="lastOn" label={t("fields.lastOn")} required />
              <button type="submit" className="btn fill">
                {t("transfer.releaseSubmit")}
              </button>
            </ActionForm>
          </Section>
        )
      }
    >
      <PageHead
        title={nameOf(person, locale)}
        meta={[
          <span key="no" className="code">
            {person.staffNo}
          </span>,
          locale === "en" ? person.name : person.nameLatin,
        ]}
        back={{ href: `/admin/organisation/${person.home.code}`, title: pick(person.home.name, locale) }}
      />
      <Section title={t("list.career")}>
        <LedgerTable caption={t("list.career")}>
          <thead>
            <tr>
              <Th>{t("fields.unit")}</Th>
              <Th>{t("fields.post")}</Th>
              <Th>{t("list.since")}</Th>
              <Th>{t("list.until")}</Th>
            </tr>
          </thead>
          <tbody>
            {person.postings.map((posting) => (
              <Tr key={posting.fromOn} selected={posting === current}>
                <RowName>{posting.unit && pick(posting.unit.name, locale)}</RowName>
                <Td>{posting.post && t(`posts.${posting.post}`)}</Td>
                <Td className="n">{day(posting.fromOn)}</Td>
                <Td className="n">{day(posting.toOn)}</Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      </Section>
      <Section title={t("transfer.move")}>
        <ActionForm
          action={transferAction}
          hidden={{ personId: person.id }}
          submit={t("transfer.submit")}
          className="max-w-md"
        >
          <UnitSelect name="unitId" label={t("fields.unit")} units={person.units} />
          <SelectField
            name="post"
            label={t("fields.post")}
            required
            options={POSTS.map((post) => ({ value: post, label: t(`posts.${post}`) }))}
          />
          <DateField name="fromOn" label={t("fields.fromOn")} hint={t("transfer.fromHint")} required />
        </ActionForm>
      </Section>
    </TwoColumn>
  );
}
