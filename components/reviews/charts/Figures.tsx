import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { StackKey } from "@/components/ui/StackBar";
import { daysBetween, monthsIn } from "@/lib/kernel/calendar";
import { points } from "@/lib/kernel/points";
import { formatDay, formatMonth, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { RoomView } from "@/lib/reviews/loaders/room";
import type { WhyView } from "@/lib/reviews/loaders/why";
import { TONE_COLOUR, toneOf } from "../tones";
import { LazyChart } from "./LazyChart";

const STREAMS = ["inspection.self", "inspection.open", "inspection.covert"] as const;
const COLOUR = {
  "inspection.self": "var(--d-cctv)",
  "inspection.open": "var(--d-open)",
  "inspection.covert": "var(--d-covert)",
} as const;
const NAME = { "inspection.self": "self", "inspection.open": "open", "inspection.covert": "covert" } as const;

/** Inspection scores of the period, by day, with the table that holds the exact figures. */
export function TrendFigure({ why }: { why: WhyView }) {
  const t = useTranslations("reviews.charts");
  const locale = useLocale();
  if (why.points.length < 2) return null;
  const present = STREAMS.filter((stream) => why.points.some((point) => point.stream === stream));
  const at = (day: string) => daysBetween(why.period.from, day);
  const days = [...new Set(why.points.map((point) => point.on))].sort();
  const rows = days.map((day) => ({
    at: at(day),
    ...Object.fromEntries(
      present.map((stream) => [
        NAME[stream],
        drawn(why.points.find((point) => point.on === day && point.stream === stream)?.value),
      ]),
    ),
  }));
  const lowest = Math.min(...why.points.map((point) => Number(point.value)));
  const least = Math.max(0, Math.floor((lowest - 1) / 5) * 5);
  const step = 100 - least > 40 ? 20 : 5;
  const chart = {
    last: at(why.period.to),
    marks: Array.from({ length: Math.floor((100 - least) / step) + 1 }, (_, index) => 100 - index * step).reverse(),
    points: rows,
    series: present.map((stream) => ({
      key: NAME[stream],
      label: t(NAME[stream]),
      colour: COLOUR[stream],
      dash: stream === "inspection.self" ? "4 3" : undefined,
    })),
    ticks: monthsIn(why.period).map((month) => ({
      at: Math.max(0, at(`${month}-01`)),
      label: formatMonth(month, locale, { year: false }),
    })),
    domain: [least, 100] as const,
  };
  return (
    <figure className="chart">
      <LazyChart
        chart={{ kind: "trend", data: chart }}
        label={t("trendLabel", { unit: pick(why.subject.name, locale), count: why.points.length })}
        height={240}
      />
      <figcaption className="text-note text-ink-3">{t("trendNote", { from: chart.domain[0] })}</figcaption>
      <Disclosure summary={t("table")}>
        <LedgerTable caption={t("trend")} dense>
          <thead>
            <tr>
              <Th>{t("day")}</Th>
              {present.map((stream) => (
                <Th key={stream} num>
                  {t(NAME[stream])}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day}>
                <RowName>{formatDay(day, locale)}</RowName>
                {present.map((stream) => {
                  const found = why.points.filter((point) => point.on === day && point.stream === stream);
                  return (
                    <Td key={stream} num>
                      {found.map((point) => formatPoints(point.value)).join(t("comma"))}
                    </Td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </Disclosure>
    </figure>
  );
}

/** Lengths for a drawing; nothing is computed with them. */
function drawn(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}

/** What the outlet lost by part, beside the mean of everybody. */
export function MakeUpFigure({ why }: { why: WhyView }) {
  const t = useTranslations("reviews.charts");
  const locale = useLocale();
  if (why.makeUp.length === 0) return null;
  const rows = why.makeUp.map((line) => ({
    name: pick(line.name, locale),
    own: Number(line.own),
    mean: Number(line.mean),
    ownText: formatPoints(line.own),
    meanText: formatPoints(line.mean),
  }));
  const unit = pick(why.subject.name, locale);
  const values = rows.flatMap((row) => [row.own, row.mean]);
  const [least, most] = [Math.min(0, ...values), Math.max(0.5, ...values)];
  // Room for the figure of an addition, which stands left of zero.
  const domain = [least < 0 ? least - most * 0.24 : 0, most] as const;
  return (
    <figure className="chart">
      <LazyChart
        chart={{ kind: "pairs", data: { rows, domain } }}
        label={t("makeUpLabel", { unit })}
        height={rows.length * 44 + 16}
      />
      <figcaption className="text-note text-ink-3">
        <StackKey
          items={[
            { tone: "ink", label: unit },
            { tone: "grey", label: t("mean") },
          ]}
        />{" "}
        {t("makeUpNote")}
      </figcaption>
      <Disclosure summary={t("table")}>
        <LedgerTable caption={t("makeUp")} dense>
          <thead>
            <tr>
              <Th>{t("part")}</Th>
              <Th num>{unit}</Th>
              <Th num>{t("mean")}</Th>
            </tr>
          </thead>
          <tbody>
            {why.makeUp.map((line) => (
              <tr key={line.code}>
                <RowName>{pick(line.name, locale)}</RowName>
                <Td num>{formatPoints(line.own)}</Td>
                <Td num>{formatPoints(line.mean)}</Td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </Disclosure>
    </figure>
  );
}

/** Groups beside each other: mean total, and where the points went. */
export function GroupFigure({ room }: { room: RoomView }) {
  const t = useTranslations("reviews.charts");
  const locale = useLocale();
  if (room.groups.length < 2) return null;
  const lines = room.legend.map((line) => ({
    key: line.code,
    label: pick(line.name, locale),
    colour: TONE_COLOUR[toneOf(line.tone)],
  }));
  const rows = room.groups
    .filter((group) => group.mean !== null)
    .map((group) => ({
      name: pick(group.name, locale),
      total: formatPoints(group.mean ?? "0"),
      ...Object.fromEntries(
        lines.map((line) => [
          line.key,
          Math.max(0, Number(group.lost.find((lost) => lost.code === line.key)?.value ?? "0")),
        ]),
      ),
    }));
  return (
    <figure className="chart">
      <figcaption className="text-note text-ink-3 mb-2">
        <StackKey
          items={room.legend
            .filter((line) => toneOf(line.tone) !== "plus")
            .map((line) => ({ tone: toneOf(line.tone), label: pick(line.name, locale) }))}
        />
        {t("groupsNote")}
      </figcaption>
      <LazyChart
        chart={{ kind: "stacks", data: { rows, lines: lines.filter((line) => line.colour !== TONE_COLOUR.plus) } }}
        label={t("groupsLabel", { count: rows.length })}
        height={rows.length * 44 + 36}
      />
      <LedgerTable caption={t("groups")} dense>
        <thead>
          <tr>
            <Th>{t("group")}</Th>
            <Th num>{t("units")}</Th>
            <Th num>{t("meanTotal")}</Th>
            <Th num from="sm">
              {t("best")}
            </Th>
            <Th num from="sm">
              {t("worst")}
            </Th>
            {room.legend.map((line) => (
              <Th key={line.code} num from="lg">
                {pick(line.name, locale)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {room.groups.map((group) => (
            <tr key={group.code}>
              <RowName>{pick(group.name, locale)}</RowName>
              <Td num>{t("rankedOf", { ranked: group.ranked, units: group.units })}</Td>
              <Td num strong>
                {group.mean === null ? "—" : formatPoints(group.mean)}
              </Td>
              <Td num from="sm">
                {group.best === null ? "—" : formatPoints(group.best)}
              </Td>
              <Td num from="sm">
                {group.worst === null ? "—" : formatPoints(group.worst)}
              </Td>
              {room.legend.map((line) => {
                const value = group.lost.find((lost) => lost.code === line.code)?.value;
                return (
                  <Td key={line.code} num mute from="lg">
                    {value === undefined ? "—" : formatPoints(points(value).negated())}
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </figure>
  );
}
