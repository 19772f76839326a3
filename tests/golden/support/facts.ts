import type { Day } from "@/lib/kernel/calendar";
import type { Fact, FactState } from "@/lib/scoring/types";

/** A record as a case writes it down; `times` equal ones, one for each subject, day or value of an attribute (`each`). */
export interface GivenFact {
  readonly of: string | readonly string[];
  readonly what: string;
  readonly on: Day | readonly Day[];
  readonly times?: number;
  readonly value?: string;
  readonly state?: FactState;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly each?: Readonly<Record<string, readonly string[]>>;
  readonly full?: string;
  readonly lines?: readonly { readonly code: string; readonly lost: string; readonly of: string }[];
}

export function factsOf(given: readonly GivenFact[]): Fact[] {
  const single = given.flatMap(({ of, on, times = 1, each = {}, attrs = {}, ...rest }) => {
    const all = Object.entries(each).reduce<Readonly<Record<string, string>>[]>(
      (some, [name, values]) => some.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
      [attrs],
    );
    return [of]
      .flat()
      .flatMap((subject) =>
        [on]
          .flat()
          .flatMap((day) =>
            all.flatMap((one) => Array.from({ length: times }, () => ({ ...rest, of: subject, on: day, attrs: one }))),
          ),
      );
  });
  return single.map(({ of, what, on, value, state, attrs, full, lines }, i) => {
    const ref = `F-${String(i + 1).padStart(3, "0")}`;
    return {
      id: `f${i + 1}`,
      subject: of,
      stream: what,
      on,
      state: state ?? "COUNTED",
      value: value ?? null,
      attrs,
      ref,
      title: { zh: ref, en: ref },
      ...(full === undefined ? {} : { full }),
      ...(lines
        ? { lines: lines.map((line, n) => ({ id: `f${i}-${n}`, title: { zh: line.code, en: line.code }, ...line })) }
        : {}),
    };
  });
}
