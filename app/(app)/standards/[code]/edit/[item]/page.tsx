import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ItemForm } from "@/components/standards/ItemForm";
import { LinkButton } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { OneColumn, PageHead } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { pick } from "@/lib/platform/i18n/format";
import { loadDraft } from "@/lib/standards/loaders";

interface Props {
  params: Promise<{ code: string; item: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("standards"))("edit.title") };
}

export default async function EditItem({ params }: Props) {
  const { code, item: itemCode } = await params;
  const [{ edition }, locale, t] = await Promise.all([
    loadDraft(decodeURIComponent(code)),
    getLocale(),
    getTranslations("standards"),
  ]);
  const items = edition.sections.flatMap((section) => section.items);
  const at = items.findIndex((item) => item.code === decodeURIComponent(itemCode));
  const item = items[at];
  if (!item) notFound();
  const section = edition.sections.find(({ code: known }) => known === item.section);
  const page = `/standards/${edition.code}/edit`;
  const [before, after] = [items[at - 1], items[at + 1]];
  return (
    <OneColumn>
      <PageHead
        title={`${item.code} ${pick(item.text, locale)}`}
        state={<State kind="draft">{t("edit.meta", { version: edition.version })}</State>}
        back={{ href: page, title: t("edit.itemBack") }}
        meta={[pick(edition.name, locale), section && pick(section.name, locale)]}
      />
      <ClientMessages also={["standards"]}>
        <ItemForm
          key={item.code}
          standard={edition.code}
          revision={edition.revision}
          item={item}
          library={edition.method === null}
        />
      </ClientMessages>
      <p className="flex flex-wrap justify-between gap-3 pt-4">
        {before ? (
          <LinkButton kind="plain" href={`${page}/${before.code}`}>
            {t("edit.previous", { code: before.code })}
          </LinkButton>
        ) : (
          <span />
        )}
        {after && (
          <LinkButton kind="plain" href={`${page}/${after.code}`}>
            {t("edit.next", { code: after.code })}
          </LinkButton>
        )}
      </p>
    </OneColumn>
  );
}
