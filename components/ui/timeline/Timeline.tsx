import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import type { Day } from "@/lib/kernel/calendar";
import { formatDay, formatDayRange, formatMonth } from "@/lib/platform/i18n/format";
import { classes } from "../classes";
import type { BarTone } from "../stack-scale";
import { spokenMarks, timeScale } from "./scale";

export interface TimelineBar {
  from: Day;
  /** Inclusive. */
  to: Day;
  label: string;
  /** solid, mid: a phase · bracket: a stretch with an obligation · line: a window, coloured by `tone`. */
  kind: "solid" | "mid" | "bracket" | "line";
  tone?: BarTone;
  href?: string;
}

export interface TimelineMark {
  on: Day;
  label: string;
  href?: string;
}

export interface TimelineRow {
  label: string;
  bars?: readonly TimelineBar[];
  /** Single days: diamonds with a dotted line up through the rows. */
  marks?: readonly TimelineMark[];
}

function position(x: number, width?: number): CSSProperties {
  return { "--x": x, ...(width !== undefined && { "--w": width }) } as CSSProperties;
}

/** What lies when, on one line of months. A phone gets the same as a list, and so does everybody who cannot see it. */
export function Timeline({
  from,
  to,
  today,
  rows,
  label,
}: {
  from: Day;
  to: Day;
  today?: Day;
  rows: readonly TimelineRow[];
  label?: string;
}) {
  const t = useTranslations("ui.timeline");
  const locale = useLocale();
  const scale = timeScale({ from, to });
  // A window may cross a year end; only then do the months say which year they are in.
  const years = from.slice(0, 4) !== to.slice(0, 4);
  return (
    <figure className="gantt" aria-label={label ?? t("chart")}>
      <div className="plot" aria-hidden="true">
        <div className="months">
          {scale.months
            .filter(({ at }, index, all) => index > 0 || (all[1]?.at ?? 100) - at > 3)
            .map(({ month, at }) => (
              <span key={month} className="at-x" style={position(at)}>
                {formatMonth(month, locale, { year: years && month.endsWith("-01") })}
              </span>
            ))}
        </div>
        <div className="grid-lines">
          {scale.months.map(({ month, at }) => (
            <i key={month} className="at-x" style={position(at)} />
          ))}
          {rows.flatMap((row) =>
            (row.marks ?? []).map((mark) => (
              <i key={mark.on + mark.label} className="cut at-x" style={position(scale.end(mark.on))} />
            )),
          )}
          {today && scale.covers(today) && (
            <>
              <i className="now at-x" style={position(scale.at(today))} />
              <b className="at-x" style={position(scale.at(today))}>
                {t("today")}
              </b>
            </>
          )}
        </div>
        {rows.map((row) => (
          <div
            key={row.label}
            className={classes(
              "lane",
              row.marks && "marks",
              row.bars?.every((bar) => bar.kind === "line" || bar.kind === "bracket") && "thin",
            )}
          >
            <span className="name">{row.label}</span>
            <span className="track">
              {row.bars?.map((bar) => (
                <Bar
                  key={bar.from + bar.label}
                  bar={bar}
                  x={scale.at(bar.from)}
                  width={scale.end(bar.to) - scale.at(bar.from)}
                />
              ))}
              {row.marks && <Marks marks={row.marks} at={scale.end} now={today ? scale.at(today) : null} />}
            </span>
          </div>
        ))}
      </div>
      <figcaption className="as-text">
        <span className="spoken">{t("list")}</span>
        <ul>
          {rows.map((row) => (
            <li key={row.label}>
              <b>{row.label}</b>
              <ul>
                {row.bars?.map((bar) => (
                  <li key={bar.from + bar.label}>
                    <Opening href={bar.href}>{bar.label}</Opening>
                    <When words={bar.label}>{formatDayRange(bar.from, bar.to, locale, { year: years })}</When>
                  </li>
                ))}
                {row.marks?.map((mark) => (
                  <li key={mark.on + mark.label}>
                    <Opening href={mark.href}>{mark.label}</Opening>
                    <When words={mark.label}>{formatDay(mark.on, locale, { year: years })}</When>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

/** Roughly what the words of a mark need, in percent of the track. */
const ROOM_FOR_MARK = 42;

function Marks({ marks, at, now }: { marks: readonly TimelineMark[]; at: (day: Day) => number; now: number | null }) {
  const places = marks.map((mark) => at(mark.on));
  const spoken = spokenMarks(places, now, ROOM_FOR_MARK);
  return marks.map((mark, i) => {
    const x = places[i] ?? 0;
    return (
      <span key={mark.on + mark.label}>
        <span className="mark at-x" style={position(x)} title={mark.label} />
        {spoken.has(i) && (
          <span className={classes("mark-words at-x", x > 85 && "end", x < 12 && "start")} style={position(x)}>
            {mark.label}
          </span>
        )}
      </span>
    );
  });
}

function Opening({ href, children }: { href?: string; children: ReactNode }) {
  return href ? <Link href={href}>{children}</Link> : <span>{children}</span>;
}

/** Roughly what a short label needs, in percent of the track; a phase narrower than that is labelled beside itself. */
const ROOM_FOR_WORDS = 22;

function Bar({ bar, x, width }: { bar: TimelineBar; x: number; width: number }) {
  const phase = bar.kind === "solid" || bar.kind === "mid";
  const beside = phase && width < ROOM_FOR_WORDS;
  return (
    <span className={classes("span at-x wide-w", bar.kind, bar.tone && `tone-${bar.tone}`)} style={position(x, width)}>
      <span className={classes("words", phase && (beside ? "out" : "in"), beside && x + width > 70 && "before")}>
        {bar.label}
      </span>
    </span>
  );
}

/** The days, unless the words say them already. */
function When({ words, children }: { words: string; children: string }) {
  return words.includes(children) ? null : <span className="when n">{children}</span>;
}
