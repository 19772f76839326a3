import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import type { MysteryDuty } from "@/lib/mystery/loaders/duties";

/** Mystery visits on the first page: what of them waits for the reader. */
export function MysteryDutyRows({ duties, base }: { duties: readonly MysteryDuty[]; base: string }) {
  const t = useTranslations("mystery.duties");
  return duties.map(({ act, count }) => (
    <TodoRow
      key={act}
      title={t(act, { count })}
      action={
        <LinkButton href={`${base}/${act === "UNMASK" ? "mystery/shoppers" : "mystery"}`}>{t("open")}</LinkButton>
      }
    />
  ));
}
