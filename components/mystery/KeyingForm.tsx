import { getLocale, getTranslations } from "next-intl/server";
import { itemIn, phrasesIn } from "@/components/inspections/check/model";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import type { FormAction } from "@/lib/kernel/form";
import { keyMysteryVisitAction } from "@/lib/mystery/actions";
import type { KeyingPage } from "@/lib/mystery/loaders/visits";
import { pick } from "@/lib/platform/i18n/format";
import { inSeason } from "@/lib/standards/rules";
import { KeyingItem } from "./KeyingItem";
import { Opened } from "./Opened";
import "@/components/inspections/check/check.css";

/** The whole questionnaire: observation, waiting, dialogue, satisfaction, impression; one hand on a phone is enough. */
export async function KeyingForm({
  page,
  action = keyMysteryVisitAction,
  cancel,
}: {
  page: KeyingPage;
  action?: FormAction;
  /** Where the form is left; absent: to the visit. */
  cancel?: { readonly href: string; readonly label: string };
}) {
  const [locale, t, m] = await Promise.all([
    getLocale(),
    getTranslations("mystery.keying"),
    getTranslations("mystery"),
  ]);
  const { questionnaire, visit, sheet } = page;
  const people = page.people.map(({ id, name }) => ({ id, name: pick(name, locale) }));
  const offered = phrasesIn(page.forbidden, locale);
  const clock = { pattern: "[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?", inputMode: "text", autoComplete: "off" } as const;
  return (
    <ClientMessages also={["inspections", "mystery"]}>
      <ActionForm
        action={action}
        hidden={{ campaign: page.campaign.code, no: visit.no, round: visit.round }}
        submit={t("submit")}
        cancel={cancel ?? { href: `/campaigns/${page.campaign.code}/mystery/${visit.no}`, label: m("backVisit") }}
      >
        <Opened at={page.opened} />
        <div className="check">
          {sheet.sections.map((section) => (
            <section key={section.code} aria-label={pick(section.name, locale)}>
              <div className="gname">
                <h2>{pick(section.name, locale)}</h2>
                <span>{m("parts.answers")}</span>
              </div>
              {section.items
                .filter((item) => inSeason(item, visit.onDay))
                .map((item) => (
                  <KeyingItem key={item.code} item={itemIn(item, locale, offered)} people={people} />
                ))}
            </section>
          ))}
        </div>
        <Section
          title={m("parts.waiting")}
          aside={t("limit", { minutes: Math.round(questionnaire.waiting.seconds / 6) / 10 })}
        >
          <Fields two>
            <TextField name="waiting.shown" label={t("shown")} hint={t("timeHint")} {...clock} />
            <TextField name="waiting.approached" label={t("approached")} {...clock} />
            <RadioGroup
              name="waiting.by"
              label={t("by")}
              defaultValue="STAFF"
              flow
              choices={(["STAFF", "VISITOR"] as const).map((value) => ({ value, label: t(value) }))}
            />
          </Fields>
        </Section>
        {questionnaire.questions.length > 0 && (
          <Section title={m("parts.words")}>
            {questionnaire.questions.map(({ code, text }) => (
              <fieldset key={code} className="mb-4">
                <legend className="font-strong">{pick(text, locale)}</legend>
                <Fields>
                  <TextField name={`words.${code}.who`} label={t("who")} required maxLength={60} />
                  <TextAreaField name={`words.${code}.words`} label={t("words")} required maxLength={4000} />
                </Fields>
              </fieldset>
            ))}
          </Section>
        )}
        {questionnaire.criteria.length > 0 && (
          <Section title={m("parts.satisfaction")}>
            <Fields two>
              {questionnaire.criteria.map(({ code, text, points }) => (
                <NumberField
                  key={code}
                  name={`satisfaction.${code}`}
                  label={pick(text, locale)}
                  hint={t("mostPoints", { points })}
                  required
                />
              ))}
            </Fields>
          </Section>
        )}
        <Section title={m("parts.remarks")}>
          <Fields>
            <TextAreaField name="remarks.pleased" label={m("remarks.pleased")} maxLength={1000} />
            <TextAreaField name="remarks.displeased" label={m("remarks.displeased")} maxLength={1000} />
          </Fields>
        </Section>
      </ActionForm>
    </ClientMessages>
  );
}
