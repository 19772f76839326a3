import "server-only";
import { notFound } from "next/navigation";
import { campaignRange } from "@/lib/campaigns/rules/place";
import { earlierOf } from "@/lib/kernel/calendar";
import { today } from "@/lib/platform/clock";
import { findScoreForm, scoreFormsOf } from "../rules/forms";
import { listStaff, requireStreams, type Search, unitsFor } from "./records";

/** A score form of the plan: first which one and for which unit, then its criteria. */
export async function loadScoreForm(code: string, search: Search) {
  const { actor, campaign } = await requireStreams(code, "records.write");
  const forms = scoreFormsOf(campaign.programme);
  if (forms.length === 0) notFound();
  const units = await unitsFor(actor, campaign, "records.write");
  const form = findScoreForm(campaign.programme, search.form) ?? (forms.length === 1 ? (forms[0] ?? null) : null);
  const unit = units.find((one) => one.code === search.unit) ?? (units.length === 1 ? (units[0] ?? null) : null);
  const range = campaignRange(campaign.programme);
  const days = range && { from: range.from, to: earlierOf(range.to, today()) };
  return {
    campaign,
    forms: forms.map(({ code, name }) => ({ code, name })),
    units: units.map(({ code, name }) => ({ code, name })),
    form,
    unit: unit && { code: unit.code, name: unit.name },
    days,
    people: unit && days && form?.of === "PERSON" ? await listStaff(unit.id, days) : [],
  };
}
