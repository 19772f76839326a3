import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { commentOnReviewAction } from "@/lib/reviews/actions";
import type { RailView } from "@/lib/reviews/loaders/room";

/** What members said during the review; appended, never changed. */
export function Remarks({
  comments,
  hidden,
  open,
}: {
  comments: RailView["comments"];
  hidden: { campaign: string; review: string };
  open: boolean;
}) {
  const t = useTranslations("reviews.remarks");
  const locale = useLocale();
  return (
    <>
      {comments.length > 0 && (
        <ul className="comment-list">
          {comments.map((comment) => (
            <li key={comment.id}>
              {comment.unit && <b>{pick(comment.unit, locale)} </b>}
              {comment.text}
              <div className="who">{t("by", { name: comment.byName, at: formatInstant(comment.at, locale) })}</div>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <ActionForm action={commentOnReviewAction} hidden={hidden} submit={t("add")} className="pt-3">
          <TextAreaField name="text" label={t("label")} hint={t("hint")} required maxLength={2000} rows={2} />
        </ActionForm>
      )}
    </>
  );
}
