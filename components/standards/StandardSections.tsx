import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "@/components/ui/Icon";
import { LedgerTable, SumRow, Td, Th } from "@/components/ui/Ledger";
import { Section } from "@/components/ui/Page";
import { points, sum } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import { isUndecided } from "@/lib/standards/rules";
import type { Edition, EditionItem } from "@/lib/standards/types";
import { ScoringLines } from "./ScoringLines";
import { scoringOf, stepsShown } from "./words";

/** A sheet or library as one reads it: group by group, every item with what it concerns and how it scores. */
export async function StandardSections({
  edition,
  sections,
  both,
}: {
  edition: Edition;
  /** Those of the edition that are shown, perhaps with some of their items only. */
  sections: Edition["sections"];
  both: boolean;
}) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("standards")]);
  const other = locale === "en" ? "zh-CN" : "en";
  const library = edition.method === null;
  const total = (items: readonly EditionItem[]) => formatPoints(sum(items.map((item) => points(item.points ?? "0"))));
  const named = (name: Text) => (both ? `${pick(name, locale)} ${pick(name, other)}` : pick(name, locale));
  return sections.map((section) => (
    <Section
      key={section.code}
      id={`sec-${section.code}`}
      title={named(section.name)}
      aside={
        library
          ? t("meta.items", { count: section.items.length })
          : t("sectionPoints", { count: section.items.length, points: total(section.items) })
      }
    >
      <LedgerTable
        caption={t("sheetCaption", { name: pick(edition.name, locale), section: pick(section.name, locale) })}
      >
        <thead>
          <tr>
            <Th from="sm">{t("item.code")}</Th>
            <Th>{t("item.text")}</Th>
            <Th from="lg">{t("item.roles")}</Th>
            {!library && (
              <Th num from="sm">
                {t("item.steps")}
              </Th>
            )}
            <Th num>{t("item.points")}</Th>
          </tr>
        </thead>
        <tbody>
          {section.items.map((item) => {
            const scoring = scoringOf(item);
            const roles = item.roles.map((role) => t(`roles.${role}`)).join(locale === "en" ? ", " : "、");
            return (
              <tr key={item.code} id={item.code}>
                <Td from="sm" mute top className="code whitespace-nowrap">
                  {item.code}
                </Td>
                <Td top>
                  {pick(item.text, locale)}
                  {both && (
                    <span className="block text-note text-ink-3" lang={other}>
                      {pick(item.text, other)}
                    </span>
                  )}
                  <span className="block text-note text-ink-3 lg:hidden">
                    <code className="sm:hidden">{item.code}</code> {roles}
                  </span>
                  {scoring && <ScoringLines scoring={scoring} both={both} />}
                  <Marks item={item} />
                </Td>
                <Td from="lg" mute top>
                  {roles}
                </Td>
                {!library && (
                  <Td num from="sm" mute top>
                    {stepsShown(item)}
                  </Td>
                )}
                <Td num top>
                  {scoring && isUndecided(scoring) ? (
                    <span className="wait">{t("read.undecided")}</span>
                  ) : (
                    item.points !== null && formatPoints(item.points)
                  )}
                </Td>
              </tr>
            );
          })}
        </tbody>
        {!library && (
          <tfoot>
            <SumRow>
              <Td from="sm" />
              <td>{t("sum")}</td>
              <Td from="lg" />
              <Td from="sm" />
              <Td num>{total(section.items)}</Td>
            </SumRow>
          </tfoot>
        )}
      </LedgerTable>
    </Section>
  ));
}

/** What else is said of the item, on one quiet line: focus, track, evidence, season, fine, picture. */
async function Marks({ item }: { item: EditionItem }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("standards")]);
  const { fine, season } = item;
  // Any year will do: the day is that of every year.
  const day = (ofYear: string) => formatDay(`2026-${ofYear}`, locale);
  const marks = [
    item.track && t(`tracks.${item.track}`),
    ...item.demands.map(({ kind, must }) =>
      t(must ? "read.demandMust" : "read.demandWished", { kind: t(`demands.${kind}`) }),
    ),
    season && t("read.season", { from: day(season.from), to: day(season.to) }),
    fine &&
      (fine.min === fine.max
        ? t("read.fineOne", { min: money(fine.min) })
        : t("read.fine", { min: money(fine.min), max: money(fine.max) })),
    item.wipes && t(`wipes.${item.wipes}`),
  ].filter((mark) => mark);
  return (
    <>
      {(item.focus || marks.length > 0) && (
        <span className="block text-note text-ink-3">
          {item.focus && <b className="wait">{t("read.focus")} </b>}
          {marks.join(" · ")}
        </span>
      )}
      {item.referenceId && (
        <a
          href={`/api/standards/pictures/${item.referenceId}`}
          className="inline-flex min-h-9 items-center gap-1 text-note"
          aria-label={t("read.pictureOf", { code: item.code })}
        >
          <Icon name="camera" />
          {t("read.picture")}
        </a>
      )}
    </>
  );
}

const money = (amount: string) => amount.replace(/\.00$/, "");
