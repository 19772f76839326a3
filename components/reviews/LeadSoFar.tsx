import { getLocale, getTranslations } from "next-intl/server";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import { loadLead } from "@/lib/reviews/loaders/lead";

/** Who leads an open review as of now, under its name. */
export async function LeadSoFar({ campaign, review }: { campaign: string; review: string }) {
  const lead = await loadLead(campaign, review);
  if (!lead) return null;
  const t = await getTranslations("reviews.lead");
  const locale = await getLocale();
  const names = lead.first.map((name) => pick(name, locale)).join(t("and"));
  return (
    <span className="text-note text-ink-3 block font-regular">
      {lead.ranked === 0
        ? t("nobody")
        : t("so", {
            names,
            more: lead.more,
            has: lead.total === null ? "no" : "yes",
            total: lead.total === null ? "" : formatPoints(lead.total),
            ranked: lead.ranked,
            of: lead.of,
          })}
    </span>
  );
}
