import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { Figure } from "@/components/ui/Figure";
import type { BesideItem } from "@/lib/appeals/loaders/items";
import { formatInstant } from "@/lib/platform/i18n/format";

/** What an outlet says, in its own words. `named` says which item each is about. */
export function Replies({
  replies,
  base,
  links,
  named = false,
}: {
  replies: BesideItem["replies"];
  base: string;
  /** The reader may open the appeals. */
  links: boolean;
  named?: boolean;
}) {
  const t = useTranslations("appeals");
  const locale = useLocale();
  return (
    <ul>
      {replies.map((reply) => (
        <li key={reply.id} className="py-2">
          {named && (
            <p className="text-note text-ink-3">
              {t(`kinds.${reply.kind as "FINDING"}`)}{" "}
              {reply.kind !== "PENALTY" && <span className="code">{reply.itemNo}</span>}
            </p>
          )}
          <p className="quote whitespace-pre-line">{reply.text}</p>
          <EvidenceList files={reply.files} />
          <p className="text-note text-ink-3">
            {t("beside.by", { name: reply.byName, at: formatInstant(reply.at, locale) })}
            {reply.appeal && (
              <>
                {" "}
                <Figure href={links ? `${base}/${reply.appeal}` : null} code>
                  {reply.appeal}
                </Figure>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
