/** The one clock. The demo bank lives in November 2026: the launcher gives the distance to it in milliseconds. */
const offset = Number(process.env.MINGYOU_CLOCK_OFFSET_MS ?? "0") || 0;

let read = (): number => Date.now() + offset;

export function now(): Date {
  return new Date(read());
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Calendar day of an instant (now, unless given) in a time zone, `YYYY-MM-DD`. */
export function today(timeZone = "Asia/Shanghai", instant: Date = now()): string {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(instant);
}

/** Replaces the clock for tests and for the demo bank, which lives through its year; returns the way back. */
export function setClock(source: () => Date): () => void {
  const before = read;
  read = () => source().getTime();
  return () => {
    read = before;
  };
}
