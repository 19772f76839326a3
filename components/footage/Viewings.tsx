import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { DateField, NumberField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { gatherAction } from "@/lib/footage/actions";
import type { CircularPage } from "@/lib/footage/loaders/circulars";
import { nameOf } from "@/lib/people/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";

/** Who viewed the circular together, when and under whom. */
export function ViewingTable({ page }: { page: CircularPage }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("circular.viewingsCaption")}>
      <thead>
        <tr>
          <Th>{t("columns.unit")}</Th>
          <Th from="sm">{t("columns.holder")}</Th>
          <Th>{t("columns.present")}</Th>
          <Th from="sm">{t("columns.note")}</Th>
        </tr>
      </thead>
      <tbody>
        {page.viewings.map((viewing) => (
          <Tr key={viewing.id}>
            <RowName className="align-top">
              {pick(viewing.unit, locale)}
              <span className="block text-small font-regular text-ink-2 n">{formatDay(viewing.heldOn, locale)}</span>
            </RowName>
            <Td from="sm" top>
              {pick(viewing.holder, locale)}
            </Td>
            <Td top className="n">
              {t("circular.presentOf", { present: viewing.present, staff: viewing.staff })}
            </Td>
            <Td from="sm" top>
              {viewing.note}
              <EvidenceList files={viewing.evidence.flatMap((id) => page.files[id] ?? [])} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

/** An outlet records its own; whoever manages several has a form for each. */
export function GatherForms({ page }: { page: CircularPage }) {
  const t = useTranslations("footage.circular");
  const locale = useLocale();
  return (
    <div className="no-print">
      {page.own.map(({ code, name, people }) => (
        <Disclosure
          key={code}
          summary={page.own.length > 1 ? t("recordFor", { unit: pick(name, locale) }) : t("record")}
          open={page.own.length === 1 && page.missing.some((unit) => unit.code === code)}
        >
          <ActionForm
            action={gatherAction}
            hidden={{ campaign: page.campaign.code, circular: page.circular.no, unit: code }}
          >
            <DateField name="heldOn" label={t("heldOn")} required defaultValue={page.today} max={page.today} />
            <SelectField
              name="holder"
              label={t("holder")}
              required
              empty={false}
              options={people.map((person) => ({ value: person.id, label: nameOf(person, locale) }))}
            />
            <NumberField name="present" label={t("present")} unit={t("people")} whole required />
            <TextAreaField name="note" label={t("note")} required maxLength={1000} />
            <EvidenceField unit={code} label={t("evidence")} />
            <SubmitButton>{t("submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      ))}
    </div>
  );
}
