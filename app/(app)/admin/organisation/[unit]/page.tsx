import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { UnitForms } from "@/components/admin/UnitForms";
import { UnitTable } from "@/components/admin/UnitTable";
import { Figure } from "@/components/ui/Figure";
import { KeyValue } from "@/components/ui/KeyValue";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { Trail } from "@/components/ui/Trail";
import { loadUnitPage } from "@/lib/organisation/loaders";
import { nameOf } from "@/lib/people/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";

export async function generateMetadata({ params }: { params: Promise<{ unit: string }> }): Promise<Metadata> {
  return { title: (await params).unit };
}

export default async function UnitPage({
  params,
  searchParams,
}: {
  params: Promise<{ unit: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const page = await loadUnitPage((await params).unit, await searchParams);
  const [t, levels, people, locale] = await Promise.all([
    getTranslations("organisation.admin"),
    getTranslations("organisation.levels"),
    getTranslations("people"),
    getLocale(),
  ]);
  const { unit } = page;
  return (
    <TwoColumn
      rail={
        <UnitForms
          unitId={unit.id}
          isRoot={unit.parentId === null}
          closed={page.closedOn !== null}
          levels={page.levels}
        />
      }
    >
      <PageHead title={pick(unit.name, locale)} back={{ href: "/admin/organisation", title: t("title") }} />
      {page.above.length > 0 && (
        <Trail
          steps={[
            ...page.above.map((each) => ({ label: pick(each.name, locale), href: `/admin/organisation/${each.code}` })),
            { label: pick(unit.name, locale) },
          ]}
        />
      )}
      <KeyValue
        rows={[
          { term: t("code"), detail: <span className="code">{unit.code}</span> },
          { term: t("level"), detail: levels(unit.level) },
          { term: t("otherName"), detail: locale === "en" ? unit.name.zh : unit.name.en },
          {
            term: t("openedOn"),
            detail: <span className="n">{formatDay(page.openedOn, locale, { year: true })}</span>,
          },
          ...(page.closedOn
            ? [
                {
                  term: t("closedOn"),
                  detail: <span className="n">{formatDay(page.closedOn, locale, { year: true })}</span>,
                },
              ]
            : []),
        ]}
      />
      {page.children.length > 0 && (
        <Section title={t("below")} aside={t("count", { count: page.children.length })}>
          <UnitTable caption={t("below")} units={page.children.map((child) => ({ ...child, depth: 0 }))} />
        </Section>
      )}
      <Section title={people("list.title")} aside={t("peopleCount", { count: page.people.length })}>
        {page.people.length === 0 ? (
          <EmptyState>{people("list.none")}</EmptyState>
        ) : (
          <LedgerTable caption={people("list.title")} dense>
            <thead>
              <tr>
                <Th>{people("fields.name")}</Th>
                <Th>{people("fields.staffNo")}</Th>
                <Th>{people("fields.post")}</Th>
              </tr>
            </thead>
            <tbody>
              {page.people.map((person) => (
                <Tr key={person.id}>
                  <RowName>
                    <Figure href={`/admin/organisation/people/${person.id}`}>{nameOf(person, locale)}</Figure>
                  </RowName>
                  <Td className="code">{person.staffNo}</Td>
                  <Td>{person.post && people(`posts.${person.post}`)}</Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
      </Section>
    </TwoColumn>
  );
}
