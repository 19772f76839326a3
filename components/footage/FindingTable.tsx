import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, Section } from "@/components/ui/Page";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import { Marks } from "./Marks";

/** What was found, each with where on which recording it is seen. */
export function FindingTable({ page }: { page: ReviewPage }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  const items = new Map(page.sections.flatMap((section) => section.items.map((item) => [item.code, item] as const)));
  const people = new Map(page.people.map((person) => [person.id, person]));
  const counted = page.findings.filter(({ withdrawn }) => withdrawn === null).length;
  return (
    <Section title={t("findings.title")} aside={counted}>
      {page.findings.length === 0 ? (
        <EmptyState>{t(page.review.closed ? "findings.noneClosed" : "findings.none")}</EmptyState>
      ) : (
        <LedgerTable caption={t("findings.caption")}>
          <thead>
            <tr>
              <Th>{t("columns.finding")}</Th>
              <Th>{t("columns.code")}</Th>
              <Th num from="sm">
                {t("columns.lost")}
              </Th>
            </tr>
          </thead>
          <tbody>
            {page.findings.map((finding) => {
              const item = items.get(finding.item);
              const { answer } = finding;
              const person = answer.personId ? people.get(answer.personId) : undefined;
              return (
                <Tr key={finding.id}>
                  <RowName className="align-top">
                    {finding.seq}. {finding.withdrawn === null ? answer.reason : <s>{answer.reason}</s>}
                    <span className="block text-small font-regular text-ink-2">
                      <span className="code">{finding.item}</span> {item && pick(item.text, locale)}
                    </span>
                    {person && <span className="block text-small font-regular">{nameOf(person, locale)}</span>}
                    {finding.withdrawn !== null && (
                      <span className="block text-small font-regular down">
                        {t("findings.withdrawn", { reason: finding.withdrawn })}
                      </span>
                    )}
                    <EvidenceList files={(answer.evidence ?? []).flatMap((id) => page.files[id] ?? [])} />
                  </RowName>
                  <Td top>
                    <Marks marks={finding.marks} />
                  </Td>
                  <Td num from="sm" top>
                    {answer.lost ?? "—"}
                  </Td>
                </Tr>
              );
            })}
          </tbody>
        </LedgerTable>
      )}
    </Section>
  );
}
