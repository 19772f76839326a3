import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { DossierView } from "@/lib/dossiers/loaders";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

/** Every sealed result of the campaign, and whether it still is what was sealed. */
export function SealChain({ chain }: { chain: DossierView["chain"] }) {
  const t = useTranslations("dossiers.chain");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("title")}>
      <thead>
        <tr>
          <Th>{t("review")}</Th>
          <Th num from="sm">
            {t("seq")}
          </Th>
          <Th from="lg">{t("computedAt")}</Th>
          <Th>{t("seal")}</Th>
          <Th>{t("state")}</Th>
        </tr>
      </thead>
      <tbody>
        {chain.map((link) => (
          <Tr key={link.id} selected={link.own}>
            <RowName>{pick(link.name, locale)}</RowName>
            <Td num from="sm">
              {link.seq}
            </Td>
            <Td from="lg">{formatInstant(link.computedAt, locale)}</Td>
            <Td>
              <code title={link.seal}>{link.seal.slice(0, 12)}</code>
            </Td>
            <Td>
              <span className={link.agrees ? "chain-agrees" : "chain-broken"}>
                <Icon name={link.agrees ? "done" : "blocked"} />
                {t(link.agrees ? "agrees" : "broken")}
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
