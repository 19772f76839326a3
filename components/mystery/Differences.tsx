import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { TextAreaField } from "@/components/ui/form/inputs";
import { Section, Sentence } from "@/components/ui/Page";
import { adjudicateMysteryVisitAction } from "@/lib/mystery/actions";
import type { MysteryVisitPage } from "@/lib/mystery/loaders/visits";
import { Entry, useEntryName } from "./Entries";

/** Both keyings side by side where they differ: to be decided, or with what was decided. */
export function Differences({ page }: { page: MysteryVisitPage }) {
  const t = useTranslations("mystery");
  const nameOf = useEntryName(page);
  const { visit, people } = page;
  const [first, second] = visit.keyings;
  if (!first || !second || visit.differences.length === 0) return null;
  const open = page.acts.includes("ADJUDICATE");
  const rows = visit.differences.map((difference) => {
    const { part, code } = difference;
    const chosen = visit.choices?.[part]?.[code];
    const sides = [
      { value: "FIRST" as const, keying: first },
      { value: "SECOND" as const, keying: second },
    ];
    const label = `${t(`parts.${part}`)} · ${nameOf(difference)}`;
    return open ? (
      <RadioGroup
        key={`${part} ${code}`}
        name={`choices.${part}.${code}`}
        label={label}
        required
        choices={sides.map(({ value, keying }) => ({
          value,
          label: t(`differences.${value}`),
          hint: <Entry keying={keying} difference={difference} people={people} />,
        }))}
      />
    ) : (
      <div key={`${part} ${code}`} className="border-b border-rule py-2">
        <h3 className="font-strong">{label}</h3>
        <dl className="text-small">
          {sides.map(({ value, keying }) => (
            <div key={value} className={chosen === value ? "font-strong" : "text-ink-2"}>
              <dt className="inline">{t(`differences.${value}`)}</dt>{" "}
              <dd className="inline">
                <Entry keying={keying} difference={difference} people={people} />
              </dd>
            </div>
          ))}
        </dl>
        {chosen && <p className="text-small">{t("differences.decided", { side: t(`differences.${chosen}`) })}</p>}
      </div>
    );
  });
  return (
    <Section title={t("differences.title")} aside={visit.differences.length} id="differences">
      {open ? (
        <>
          <Sentence>{t("differences.lead")}</Sentence>
          <ActionForm
            action={adjudicateMysteryVisitAction}
            hidden={{ campaign: page.campaign.code, no: visit.no, round: visit.round }}
            submit={t("differences.submit")}
          >
            <Fields>
              {rows}
              <TextAreaField name="reason" label={t("differences.reason")} required maxLength={500} />
            </Fields>
          </ActionForm>
        </>
      ) : (
        rows
      )}
    </Section>
  );
}
