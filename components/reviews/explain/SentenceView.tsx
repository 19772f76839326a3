import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { Pager } from "@/components/ui/Pager";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import { type DerivationStep, decimalsOf } from "@/lib/reviews/rules/derivation";
import type { Say } from "@/lib/scoring/types";
import { nameOfRow } from "../ScoreTree";
import { PAGE } from "./views";

/** The derivation, sentence by sentence: what was found, what follows under which clause, and at the end the total. */
export function SentenceView({
  steps,
  page,
  hrefOf,
  hrefOfRecord,
}: {
  steps: readonly DerivationStep[];
  page: number;
  hrefOf: (page: number) => string;
  hrefOfRecord: (step: DerivationStep) => string | null;
}) {
  const t = useTranslations("explain.sentences");
  const tree = useTranslations("reviews.tree");
  // Codes are data of stored results, so they cannot be typed; a test walks every code of the engine.
  const says = useTranslations("scoring.says") as unknown as (key: string, values: Say["values"]) => string;
  const locale = useLocale();
  return (
    <>
      <p className="sentence">{t("intro", { count: steps.length })}</p>
      <ol className="derivation" aria-label={t("label")} start={(page - 1) * PAGE + 1}>
        {steps.slice((page - 1) * PAGE, page * PAGE).map((step) => {
          const { no, node, clause, from } = step;
          const name = nameOfRow(node, locale, tree("record")).replace(/[。．.；;，,：:\s]+$/u, "");
          const said = step.says.map((say) => says(say.code, say.values)).join(t("join"));
          const list = from
            .map(({ first, last }) => (first === last ? t("one", { first }) : t("range", { first, last })))
            .join(t("comma"));
          const href = hrefOfRecord(step);
          const share = node.share === null ? null : formatPoints(node.share, decimalsOf(node.share));
          return (
            <li key={no} id={`s${no}`} className={node.state === "VALUED" ? undefined : "aside"}>
              <p>
                {name === "" || said.startsWith(pick(node.name, locale))
                  ? t("alone", { said })
                  : t("sentence", { name: node.fact?.line !== undefined ? `${node.code} ${name}` : name, said })}
              </p>
              <p className="ground">
                {clause && <span>{t("clause", { article: pick(clause.article, locale) })}</span>}
                {list !== "" && <span>{t("from", { list })}</span>}
                {node.fact && node.kind === "fact" && (
                  <Figure href={href} code>
                    {node.fact.ref}
                  </Figure>
                )}
                {share === null ? (
                  node.state !== "VALUED" && <span>{t("left")}</span>
                ) : (
                  <span className="n">
                    {node.weight === null ? t("share", { share }) : t("weightShare", { weight: node.weight, share })}
                  </span>
                )}
              </p>
            </li>
          );
        })}
      </ol>
      {steps.length > PAGE && <Pager page={page} size={PAGE} total={steps.length} hrefOf={hrefOf} />}
    </>
  );
}
