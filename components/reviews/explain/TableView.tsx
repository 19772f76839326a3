import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, Td, Th } from "@/components/ui/Ledger";
import { Pager } from "@/components/ui/Pager";
import { formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import { between, type DerivationLine, decimalsOf } from "@/lib/reviews/rules/derivation";
import { Said } from "../Said";
import { PAGE } from "./views";

/** Every line of an explanation with its rule, clause, inputs, formula and figures: what can be added up again. */
export function TableView({
  lines,
  page,
  hrefOf,
  hrefOfRecord,
}: {
  lines: readonly DerivationLine[];
  page: number;
  hrefOf: (page: number) => string;
  hrefOfRecord: (line: DerivationLine) => string | null;
}) {
  const t = useTranslations("explain");
  const locale = useLocale();
  return (
    <>
      <LedgerTable caption={t("table.caption")} dense wide className="lines">
        <thead>
          <tr>
            <Th>{t("table.no")}</Th>
            <Th>{t("table.item")}</Th>
            <Th>{t("table.formula")}</Th>
            <Th num>{t("table.value")}</Th>
            <Th num>{t("table.weight")}</Th>
            <Th num>{t("table.share")}</Th>
            <Th num>{t("table.rounding")}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.slice((page - 1) * PAGE, page * PAGE).map((line) => {
            const { no, node, clause, inputs, rounding } = line;
            const href = hrefOfRecord(line);
            return (
              <tr key={no} className={node.state === "VALUED" ? undefined : "aside"}>
                <td className="n">{no}</td>
                <th scope="row">
                  {pick(node.name, locale)}
                  <span className="kind">
                    <span>{t(`kinds.${node.kind}`)}</span>
                    {node.fact && node.kind === "fact" && (
                      <Figure href={href} code>
                        {node.fact.ref}
                      </Figure>
                    )}
                    {node.fact?.line !== undefined && <span className="code">{node.code}</span>}
                    {clause && <span>{pick(clause.article, locale)}</span>}
                  </span>
                </th>
                <td className="how">
                  <Said say={node.say} />
                  {inputs.length > 0 && <span className="kind">{t("table.from", { lines: between(inputs) })}</span>}
                </td>
                <Td num>{node.value === null ? "—" : formatPoints(node.value, decimalsOf(node.value))}</Td>
                <Td num>{node.weight === null ? "" : `${formatPoints(node.weight, decimals(node.weight))}%`}</Td>
                <Td num>{node.share === null ? "—" : formatPoints(node.share, decimalsOf(node.share))}</Td>
                <Td num>{rounding === null ? "" : formatSigned(rounding, decimalsOf(rounding))}</Td>
              </tr>
            );
          })}
        </tbody>
      </LedgerTable>
      <p className="text-note text-ink-3 mt-2">{t("table.note", { count: lines.length })}</p>
      {lines.length > PAGE && <Pager page={page} size={PAGE} total={lines.length} hrefOf={hrefOf} />}
    </>
  );
}

/** A weight as the plan writes it: 40, not 40.00. */
function decimals(weight: string): number {
  return weight.includes(".") ? weight.length - weight.indexOf(".") - 1 : 0;
}
