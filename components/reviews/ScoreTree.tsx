import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Figure, Missing, type MissingKind } from "@/components/ui/Figure";
import { Icon } from "@/components/ui/Icon";
import { LedgerTable, SumRow, Td, Th } from "@/components/ui/Ledger";
import { points, text } from "@/lib/kernel/points";
import { formatDay, formatMonth, formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import { type Component, components, isComposed, lineOf } from "@/lib/reviews/rules/lines";
import type { Explained } from "@/lib/scoring/types";
import { Said } from "./Said";

interface Row {
  readonly node: Explained;
  readonly path: string;
  readonly depth: number;
  /** Set for lines of the score: their figures are points of the total. Records and findings keep their own scale. */
  readonly component: Component | null;
  readonly opens: boolean;
  readonly open: boolean;
}

export interface TreeAddress {
  /** Paths that are open. */
  readonly open: readonly string[];
  readonly fact: string | null;
  readonly line: string | null;
  /** Address of the page with these things open. */
  readonly hrefOf: (wanted: { open: readonly string[]; fact?: string | null; line?: string | null }) => string;
  /** Address of the same unit in the review whose score a node takes over. */
  readonly hrefOfCarried: (node: string) => string | null;
}

/** Total → component → visit → finding, one step to the right at each click; every figure opens its record. */
export function ScoreTree({
  root,
  total,
  lost,
  checked,
  live,
  address,
}: {
  root: Explained;
  total: string | null;
  lost: string | null;
  checked: boolean;
  live: boolean;
  address: TreeAddress;
}) {
  const t = useTranslations("reviews.tree");
  const rows = rowsOf(components(root, false), 1, address.open);
  return (
    <LedgerTable caption={t("caption")} className="tree">
      <thead>
        <tr>
          <Th>{t("item")}</Th>
          <Th from="sm">{t("how")}</Th>
          <Th num>{t("got")}</Th>
          <Th num from="sm">
            {t("full")}
          </Th>
          <Th num>{t("lost")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TreeRow key={row.path} row={row} address={address} />
        ))}
      </tbody>
      {total !== null && (
        <tfoot>
          <SumRow checked={checked}>
            <th scope="row">{t("sum")}</th>
            <Td from="sm" className="how">
              {checked ? (
                <>
                  <Icon name="check" className="ok" /> {t("checked")}
                </>
              ) : (
                <span className={live ? undefined : "bad"}>{t(live ? "live" : "unchecked")}</span>
              )}
            </Td>
            <Td num>{formatPoints(total)}</Td>
            <Td num mute from="sm">
              {root.full === null ? null : formatPoints(root.full)}
            </Td>
            <Td num>{lost === null ? null : formatPoints(lost)}</Td>
          </SumRow>
        </tfoot>
      )}
    </LedgerTable>
  );
}

function rowsOf(list: readonly Component[], depth: number, open: readonly string[]): Row[] {
  return list.flatMap((component) => rowWithInner(component.node, component.path, depth, open, component));
}

function rowWithInner(
  node: Explained,
  path: string,
  depth: number,
  open: readonly string[],
  component: Component | null,
): Row[] {
  const inner = innerOf(node);
  const opened = inner && open.some((one) => one === path || one.startsWith(`${path}.`));
  const row: Row = { node, path, depth, component, opens: inner, open: opened };
  if (!opened) return [row];
  if (component && isComposed(node))
    return [row, ...rowsOf(components(node, false, component.factor, path), depth + 1, open)];
  const parts = node.inputs.flatMap((input, index) =>
    isFullMarks(input) ? [] : rowWithInner(input, `${path}.${index}`, depth + 1, open, null),
  );
  return [row, ...parts];
}

/** The line that says "full marks": the column beside it already does. */
function isFullMarks(node: Explained): boolean {
  return node.kind === "line" && node.code === "full" && node.fact?.line === undefined;
}

function innerOf(node: Explained): boolean {
  return node.inputs.some((input) => !isFullMarks(input));
}

function TreeRow({ row, address }: { row: Row; address: TreeAddress }) {
  const t = useTranslations("reviews.tree");
  const locale = useLocale();
  const { node, path, depth, component, opens, open } = row;
  const selected = node.fact !== null && node.fact.id === address.fact && (node.fact.line ?? null) === address.line;
  const toggled = open
    ? address.open.filter((one) => one !== path && !one.startsWith(`${path}.`))
    : [...address.open, path];
  const name = (
    <>
      {node.fact?.line !== undefined && <span className="code">{node.code}</span>}
      {nameOfRow(node, locale, t("record"))}
    </>
  );
  const figures = component ? figuresOfComponent(component) : figuresOfOwn(node);
  const evidence = node.fact && (node.kind === "fact" || node.fact.line !== undefined);
  const href =
    node.kind === "carry"
      ? address.hrefOfCarried(node.code)
      : evidence && node.fact
        ? address.hrefOf({ open: address.open, fact: node.fact.id, line: node.fact.line ?? null })
        : opens
          ? address.hrefOf({ open: toggled, fact: address.fact, line: address.line })
          : null;
  const aside = node.state !== "VALUED";
  return (
    <tr
      className={`l${depth}${depth > 1 ? " inner" : ""}${selected ? " on" : ""}${aside ? " aside" : ""}`}
      style={{ "--depth": depth - 1 } as React.CSSProperties}
      aria-current={selected || undefined}
    >
      <th scope="row" className="node">
        {opens ? (
          <Link
            href={address.hrefOf({ open: toggled, fact: address.fact, line: address.line })}
            scroll={false}
            prefetch={false}
            className="toggle"
            aria-expanded={open}
          >
            <Icon name="next" />
            <span>{name}</span>
          </Link>
        ) : (
          <span className="leaf">{name}</span>
        )}
        <span className="how-below">
          <Said say={node.say} />
        </span>
      </th>
      <Td from="sm" className="how">
        <Said say={node.say} />
        {evidence && node.fact && node.fact.line === undefined && href && (
          <>
            {" "}
            <Figure href={href} code>
              {node.fact.ref}
            </Figure>
          </>
        )}
      </Td>
      <Td num className={depth === 1 ? "font-strong" : undefined}>
        {figures.got === null ? (
          <Missing kind={missingKind(node)} />
        ) : (
          <Figure href={href}>{figures.signed ? formatSigned(figures.got) : formatPoints(figures.got)}</Figure>
        )}
      </Td>
      <Td num mute from="sm">
        {figures.full === null ? null : formatPoints(figures.full)}
      </Td>
      <Td num>{figures.lost === null ? null : formatPoints(figures.lost)}</Td>
    </tr>
  );
}

interface Figures {
  readonly got: string | null;
  readonly full: string | null;
  readonly lost: string | null;
  readonly signed: boolean;
}

/** Where there is no total there are no points of it either: what was completed keeps its own scale. */
function figuresOfComponent(component: Component): Figures {
  const { share, fullShare, lost } = lineOf(component);
  if (share !== null) return { got: share, full: fullShare, lost, signed: fullShare === null };
  if (component.node.state === "VALUED") return figuresOfOwn(component.node);
  return { got: null, full: null, lost: null, signed: false };
}

function figuresOfOwn(node: Explained): Figures {
  const signed =
    node.kind === "limit" ||
    node.kind === "rounding" ||
    (node.fact !== null && node.full === null && (node.say.code === "factDeducts" || node.say.code === "factAdds"));
  const lost = node.value !== null && node.full !== null ? text(points(node.full).minus(points(node.value))) : null;
  return { got: node.value, full: node.full, lost, signed };
}

export function nameOfRow(node: Explained, locale: Locale, record: string): string {
  const name = pick(node.name, locale);
  if (node.kind !== "fact" || !node.fact) return name;
  const when = node.fact.stream.startsWith("metric.")
    ? formatMonth(node.fact.on, locale)
    : formatDay(node.fact.on, locale);
  return locale === "zh-CN" ? `${when}${name || record}` : `${when} · ${name || record}`;
}

function missingKind(node: Explained): MissingKind {
  switch (node.say.code) {
    case "factPending":
      return "pending";
    case "factNotApplicable":
      return "notApplicable";
    case "factNotObserved":
      return "notObserved";
    case "factVoided":
      return "voided";
    case "tooFew":
      return "notVisited";
    default:
      return "none";
  }
}
