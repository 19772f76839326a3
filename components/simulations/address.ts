import type { FormView } from "@/lib/simulations/loaders/form";

/** The address of the same trial, seen another way. */
export function trialAddress(
  base: string,
  { plan, facts, review, against, earlier }: FormView["chosen"],
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ plan, facts, review, against, earlier, ...more })) {
    if (value) query.set(name, value);
  }
  return `${base}?${query}`;
}
