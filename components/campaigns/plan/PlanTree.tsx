import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/Icon";
import { Section } from "@/components/ui/Page";
import { childrenOf, type Place, rootPlace, type Slot, slotsOf } from "@/lib/campaigns/rules/edit/places";
import { isWithin } from "@/lib/campaigns/rules/edit/pointer";
import type { Speaker, Words } from "@/lib/campaigns/rules/edit/speak";
import type { Programme } from "@/lib/scoring/programme/schema";
import { addressOf } from "./address";

/** How the plan is read: what is scored and what follows from it, then when, then by whom. */
const ORDER = [
  "sheets",
  "reviews",
  "awards",
  "penalties",
  "duties",
  "periods",
  "phases",
  "groups",
  "committee",
  "standards",
  "streams",
];

/** Lists whose parts are always spread out; the others open where something in them is chosen. */
const SPREAD = new Set(["sheets", "reviews"]);

/** Slots whose name would only repeat what the lines say. */
const SILENT = new Set([
  "parts",
  "entries",
  "tasks",
  "prizes",
  "consequences",
  "ties",
  "bands",
  "vetoes",
  "cases",
  "attrs",
  "values",
]);

interface Reading {
  readonly code: string;
  readonly chosen: string;
  /** Number of open points at each part. */
  readonly open: ReadonlyMap<string, number>;
  readonly speaker: Speaker;
  readonly t: Words;
}

/** The whole plan as lines that can be chosen, each with what it says; `add` stands at the foot of each list. */
export function PlanTree({
  programme,
  add,
  ...reading
}: Reading & { programme: Programme; add?: (slot: Slot) => ReactNode }) {
  const { t, speaker } = reading;
  const root = rootPlace(programme);
  const slots = slotsOf(root).toSorted((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));
  return (
    <nav className="plan-tree" id="tree" aria-label={t("page.tree")}>
      <ul className="plan-root">
        <Line {...reading} place={root} label={null} spread={false} />
      </ul>
      {slots.map((slot) => (
        <Section
          key={slot.field}
          title={speaker.slot(slot.field)}
          aside={t("page.count", { n: slot.places.length })}
          small
          id={`plan-${slot.field}`}
        >
          <ul>
            {slot.places.map((place) => (
              <Line key={place.at} {...reading} place={place} label={null} spread={SPREAD.has(slot.field)} />
            ))}
          </ul>
          {add?.(slot)}
        </Section>
      ))}
    </nav>
  );
}

function Line({ place, label, spread, ...reading }: Reading & { place: Place; label: string | null; spread: boolean }) {
  const { code, chosen, open, speaker, t } = reading;
  const selected = place.at === chosen;
  const unfolded = place.at !== "" && (spread || isWithin(chosen, place.at));
  const says = speaker.place(place);
  const missing = open.get(place.at) ?? 0;
  return (
    <li>
      <Link
        href={addressOf(code, place.at)}
        scroll={false}
        prefetch={false}
        className={classes("plan-line", selected && "on")}
        aria-current={selected ? "true" : undefined}
      >
        <span className="title">
          {label && <span className="slot">{label}</span>}
          <b>{speaker.title(place)}</b>
          {place.type === "part" && (
            <span className="n">{t("weighs", { weight: speaker.figure(place.value.weight) })}</span>
          )}
          {missing > 0 && (
            <span className="wait">
              <Icon name="alert" label={t("page.openHere", { n: missing })} />
            </span>
          )}
        </span>
        {says !== "" && <span className="say">{says}</span>}
      </Link>
      {unfolded && childrenOf(place).length > 0 && (
        <ul>
          {slotsOf(place).map((slot) => (
            <Fragment key={slot.at}>
              {slot.places.map((inner) => (
                <Line
                  key={inner.at}
                  {...reading}
                  place={inner}
                  label={SILENT.has(slot.field) ? null : speaker.slot(slot.field)}
                  spread={spread}
                />
              ))}
            </Fragment>
          ))}
        </ul>
      )}
    </li>
  );
}
