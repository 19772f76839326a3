import { useTranslations } from "next-intl";
import { Button } from "./Button";
import { Icon } from "./Icon";

/** A search with its own address; `keep` carries the other filters along. */
export function SearchBox({
  action,
  name = "q",
  value,
  label,
  hint,
  keep = {},
}: {
  action: string;
  name?: string;
  value?: string;
  label?: string;
  /** What may be searched for; shown inside the empty box, never instead of the label. */
  hint?: string;
  keep?: Readonly<Record<string, string | undefined>>;
}) {
  const t = useTranslations("ui.search");
  return (
    <search className="no-print">
      <form action={action} method="get" className="search">
        {Object.entries(keep).map(
          ([key, kept]) => kept !== undefined && <input key={key} type="hidden" name={key} value={kept} />,
        )}
        <span className="box">
          <Icon name="search" />
          <input
            type="search"
            name={name}
            defaultValue={value}
            className="input"
            aria-label={label ?? t("label")}
            placeholder={hint}
            autoComplete="off"
          />
        </span>
        <Button type="submit">{t("submit")}</Button>
      </form>
    </search>
  );
}
