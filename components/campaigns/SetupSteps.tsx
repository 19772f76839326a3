"use client";

import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { useEffect, useRef } from "react";
import { Icon } from "@/components/ui/Icon";

export interface StepLink {
  readonly step: string;
  readonly href: string;
  readonly label: string;
  readonly state: "done" | "open" | "plain";
  /** Said for the sign beside the words. */
  readonly says: string | null;
}

/** The steps of the set-up, each with what it lacks; a list at the left, a strip on a phone. */
export function SetupSteps({
  title,
  steps,
  beside = [],
}: {
  title: string;
  steps: readonly StepLink[];
  /** What can be done with the plan besides setting it up. */
  beside?: readonly { readonly href: string; readonly label: string }[];
}) {
  const current = useSelectedLayoutSegment();
  const here = useRef<HTMLAnchorElement>(null);
  const arrived = useRef(false);
  // Only matters on a phone, where the strip is wider than the screen; keyed by the step, not by the render. Whoever moved
  // the strip before the page came alive is about to choose, and nothing may slip from under the finger.
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the step changes
  useEffect(() => {
    const link = here.current;
    const strip = link?.closest("ol");
    if (link && strip && (arrived.current || strip.scrollLeft === 0))
      strip.scrollLeft = link.offsetLeft - strip.clientWidth / 3;
    arrived.current = true;
  }, [current]);
  return (
    <nav className="setup-steps no-print" aria-label={title}>
      <h2>{title}</h2>
      <ol>
        {steps.map((link) => (
          <li key={link.step} className={link.step === "plan" ? "last" : undefined}>
            <Link
              href={link.href}
              ref={current === link.step ? here : undefined}
              aria-current={current === link.step ? "page" : undefined}
            >
              {link.label}
              {link.state !== "plain" && (
                <Icon
                  name={link.state === "done" ? "check" : "alert"}
                  label={link.says ?? undefined}
                  className={link.state === "done" ? "ok" : "wait"}
                />
              )}
            </Link>
          </li>
        ))}
        {beside.map(({ href, label }) => (
          <li key={href}>
            <Link href={href}>{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
