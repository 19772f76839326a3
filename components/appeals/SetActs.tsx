import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Acts } from "@/components/ui/OfficialAct";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { Section } from "@/components/ui/Page";
import { applySetAction, cancelSetAction, signSetAction } from "@/lib/appeals/actions";
import type { SetView } from "@/lib/appeals/loaders/sets";
import { nameOf } from "@/lib/people/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

/** Who has signed the preview, and the acts that bind: 签, 更; what is missing stays in sight. */
export function SetActs({ view }: { view: SetView }) {
  const t = useTranslations("appeals.set");
  const locale = useLocale();
  const { set, seats } = view;
  const { preview } = set;
  const hidden = { campaign: view.campaign.code, set: set.no };
  const missing = [
    ...(preview ? [] : [t("missing.preview")]),
    ...(view.stale ? [t("missing.stale")] : []),
    ...seats
      .filter(({ complete }) => !complete)
      .map((seat) => t("missing.seat", { review: pick(seat.reviewName, locale), seat: pick(seat.name, locale) })),
  ];
  return (
    <>
      {seats.length > 0 && (
        <Section title={t("sign")} aside={t("signAside")}>
          <KeyValue
            rows={seats.flatMap((seat) =>
              seat.holders.map((holder) => ({
                term: pick(seat.name, locale),
                detail: `${nameOf(holder, locale)} ${
                  holder.at ? t("signedAt", { at: formatInstant(holder.at, locale) }) : t("unsigned")
                }`,
              })),
            )}
          />
        </Section>
      )}
      {set.state === "OPEN" && (
        <Acts>
          {preview &&
            !view.stale &&
            seats
              .filter(({ mine }) => mine)
              .map((seat) => (
                <OfficialActDialog
                  key={`${seat.review} ${seat.seat}`}
                  character="签"
                  title={t("signTitle", { no: set.no })}
                  meaning={t("signMeaning", { seat: pick(seat.name, locale), review: pick(seat.reviewName, locale) })}
                  rows={[{ term: t("digest"), detail: t("signEffect") }]}
                  reason={false}
                  action={signSetAction}
                  hidden={{ ...hidden, review: seat.review, seat: seat.seat, digest: preview.digest }}
                />
              ))}
          {view.may.apply && (
            <OfficialActDialog
              character="更"
              title={t("apply", { no: set.no })}
              meaning={t("applyMeaning")}
              missing={missing}
              rows={[{ term: t("changes"), detail: t("applyEffect") }]}
              reason={false}
              action={applySetAction}
              hidden={{ ...hidden, digest: preview?.digest ?? "" }}
            />
          )}
        </Acts>
      )}
      {set.state === "OPEN" && view.may.prepare && (
        <Disclosure summary={t("cancel")}>
          <p className="text-small text-ink-2 mb-2">{t("cancelLead")}</p>
          <ActionForm action={cancelSetAction} hidden={hidden} submit={t("cancel")}>
            <TextAreaField name="reason" label={t("cancelReason")} required maxLength={2000} />
          </ActionForm>
        </Disclosure>
      )}
    </>
  );
}
