import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { LedgerTable, Td, Th, Tr } from "@/components/ui/Ledger";
import { pick } from "@/lib/platform/i18n/format";
import type { Phase } from "@/lib/scoring/programme/schema";

/** What is to be done in a phase and what must be kept as proof. */
export function PhaseTasks({ name, tasks }: { name: string; tasks: Phase["tasks"] }) {
  const t = useTranslations("setup.phases");
  const locale = useLocale();
  if (tasks.length === 0) return null;
  return (
    <Disclosure
      summary={
        <>
          {name} <span className="text-ink-3">{t("tasks", { n: tasks.length })}</span>
        </>
      }
    >
      <LedgerTable caption={name} dense>
        <thead>
          <tr>
            <Th>{t("task")}</Th>
            <Th from="sm">{t("evidence")}</Th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <Tr key={task.code}>
              <Td>{pick(task.name, locale)}</Td>
              <Td from="sm" mute>
                {task.evidence ? pick(task.evidence, locale) : ""}
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
    </Disclosure>
  );
}
