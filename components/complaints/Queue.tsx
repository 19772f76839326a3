import { useLocale, useTranslations } from "next-intl";
import { Button, LinkButton } from "@/components/ui/Button";
import { classes } from "@/components/ui/classes";
import { Figure } from "@/components/ui/Figure";
import { SelectField, TextField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import type { Queue, QueueRow } from "@/lib/complaints/loaders/complaints";
import { CATEGORIES, COMPLAINT_LEVELS } from "@/lib/complaints/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";

/** Filters of the queue with their own address; works before any script arrives. */
export function QueueFilter({ queue, base }: { queue: Queue; base: string }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  const { filter } = queue;
  const filtered = Object.keys(filter).length > 0;
  return (
    <search className="no-print my-3">
      <form action={base} method="get" className="flex flex-wrap items-end gap-3">
        {queue.state === "decided" && <input type="hidden" name="state" value="decided" />}
        <div className="grid w-full grid-cols-2 gap-3 sm:flex sm:w-auto sm:flex-wrap">
          {queue.outlets.length > 1 && (
            <SelectField
              name="unit"
              label={t("queue.unit")}
              defaultValue={filter.unit}
              empty={t("queue.anyUnit")}
              options={queue.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
            />
          )}
          <SelectField
            name="level"
            label={t("queue.level")}
            defaultValue={filter.level}
            empty={t("queue.anyLevel")}
            options={COMPLAINT_LEVELS.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
          />
          <SelectField
            name="category"
            label={t("queue.category")}
            defaultValue={filter.category}
            empty={t("queue.anyCategory")}
            options={CATEGORIES.map((category) => ({ value: category, label: t(`categories.${category}`) }))}
          />
          {queue.state === "open" && (
            <SelectField
              name="due"
              label={t("queue.due")}
              defaultValue={filter.due}
              empty={t("queue.anyDue")}
              options={(["soon", "late"] as const).map((due) => ({ value: due, label: t(`queue.${due}`) }))}
            />
          )}
        </div>
        <TextField name="q" label={t("queue.words")} defaultValue={filter.q} type="search" autoComplete="off" />
        <Button type="submit">{t("queue.apply")}</Button>
        {filtered && (
          <LinkButton kind="plain" href={queue.state === "decided" ? `${base}?state=decided` : base}>
            {t("queue.clear")}
          </LinkButton>
        )}
      </form>
    </search>
  );
}

export function QueueTable({ queue, base }: { queue: Queue; base: string }) {
  const t = useTranslations("complaints");
  const open = queue.state === "open";
  return (
    <LedgerTable caption={t("queue.caption")} stick>
      <thead>
        <tr>
          <Th from="sm">{t("queue.no")}</Th>
          <Th>{t("queue.complaint")}</Th>
          <Th from="sm">{t("queue.unit")}</Th>
          <Th from="lg">{t("queue.category")}</Th>
          <Th from="lg">{t("queue.level")}</Th>
          <Th num from="sm">
            {t("queue.received")}
          </Th>
          {open ? (
            <>
              <Th num>{t("queue.internal")}</Th>
              <Th num from="sm">
                {t("queue.regulatory")}
              </Th>
            </>
          ) : (
            <>
              <Th>{t("queue.verdict")}</Th>
              <Th num from="sm">
                {t("queue.decidedOn")}
              </Th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {queue.rows.map((row) => (
          <Row key={row.no} row={row} href={`${base}/${row.no}`} />
        ))}
      </tbody>
    </LedgerTable>
  );
}

function Row({ row, href }: { row: QueueRow; href: string }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  const name = pick(row.unit, locale);
  return (
    <Tr>
      <Td from="sm">
        <Figure href={href} code>
          {row.no}
        </Figure>
      </Td>
      <RowName>
        <span className="sm:hidden">
          <Figure href={href} className="whitespace-normal!">
            {row.title}
          </Figure>
          <span className="block text-small font-regular text-ink-3">
            {name} · {formatDay(row.receivedOn, locale)}
          </span>
        </span>
        <span className="hidden font-strong sm:inline">{row.title}</span>
        {row.repeated && <span className="ms-2 text-note font-regular text-zhe">{t("queue.repeated")}</span>}
      </RowName>
      <Td from="sm">{name}</Td>
      <Td from="lg">{t(`categories.${row.category as "OTHER"}`)}</Td>
      <Td from="lg">{t(`levels.${row.level as "OUTLET"}`)}</Td>
      <Td num mute from="sm">
        {formatDay(row.receivedOn, locale)}
      </Td>
      {row.left ? (
        <>
          <Td num>
            <Left days={row.left.internal} working />
          </Td>
          <Td num from="sm">
            <Left days={row.left.regulatory} />
          </Td>
        </>
      ) : (
        <>
          <Td>
            {row.state === "REVERSED" ? (
              <span className="text-ink-3">{t("states.REVERSED")}</span>
            ) : (
              <>
                <b>{t(`validities.${row.verdict?.validity as "VALID"}`)}</b>
                <span className="hidden text-ink-2 sm:inline">
                  {locale === "en" ? ", " : "，"}
                  {t(`causes.${(row.verdict?.cause ?? "NONE") as "NONE"}`)}
                </span>
              </>
            )}
          </Td>
          <Td num mute from="sm">
            {row.verdict && formatDay(row.verdict.decidedOn, locale)}
          </Td>
        </>
      )}
    </Tr>
  );
}

function Left({ days, working = false }: { days: number; working?: boolean }) {
  const t = useTranslations("complaints.queue");
  const words =
    days < 0 ? t(working ? "overWorking" : "over", { days: -days }) : t(working ? "leftWorking" : "leftDays", { days });
  return <span className={classes(days <= 1 && "wait", days < 0 && "font-strong")}>{words}</span>;
}
