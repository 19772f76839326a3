import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/ui/ClientMessages";
import type { CheckFormPage } from "@/lib/inspections/loaders/forms";
import type { FormAction } from "@/lib/kernel/form";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatMonth, pick } from "@/lib/platform/i18n/format";
import { inSeason } from "@/lib/standards/rules";
import { CheckSheet } from "./CheckSheet";
import { itemIn, phrasesIn } from "./model";
import "./check.css";

/** Brings a check form into the reader's language and hands it to the browser. */
export async function CheckForm({
  page,
  month = null,
  action,
  backHref,
  foot,
}: {
  page: CheckFormPage;
  month?: string | null;
  action: FormAction;
  backHref: string;
  foot?: ReactNode;
}) {
  const [locale, t, p] = await Promise.all([getLocale(), getTranslations("inspections"), getTranslations("people")]);
  const unit = pick(page.unit.name, locale);
  const offered = phrasesIn(page.forbidden, locale);
  return (
    <ClientMessages also={["inspections"]}>
      <CheckSheet
        action={action}
        foot={foot}
        model={{
          campaign: page.campaign.code,
          unit: { code: page.unit.code, name: unit },
          method: page.method,
          month,
          onDay: page.onDay,
          title: t(`form.title.${page.method}`, { month: month ? formatMonth(month, locale, { year: false }) : "" }),
          place: t("form.place", { unit, day: formatDay(page.onDay, locale) }),
          backHref,
          accountId: page.accountId,
          submission: page.submission,
          full: page.sheet.full,
          sections: page.sheet.sections.map((section) => ({
            code: section.code,
            name: pick(section.name, locale),
            items: section.items
              .filter((item) => inSeason(item, page.onDay))
              .map((item) => itemIn(item, locale, offered)),
            outOfSeason: section.items.filter((item) => !inSeason(item, page.onDay)).map(({ code }) => code),
          })),
          people: page.people.map((person) => ({
            id: person.id,
            post: person.post,
            label: person.post
              ? `${nameOf(person, locale)}${locale === "en" ? ", " : "　"}${p(`posts.${person.post}`)}`
              : nameOf(person, locale),
          })),
          draft: page.draft,
          files: page.files.map(({ id, name }) => ({ id, name })),
          at: page.at,
        }}
      />
    </ClientMessages>
  );
}
