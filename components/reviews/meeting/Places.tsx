import { useLocale, useTranslations } from "next-intl";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { RankRow } from "@/lib/reviews/loaders/room";

/** More would be too small to read from the last row. */
const READABLE = 60;

/** The ranking in columns, large enough for the last row of the room. */
export function Places({ rows }: { rows: readonly RankRow[] }) {
  const t = useTranslations("reviews.meeting");
  const locale = useLocale();
  const ranked = rows.filter((row) => row.rank !== null);
  const lists = new Map<string, RankRow[]>();
  for (const row of ranked.slice(0, READABLE)) {
    const own = lists.get(row.list?.code ?? "") ?? [];
    own.push(row);
    lists.set(row.list?.code ?? "", own);
  }
  return (
    <>
      {[...lists].map(([code, list]) => (
        <div key={code}>
          {list[0]?.list && <h3>{pick(list[0].list.name, locale)}</h3>}
          <ol className="places">
            {list.map((row) => (
              <li key={row.id}>
                <b className="n rk">{row.rank}</b>
                <span className="name">{pick(row.name, locale)}</span>
                <Moved by={row.movement} />
                <span className="n total">{row.total === null ? "—" : formatPoints(row.total)}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
      {ranked.length > READABLE && <p className="text-ink-3">{t("rest", { count: ranked.length - READABLE })}</p>}
    </>
  );
}

function Moved({ by }: { by: number | null }) {
  if (by === null || by === 0) return <span className="moved" />;
  return (
    <span className={by > 0 ? "moved n ok" : "moved n bad"}>
      {by > 0 ? "▲" : "▼"}
      {Math.abs(by)}
    </span>
  );
}

/** Who gained and who lost most places since the review before. */
export function Movers({ rows }: { rows: readonly RankRow[] }) {
  const t = useTranslations("reviews.meeting");
  const locale = useLocale();
  const moved = rows.filter((row) => row.movement !== null && row.movement !== 0);
  if (moved.length === 0) return <p>{t("noMovement")}</p>;
  const sorted = [...moved].sort((a, b) => (b.movement ?? 0) - (a.movement ?? 0));
  const part = (title: string, some: readonly RankRow[]) => (
    <div>
      <h3>{title}</h3>
      <ol className="places one">
        {some.map((row) => (
          <li key={row.id}>
            <b className="n rk">{row.rank}</b>
            <span className="name">{pick(row.name, locale)}</span>
            <Moved by={row.movement} />
            <span className="n total">{row.total === null ? "—" : formatPoints(row.total)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
  return (
    <div className="two">
      {part(t("up"), sorted.filter((row) => (row.movement ?? 0) > 0).slice(0, 8))}
      {part(
        t("down"),
        sorted
          .filter((row) => (row.movement ?? 0) < 0)
          .slice(-8)
          .reverse(),
      )}
    </div>
  );
}
