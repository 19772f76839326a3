const CLOCK = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** `2026-06-22 09:12` on the bank's clock: what a refusal can say in either language. */
export function momentOf(at: Date): string {
  return CLOCK.format(at);
}
