import { getLocale, getTranslations } from "next-intl/server";
import { Disclosure } from "@/components/ui/Disclosure";
import { CheckboxField, CheckboxGroup } from "@/components/ui/form/choices";
import { pick } from "@/lib/platform/i18n/format";
import type { Source } from "@/lib/standards/loaders";

/** Every section of a library, whole or item by item. Items that are `known` already are not offered. */
export async function ChooseItems({ source, known = [] }: { source: Source; known?: readonly string[] }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("standards.create")]);
  const sections = source.sections
    .map((section) => ({ ...section, items: section.items.filter(({ code }) => !known.includes(code)) }))
    .filter((section) => section.items.length > 0);
  return sections.map((section) => {
    const whole = t("whole", { name: pick(section.name, locale), count: section.items.length });
    return (
      <div key={section.code} className="border-b border-rule-2 py-1">
        <CheckboxField name="sections[]" value={section.code} label={whole} />
        <Disclosure summary={t("single")}>
          <CheckboxGroup
            name="items[]"
            label={pick(section.name, locale)}
            choices={section.items.map((item) => ({
              value: item.code,
              label: (
                <>
                  <span className="code text-ink-3">{item.code}</span> {pick(item.text, locale)}
                </>
              ),
            }))}
          />
        </Disclosure>
      </div>
    );
  });
}
