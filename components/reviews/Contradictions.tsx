import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Checklist } from "@/components/ui/Checklist";
import { nameOf } from "@/lib/people/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { MeetingView, MentionShown } from "@/lib/reviews/loaders/meeting";

type Found = MeetingView["contradictions"][number];

/** What in the records cannot all be right, each with the records themselves one click away. */
export function Contradictions({ found, campaign, base }: { found: readonly Found[]; campaign: string; base: string }) {
  const t = useTranslations("reviews.contradictions");
  const locale = useLocale();
  const title = ({ code, count, values }: Found) =>
    t(code, {
      count,
      records: values.records ?? 0,
      why: values.why ?? "",
      list: typeof values.title_zh === "string" ? pick({ zh: values.title_zh, en: `${values.title_en}` }, locale) : "",
      day: typeof values.on === "string" ? formatDay(values.on, locale) : "",
    });
  const word = (mention: MentionShown) => {
    const unit = mention.name ? pick(mention.name, locale) : "—";
    if (mention.kind === "PERSON")
      return t("personAt", { name: mention.person ? nameOf(mention.person, locale) : "—", unit });
    return mention.kind === "WHY" ? unit : t("record", { ref: mention.ref, unit });
  };
  return (
    <Checklist
      items={found.map((one) => ({
        state: "wait" as const,
        title: title(one),
        note: (
          <>
            {one.mentions.map((mention, at) => {
              const href = wayTo(mention, campaign, base);
              return (
                <span key={`${mention.ref} ${mention.subject}`}>
                  {at > 0 && t("comma")}
                  {href ? <Link href={href}>{word(mention)}</Link> : word(mention)}
                </span>
              );
            })}
            {one.count > one.mentions.length && one.code !== "FINDING_WITHOUT_EVIDENCE" && (
              <> {t("more", { count: one.count - one.mentions.length })}</>
            )}
          </>
        ),
      }))}
    />
  );
}

function wayTo({ kind, ref, code }: MentionShown, campaign: string, base: string): string | null {
  const root = `/campaigns/${campaign}`;
  switch (kind) {
    case "INSPECTION":
      return `${root}/inspections/${ref}`;
    case "COMPLAINT":
      return `${root}/complaints/${ref}`;
    case "PRAISE":
      return `${root}/praises/${ref}`;
    case "RECORD":
      return `${root}/records/${ref}`;
    case "WHY":
      return code ? `${base}/why/${code}` : null;
    case "PERSON":
    case "FACT":
      return null;
  }
}
