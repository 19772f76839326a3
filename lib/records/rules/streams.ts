import { points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { Programme, StreamPlan } from "@/lib/scoring/programme/schema";

export type AttributePlan = StreamPlan["attrs"][number];
export type ValuePlan = NonNullable<StreamPlan["value"]>;

export function streamsOf(programme: Programme): readonly StreamPlan[] {
  return programme.streams ?? [];
}

export function findStream(programme: Programme, code: unknown): StreamPlan | null {
  return streamsOf(programme).find((stream) => stream.code === code) ?? null;
}

/** Decimals that are kept when the plan does not say how many. */
export const MOST_PLACES = 6;
/** Digits before the point that can be kept. */
export const MOST_DIGITS = 14;

/** Least and most that a value may be; a score out of so much is neither negative nor above its full marks. */
export function boundsOf(value: ValuePlan): { min: string | null; max: string | null } {
  return {
    min: value.min ?? (value.full === undefined ? null : "0"),
    max: value.max ?? value.full ?? null,
  };
}

/** Name of what an attribute says: the choice's own, or the person or unit behind the id. */
export function saidBy(
  attribute: AttributePlan,
  value: string,
  names: { person: (id: string) => Text | null; unit: (id: string) => Text | null },
): Text {
  const same = { zh: value, en: value };
  if (attribute.kind === "CHOICE") return attribute.values?.find((choice) => choice.code === value)?.name ?? same;
  if (attribute.kind === "PERSON") return names.person(value) ?? same;
  if (attribute.kind === "UNIT") return names.unit(value) ?? same;
  return same;
}

/** What a record is called in an explanation: the stream, and whichever choices were made. */
export function titleOf(stream: StreamPlan | null, code: string, attrs: Readonly<Record<string, string>>): Text {
  if (!stream) return { zh: code, en: code };
  const choices = stream.attrs.flatMap((attribute) => {
    const value =
      attribute.kind === "CHOICE" && Object.hasOwn(attrs, attribute.code) ? attrs[attribute.code] : undefined;
    const choice = value === undefined ? undefined : attribute.values?.find((one) => one.code === value);
    return choice ? [choice.name] : [];
  });
  if (choices.length === 0) return stream.name;
  return {
    zh: `${stream.name.zh}（${choices.map((name) => name.zh).join("，")}）`,
    en: `${stream.name.en} (${choices.map((name) => name.en).join(", ")})`,
  };
}

/** The value with the decimals that the plan asks for, exact otherwise. */
export function valueShown(value: string, plan: ValuePlan | undefined): string {
  return plan?.places === undefined ? points(value).toFixed() : points(value).toFixed(plan.places);
}
