import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import type { WhyView } from "@/lib/reviews/loaders/why";
import { stepsOf, tableOf } from "@/lib/reviews/rules/derivation";
import { SCORE } from "@/lib/reviews/rules/trees";
import type { Explained } from "@/lib/scoring/types";
import { ScoreTree, type TreeAddress } from "../ScoreTree";
import { SentenceView } from "./SentenceView";
import { TableView } from "./TableView";
import { pageOf, VIEWS, type View } from "./views";

/** One explanation in the form that was chosen: tree, table or sentences, each of the very same tree. */
export function ExplanationView({
  why,
  view,
  page,
  address,
  addressWith,
  base,
}: {
  why: WhyView;
  view: View;
  page: string | undefined;
  address: TreeAddress;
  addressWith: (changed: Record<string, string | null>) => string;
  base: string;
}) {
  const t = useTranslations("explain");
  const { tree } = why;
  const checked = why.agrees && !why.live;
  const record = ({ node }: { node: Explained }) =>
    node.kind === "fact" && node.fact ? address.hrefOf({ open: [], fact: node.fact.id }) : null;
  const lines = view === "table" ? tableOf(tree.root) : [];
  const steps = view === "sentences" ? stepsOf(tree.root) : [];
  const file = (format: string) => {
    const query = new URLSearchParams({ format, ...(tree.key === SCORE ? {} : { of: tree.key }) });
    return `${base}/export?${query}`;
  };
  return (
    <>
      <div className="explain-views no-print">
        <SegmentLinks
          label={t("views.label")}
          links={VIEWS.map((one) => ({
            href: addressWith({ view: one === "tree" ? null : one }),
            label: t(`views.${one}`),
            current: one === view,
          }))}
        />
        {view !== "tree" && (
          <div className="files">
            <LinkButton size="low" kind="plain" href={file("xlsx")} document>
              {t("export.xlsx")}
            </LinkButton>
            <LinkButton size="low" kind="plain" href={file("csv")} document>
              {t("export.csv")}
            </LinkButton>
          </div>
        )}
      </div>
      {view === "table" ? (
        <TableView
          lines={lines}
          page={pageOf(page, lines.length)}
          hrefOf={(number) => addressWith({ page: String(number) })}
          hrefOfRecord={record}
        />
      ) : view === "sentences" ? (
        <SentenceView
          steps={steps}
          page={pageOf(page, steps.length)}
          hrefOf={(number) => addressWith({ page: String(number) })}
          hrefOfRecord={record}
        />
      ) : (
        <ScoreTree
          root={tree.root}
          total={tree.key === SCORE ? why.sheet.total : tree.root.value}
          lost={tree.key === SCORE ? why.lost : null}
          checked={checked}
          live={why.live}
          address={address}
        />
      )}
    </>
  );
}
