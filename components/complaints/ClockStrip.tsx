import { useLocale, useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { CLOCKS, type Clock, type ClockCell, type ClockName, isRestDay } from "@/lib/complaints/rules/clocks";
import { formatDay } from "@/lib/platform/i18n/format";

const CELL: Record<ClockCell["kind"], string> = {
  start: "border border-ink text-ink",
  past: "bg-ink text-sheet",
  now: "bg-qing font-strong text-on-qing",
  ahead: "bg-sunk text-ink-2",
  rest: "bg-[repeating-linear-gradient(135deg,var(--rule)_0_1px,transparent_1px_6px)] text-ink-3",
  after: "",
};

/** Both time limits on one calendar; days that do not count are hatched. On a phone the sentences alone. */
export function ClockStrip({ clocks, today }: { clocks: Readonly<Record<ClockName, Clock>>; today: string }) {
  const t = useTranslations("complaints");
  const days = clocks.regulatory.cells;
  return (
    <section
      aria-label={t("clocks.label")}
      className="grid gap-x-3 border-y-[length:var(--bar)] border-ink py-3 lg:grid-cols-[12.5rem_minmax(0,1fr)] xl:grid-cols-[13.5rem_minmax(0,1fr)]"
    >
      <div className="hidden lg:block" />
      <div
        aria-hidden="true"
        className="hidden grid-cols-[repeat(16,minmax(0,1fr))] gap-[2px] pb-1 text-center text-note leading-tight sm:grid"
      >
        {days.map(({ day }) => (
          <span key={day} className="text-ink-3">
            {t(`weekdays.d${weekday(day)}`)}
            <b
              className={classes(
                "n block text-small",
                day === today ? "bg-qing text-on-qing" : isRestDay(day) ? "font-regular text-ink-3" : "text-ink",
              )}
            >
              {Number(day.slice(8))}
            </b>
          </span>
        ))}
      </div>
      {(["regulatory", "internal"] as const).map((name) => (
        <ClockRow key={name} name={name} clock={clocks[name]} />
      ))}
      <p className="text-note text-ink-3 lg:col-start-2">
        {t("clocks.why", { stopped: clocks.internal.running ? "no" : "yes" })}
      </p>
    </section>
  );
}

function ClockRow({ name, clock }: { name: ClockName; clock: Clock }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  const working = CLOCKS[name].counts === "WORKING";
  const pressing = clock.running && clock.left <= 1;
  const days = Math.abs(clock.left);
  const words = { name: t(`clocks.${name}`), days };
  const said = clock.running
    ? clock.left < 0
      ? t(working ? "clocks.overWorking" : "clocks.over", words)
      : clock.left === 0
        ? t("clocks.dueToday", words)
        : t(working ? "clocks.leftWorking" : "clocks.left", words)
    : clock.left < 0
      ? t(working ? "clocks.missedWorking" : "clocks.missed", words)
      : t(working ? "clocks.metWithWorking" : "clocks.metWith", words);
  const term = t(working ? "clocks.working" : "clocks.calendar", {
    days: CLOCKS[name].days,
    due: formatDay(clock.dueOn, locale),
  });
  return (
    <>
      <div className="grid min-h-14 py-1 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3">
        <b
          aria-hidden="true"
          className={classes("n min-w-[2.25rem] text-[2.125rem] leading-none", pressing && "text-zhe")}
        >
          {clock.left < 0 ? `\u2212${days}` : days}
        </b>
        <span className="text-note leading-text text-ink-3">
          <strong className={classes("block text-small", pressing ? "text-zhe" : "text-ink")}>{said}</strong>
          {term}
        </span>
      </div>
      <ol
        aria-hidden="true"
        className="mb-3 hidden grid-cols-[repeat(16,minmax(0,1fr))] items-center gap-[2px] text-center text-note sm:grid lg:mb-0"
      >
        {clock.cells.map((cell) => (
          <li
            key={cell.day}
            className={classes(
              "n flex min-h-[2.125rem] items-center justify-center overflow-hidden",
              cell.due && cell.kind !== "past" && cell.kind !== "now"
                ? classes(
                    "border-[1.5px] font-strong",
                    pressing ? "border-zhe bg-zhe-wash text-zhe" : "border-ink bg-sheet text-ink",
                  )
                : CELL[cell.kind],
              cell.due && (cell.kind === "past" || cell.kind === "now") && "border-[1.5px] border-zhe",
            )}
          >
            {cell.kind === "start" ? t("clocks.start") : cell.kind === "rest" ? t("clocks.rest") : cell.index}
          </li>
        ))}
      </ol>
    </>
  );
}

function weekday(day: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}
