import { addDays } from "@/lib/kernel/calendar";
import type { Fact } from "@/lib/scoring/types";

const NAME = { zh: "项", en: "item" };
const YEAR = ["2026-03-16", "2026-12-31"] as const;

/** Facts of a year; every item of a visit is a finding with some points or none lost, spread by a fixed rule. */
export function factsOf(outlets: number, visits: number, items: number): Fact[] {
  const facts: Fact[] = [];
  let serial = 0;
  const add = (subject: string, stream: string, on: string, value: string | null, rest: Partial<Fact> = {}) => {
    serial += 1;
    const ref = `F-${serial}`;
    facts.push({ id: ref, subject, stream, on, state: "COUNTED", value, attrs: {}, ref, title: NAME, ...rest });
  };
  for (let outlet = 0; outlet < outlets; outlet += 1) {
    const subject = `O${outlet}`;
    for (let visit = 0; visit < visits; visit += 1) {
      const on = addDays(YEAR[0], Math.floor((290 * visit) / visits));
      const lost = Array.from({ length: items }, (_, item) =>
        (outlet * 31 + visit * 17 + item * 7) % 23 === 0 ? 0.5 : 0,
      );
      const sum = lost.reduce<number>((total, one) => total + one, 0);
      const lines = lost.map((points, item) => ({
        id: `${serial}.${item}`,
        code: `I-${item}`,
        title: NAME,
        lost: points === 0 ? "0" : "0.5",
        of: "0.5",
      }));
      const stream = ["inspection.self", "inspection.open", "inspection.covert"][visit % 3]!;
      add(subject, stream, on, String(100 - sum), { full: "100", lines });
    }
    for (let month = 3; month <= 12; month += 1) {
      const on = `2026-${String(month).padStart(2, "0")}-${month === 3 ? 20 : 15}`;
      add(subject, "metric.BUSINESS_VOLUME", on, String(9000 + ((outlet * 37 + month) % 4000)));
      add(subject, "metric.HEADCOUNT", on, String(9 + (outlet % 4)));
    }
    if (outlet % 5 === 0)
      add(subject, "complaint", "2026-08-03", null, { attrs: { validity: "VALID", level: "OUTLET" } });
    if (outlet % 3 === 0) add(subject, "praise", "2026-09-03", null, { attrs: { verified: "YES" } });
  }
  return facts;
}
