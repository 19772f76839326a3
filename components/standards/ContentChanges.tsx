"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { pick } from "@/lib/platform/i18n/format";
import type { ContentDiff } from "@/lib/standards/types";

/** Every difference before anything is written: added, removed, changed cell by cell, moved, sections renamed. */
export function ContentChanges({ diff }: { diff: ContentDiff }) {
  const t = useTranslations("standards");
  const locale = useLocale();
  const whole = (["added", "removed"] as const).filter((part) => diff[part].length > 0);
  return (
    <>
      {diff.changed.length > 0 && (
        <LedgerTable caption={`${t("import.changed")} ${diff.changed.length}`} captionShown dense>
          <thead>
            <tr>
              <Th>{t("import.code")}</Th>
              <Th>{t("import.column")}</Th>
              <Th>{t("import.old")}</Th>
              <Th>{t("import.value")}</Th>
            </tr>
          </thead>
          <tbody>
            {diff.changed.flatMap((item) =>
              item.cells.map(({ column, old, value }, at) => (
                <Tr key={`${item.code} ${column}`}>
                  <RowName className="code align-top">{at === 0 ? item.code : ""}</RowName>
                  <Td top>{t(`table.columns.${column}`)}</Td>
                  <Td top mute className="whitespace-pre-line">
                    {old ? <s>{old}</s> : t("import.empty")}
                  </Td>
                  <Td top className="whitespace-pre-line">
                    <Icon name="to" className="text-ink-3" /> {value ? <b>{value}</b> : t("import.empty")}
                  </Td>
                </Tr>
              )),
            )}
          </tbody>
        </LedgerTable>
      )}
      {whole.map((part) => (
        <LedgerTable key={part} caption={`${t(`import.${part}`)} ${diff[part].length}`} captionShown dense>
          <thead>
            <tr>
              <Th>{t("import.code")}</Th>
              <Th>{t("import.text")}</Th>
              <Th from="sm">{t("import.section")}</Th>
            </tr>
          </thead>
          <tbody>
            {diff[part].map((item) => (
              <Tr key={item.code}>
                <RowName className="code">{item.code}</RowName>
                <Td>{part === "removed" ? <s>{pick(item.text, locale)}</s> : pick(item.text, locale)}</Td>
                <Td from="sm" mute>
                  {pick(item.section, locale)}
                </Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      ))}
      {diff.moved.length > 0 && (
        <LedgerTable caption={`${t("import.moved")} ${diff.moved.length}`} captionShown dense>
          <thead>
            <tr>
              <Th>{t("import.code")}</Th>
              <Th from="sm">{t("import.text")}</Th>
              <Th>{t("import.from")}</Th>
              <Th>{t("import.to")}</Th>
            </tr>
          </thead>
          <tbody>
            {diff.moved.map((item) => (
              <Tr key={item.code}>
                <RowName className="code">{item.code}</RowName>
                <Td from="sm">{pick(item.text, locale)}</Td>
                <Td mute>{pick(item.from, locale)}</Td>
                <Td>
                  {item.from.zh === item.to.zh
                    ? t("import.withinSection", { section: pick(item.to, locale) })
                    : pick(item.to, locale)}
                </Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
      {diff.renamed.length > 0 && (
        <LedgerTable caption={`${t("import.renamed")} ${diff.renamed.length}`} captionShown dense>
          <thead>
            <tr>
              <Th>{t("import.code")}</Th>
              <Th>{t("import.old")}</Th>
              <Th>{t("import.value")}</Th>
            </tr>
          </thead>
          <tbody>
            {diff.renamed.map((section) => (
              <Tr key={section.code}>
                <RowName className="code">{section.code}</RowName>
                <Td mute>
                  <s>
                    {section.old.zh} {section.old.en}
                  </s>
                </Td>
                <Td>
                  {section.value.zh} {section.value.en}
                </Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
    </>
  );
}
