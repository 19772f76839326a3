import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/Button";
import { Figure, Movement } from "@/components/ui/Figure";
import { FoldRow, LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { Seal } from "@/components/ui/Seal";
import { StackBar, StackKey } from "@/components/ui/StackBar";
import type { Text } from "@/lib/kernel/text";
import { nameOf } from "@/lib/people/types";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { RankRow, RoomView } from "@/lib/reviews/loaders/room";
import { foldedMiddle } from "@/lib/reviews/rules/table";
import type { SubjectKind } from "@/lib/scoring/programme/subjects";
import { Said } from "./Said";
import { barParts, toneOf } from "./tones";

export const MUCH = 5;

/** The ledger of ranks: the long middle folds, the unranked come last with the reason where the bar would be. */
export function RankingTable({
  room,
  base,
  show,
  selected,
  awards,
  penalties,
}: {
  room: RoomView;
  /** Address of the room. */
  base: string;
  show: "folded" | "all" | "moved";
  selected: string | null;
  awards: ReadonlyMap<string, readonly Text[]>;
  /** Units with a proposed penalty; empty for readers of the published result. */
  penalties: ReadonlySet<string>;
}) {
  const t = useTranslations("reviews.table");
  const locale = useLocale();
  const withBars = room.rows.some((row) => row.lines !== null);
  const ranked = room.rows.filter((row) => row.rank !== null);
  const unranked = room.rows.filter((row) => row.rank === null);
  const moved = ranked.filter((row) => row.movement !== null && Math.abs(row.movement) >= MUCH);
  const lists = [...Map.groupBy(ranked, (row) => row.list?.code ?? "").values()];
  const foldable = lists.some((list) => foldedMiddle(list.length));
  const at = addressIn(base, room);
  const columns = 5 + (room.previous ? 1 : 0) + (withBars ? 2 : 0);
  const line = (row: RankRow) => (
    <RankLine
      key={row.id}
      row={row}
      room={room}
      base={base}
      withBars={withBars}
      selected={row.code === selected}
      awards={awards.get(row.id) ?? []}
      punished={penalties.has(row.id)}
    />
  );
  const listed = (rows: readonly RankRow[]) => {
    const fold = show === "folded" ? foldedMiddle(rows.length) : null;
    const kept = (row: RankRow, index: number) =>
      show === "moved"
        ? moved.includes(row)
        : !fold || index < fold.from || index >= fold.to || row.own || row.code === selected;
    const hidden = fold ? rows.filter((row, index) => !kept(row, index)) : [];
    return rows.map((row, index) => {
      const first = fold && index === fold.from;
      return kept(row, index) && !first ? (
        line(row)
      ) : first ? (
        <FoldedRows
          key="fold"
          from={fold.from + 1}
          to={fold.to}
          count={hidden.length}
          moved={moved.length}
          kind={room.kind}
          at={at}
          columns={columns}
        >
          {kept(row, index) && line(row)}
        </FoldedRows>
      ) : null;
    });
  };
  return (
    <>
      {room.scopes.length > 0 && <ScopeChoice room={room} base={base} />}
      {withBars && (
        <div className="ranking-key">
          <StackKey
            items={room.legend.map((entry) => ({ tone: toneOf(entry.tone), label: pick(entry.name, locale) }))}
          />
        </div>
      )}
      <LedgerTable caption={t("caption")} stick className="ranking">
        <thead>
          <tr>
            <Th className="rk">{t("rank")}</Th>
            {room.previous && (
              <Th from="sm" title={pick(room.previous.name, locale)}>
                {t("movement")}
              </Th>
            )}
            <Th>{t("unit", { kind: room.kind })}</Th>
            <Th num>{t("total")}</Th>
            {withBars && (
              <Th from="lg" className="bars">
                {t("lostParts")}
              </Th>
            )}
            {withBars && (
              <Th num from="sm">
                {t("lost")}
              </Th>
            )}
            <Th from="sm" className="r note-col">
              {t("remark")}
            </Th>
          </tr>
        </thead>
        {lists.map((rows) => (
          <tbody key={rows[0]?.list?.code ?? ""}>
            {(lists.length > 1 || rows[0]?.list) && (
              <tr className="list">
                <th colSpan={columns} scope="rowgroup">
                  {rows[0]?.list ? pick(rows[0].list.name, locale) : t("noGroup")}
                  <span className="head-name">{t("inList", { kind: room.kind, count: rows.length })}</span>
                </th>
              </tr>
            )}
            {listed(rows)}
          </tbody>
        ))}
        {unranked.length > 0 && <tbody>{unranked.map(line)}</tbody>}
        {((show !== "folded" && foldable) || room.withheld.count > 0) && (
          <tfoot>
            {show !== "folded" && foldable && (
              <FoldRow span={columns}>
                <Link href={at({})} scroll={false}>
                  {t("refold")}
                </Link>
              </FoldRow>
            )}
            {room.withheld.count > 0 && (
              <FoldRow span={columns}>
                {t("withheld", { kind: room.kind, count: room.withheld.count })}
                {room.withheld.reasons.map((say) => (
                  <span key={JSON.stringify(say)} className="ms-3">
                    <Said say={say} />
                  </span>
                ))}
              </FoldRow>
            )}
          </tfoot>
        )}
      </LedgerTable>
    </>
  );
}

/** Addresses of this table: whatever is chosen, one stays in the population that is looked at. */
function addressIn(base: string, { scope }: Pick<RoomView, "scope">) {
  return (chosen: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...(scope && { within: scope }), ...chosen }).toString();
    return query ? `${base}?${query}` : base;
  };
}

/** Whole list, or one sub-branch, district or group by itself; a plain form, so that it works before any script. */
function ScopeChoice({ room, base }: { room: RoomView; base: string }) {
  const t = useTranslations("reviews.scope");
  const locale = useLocale();
  const kinds = [...new Set(room.scopes.map(({ population }) => population))];
  return (
    <form action={base} className="scope-choice no-print">
      <label htmlFor="ranking-scope">{t("label")}</label>
      <select id="ranking-scope" name="within" defaultValue={room.scope ?? ""} className="input">
        <option value="">{t("all")}</option>
        {kinds.map((kind) => (
          <optgroup key={kind} label={t("kind", { scope: kind })}>
            {room.scopes
              .filter(({ population }) => population === kind)
              .map(({ member, name, of }) => (
                <option key={member} value={member}>
                  {t("one", { name: pick(name, locale), count: of })}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}

function FoldedRows({
  from,
  to,
  count,
  moved,
  kind,
  at,
  columns,
  children,
}: {
  kind: SubjectKind;
  from: number;
  to: number;
  count: number;
  moved: number;
  at: ReturnType<typeof addressIn>;
  columns: number;
  children: React.ReactNode;
}) {
  const t = useTranslations("reviews.table");
  return (
    <>
      <FoldRow span={columns}>
        {t("folded", { kind, from, to, count })}{" "}
        <Link href={at({ show: "all" })} scroll={false} className="ms-3">
          {t("unfold")}
        </Link>
        {moved > 0 && (
          <Link href={at({ show: "moved" })} scroll={false} className="ms-3">
            {t("onlyMoved", { places: MUCH, count: moved })}
          </Link>
        )}
      </FoldRow>
      {children}
    </>
  );
}

function RankLine({
  row,
  room,
  base,
  withBars,
  selected,
  awards,
  punished,
}: {
  row: RankRow;
  room: RoomView;
  base: string;
  withBars: boolean;
  selected: boolean;
  awards: readonly Text[];
  punished: boolean;
}) {
  const t = useTranslations("reviews.table");
  const locale = useLocale();
  const name = (
    <RowName>
      {row.lines && row.rank !== null ? (
        <Link href={addressIn(base, room)({ unit: row.code })} scroll={false} className="text-ink">
          {pick(row.name, locale)}
        </Link>
      ) : (
        pick(row.name, locale)
      )}
      {row.head && <span className="head-name">{nameOf(row.head, locale)}</span>}
      {row.outlet && <span className="head-name below">{pick(row.outlet, locale)}</span>}
    </RowName>
  );
  const why = row.lines ? `${base}/why/${row.code}` : null;
  if (row.rank === null) {
    return (
      <Tr className="unranked" id="unranked">
        <Td className="rk n">—</Td>
        {room.previous && <Td from="sm" />}
        {name}
        <Td num className="gap">
          {why ? <Figure href={why}>{t("unranked")}</Figure> : t("unranked")}
        </Td>
        <td colSpan={withBars ? 3 : 1} className="reason">
          {row.unranked.map((say, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reasons are told apart by their place
            <span key={index}>
              {index > 0 && t("and")}
              <Said say={say} />
            </span>
          ))}
        </td>
      </Tr>
    );
  }
  const parts = row.lines ? barParts(row.lines, locale) : null;
  const remarks = [
    ...(row.grade ? [pick(row.grade, locale)] : []),
    ...awards.map((award) => pick(award, locale)),
    ...(row.complaints ? [t("complaints", { count: row.complaints })] : []),
    ...(row.tie ? [t("tied")] : []),
  ];
  return (
    <Tr selected={selected} tie={row.tie ?? undefined} className={row.own ? "own" : undefined}>
      <Td className="rk n">
        {row.rank}
        {row.tie && <span className="spoken">{t("tied")}</span>}
      </Td>
      {room.previous && (
        <Td from="sm">
          <Movement places={row.movement} />
        </Td>
      )}
      {name}
      <Td num strong>
        {row.total !== null && <Figure href={why}>{formatPoints(row.total)}</Figure>}
      </Td>
      {withBars && (
        <Td from="lg" className="bars">
          {parts && <StackBar {...parts} scale={room.scale} label={t("lostBy", { unit: pick(row.name, locale) })} />}
        </Td>
      )}
      {withBars && (
        <Td num from="sm" className="text-ink-2">
          {row.lost !== null && formatPoints(row.lost)}
        </Td>
      )}
      <Td from="sm" className="r note-col">
        {remarks.join(t("and"))}
        {row.unlisted && (
          <span className="block">
            <Said say={row.unlisted} />
          </span>
        )}
        {punished && (
          <span className="ms-1">
            <Seal character="罚" line /> {t("proposed")}
          </span>
        )}
      </Td>
    </Tr>
  );
}
