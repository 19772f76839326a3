import { useLocale, useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/form/inputs";
import { pick } from "@/lib/platform/i18n/format";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";

/** Who signs a review, in order; the last slot is empty so that a step can be added. */
export function SignOff({
  programme,
  review,
  index,
  editable,
}: {
  programme: Programme;
  review: ReviewPlan;
  index: number;
  editable: boolean;
}) {
  const t = useTranslations("setup.reviews");
  const locale = useLocale();
  const name = pick(review.name, locale);
  const seatName = (code: string) => {
    const seat = programme.committee.find((candidate) => candidate.code === code);
    return seat ? pick(seat.name, locale) : code;
  };
  if (!editable) {
    return (
      <ol className="text-read leading-read">
        {review.signOff.map((step, i) => (
          <li key={step.seat}>
            <span className="text-note text-ink-3">{t("step", { n: i + 1 })}</span> <b>{seatName(step.seat)}</b>{" "}
            {t(`needs.${step.need}`)}
          </li>
        ))}
      </ol>
    );
  }
  const seats = programme.committee.map((seat) => ({
    value: seat.code,
    label: seat.min === 0 ? `${pick(seat.name, locale)}（${t("optional")}）` : pick(seat.name, locale),
  }));
  const slots = [...review.signOff, { seat: "", need: "ALL" as const }].slice(0, 10);
  return (
    <div className="slots">
      {slots.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place
        <div key={i}>
          <SelectField
            name={`signOff.${index}.${i}.seat`}
            label={t("seat", { review: name, n: i + 1 })}
            options={seats}
            empty={t("seatNone")}
            defaultValue={step.seat}
          />
          <SelectField
            name={`signOff.${index}.${i}.need`}
            label={t("need", { review: name, n: i + 1 })}
            options={(["ALL", "ANY"] as const).map((need) => ({ value: need, label: t(`needs.${need}`) }))}
            empty={false}
            defaultValue={step.need}
          />
        </div>
      ))}
    </div>
  );
}
