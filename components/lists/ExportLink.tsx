import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import type { ListKind } from "@/lib/lists/types";

/** Takes the list of the page as a workbook, as it is filtered now. */
export function ExportLink({
  list,
  campaign,
  filter = {},
}: {
  list: ListKind;
  campaign?: string;
  filter?: Readonly<Record<string, string | boolean | null | undefined>>;
}) {
  const t = useTranslations("lists");
  const asked: Readonly<Record<string, string | boolean | null | undefined>> = { campaign, ...filter };
  const search = new URLSearchParams(
    Object.entries(asked).flatMap(([key, value]) => (value ? [[key, value === true ? "1" : value]] : [])),
  ).toString();
  return (
    <LinkButton href={`/lists/${list}${search && `?${search}`}`} document download>
      {t("export")}
    </LinkButton>
  );
}
