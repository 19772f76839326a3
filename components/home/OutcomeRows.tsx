import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import type { OutcomeDuties } from "@/lib/home/loaders";
import { formatDay, pick } from "@/lib/platform/i18n/format";

/** What follows from results and waits for the reader; nothing where nothing waits. */
export async function OutcomeRows({ duties, base }: { duties: OutcomeDuties; base: string }) {
  const [t, kinds, locale] = await Promise.all([
    getTranslations("home.outcome"),
    getTranslations("appeals.kinds"),
    getLocale(),
  ]);
  const { appeals, penalties, confirm } = duties;
  return (
    <>
      {appeals.penalties.map((penalty) => (
        <TodoRow
          key={penalty.id}
          title={t("mayAppeal", { name: pick(penalty.name, locale) })}
          note={t("until", { unit: pick(penalty.unit, locale), day: formatDay(penalty.until, locale) })}
          action={<LinkButton href={`${base}/appeals/new?kind=PENALTY&item=${penalty.id}`}>{t("appeal")}</LinkButton>}
        />
      ))}
      {appeals.toTakeUp.map((appeal) => (
        <TodoRow
          key={appeal.no}
          title={t("takeUp", { no: appeal.no })}
          note={t("until", { unit: pick(appeal.unit, locale), day: formatDay(appeal.until, locale) })}
          action={<LinkButton href={`${base}/appeals/${appeal.no}`}>{t("open")}</LinkButton>}
        />
      ))}
      {appeals.toHear.map((appeal) => (
        <TodoRow
          key={appeal.no}
          title={t("hear", { no: appeal.no })}
          note={t("about", { unit: pick(appeal.unit, locale), kind: kinds(appeal.kind) })}
          action={
            <LinkButton kind="main" href={`${base}/appeals/${appeal.no}`}>
              {t("hearNow")}
            </LinkButton>
          }
        />
      ))}
      {appeals.objections.map(({ review, name, count }) => (
        <TodoRow
          key={review}
          title={t("objections", { count, review: pick(name, locale) })}
          action={<LinkButton href={`${base}/reviews/${review}#objections`}>{t("open")}</LinkButton>}
        />
      ))}
      {appeals.sets.map(({ no, act }) => (
        <TodoRow
          key={no}
          title={t(`sets.${act}`, { no })}
          action={
            <LinkButton kind={act === "PREVIEW" ? "quiet" : "main"} href={`${base}/rescore/${no}`}>
              {t("open")}
            </LinkButton>
          }
        />
      ))}
      {confirm.map(({ review, name, count }) => (
        <TodoRow
          key={`confirm ${review}`}
          title={t("confirm", { count, review: pick(name, locale) })}
          note={t("confirmNote")}
          action={
            <LinkButton kind="main" href={`${base}/reviews/${review}#penalties`}>
              {t("open")}
            </LinkButton>
          }
        />
      ))}
      {penalties.acknowledge.map(({ of, count }) => (
        <TodoRow
          key={of}
          title={t("acknowledge", { count })}
          action={<LinkButton href={`${base}/statements/${encodeURIComponent(of)}`}>{t("open")}</LinkButton>}
        />
      ))}
      {penalties.acts.map(({ act, count }) => (
        <TodoRow
          key={act}
          title={t(`acts.${act as "NOTIFIED"}`, { count })}
          action={<LinkButton href={`${base}/statements`}>{t("open")}</LinkButton>}
        />
      ))}
    </>
  );
}
