import { useLocale, useTranslations } from "next-intl";
import { CheckboxField } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import {
  DateField,
  NumberField,
  type Option,
  SelectField,
  TextAreaField,
  TextField,
} from "@/components/ui/form/inputs";
import { type Control, type FormItem, openName } from "@/lib/campaigns/rules/edit/form";
import { known } from "@/lib/campaigns/rules/edit/references";
import type { Speaker } from "@/lib/campaigns/rules/edit/speak";
import { pick } from "@/lib/platform/i18n/format";
import type { Programme } from "@/lib/scoring/programme/schema";

interface Filling {
  readonly programme: Programme;
  readonly speaker: Speaker;
}

/** The boxes of one part, as its shape says: groups for what belongs together, an empty row at the end of each list. */
export function PartFields({ items, ...filling }: Filling & { items: readonly FormItem[] }) {
  return (
    <Fields>
      {items.map((item) =>
        item.item === "control" ? (
          <Box key={item.name} {...filling} control={item} />
        ) : (
          <GroupBox key={item.name} {...filling} group={item} />
        ),
      )}
    </Fields>
  );
}

function GroupBox({ group, ...filling }: Filling & { group: Extract<FormItem, { item: "group" }> }) {
  const t = useTranslations("plan.page");
  const { speaker } = filling;
  const name = speaker.group(group.field);
  const title = group.row === null ? name : group.fresh ? t("another", { name }) : t("row", { name, n: group.row });
  const body = (
    <>
      {group.open !== null && (
        <CheckboxField name={`f.${openName(group.name)}`} label={t("there", { name })} defaultChecked={group.open} />
      )}
      <PartFields {...filling} items={group.items} />
    </>
  );
  // What is usually absent takes no room until somebody wants it.
  const empty = group.fresh || (group.optional && isEmpty(group.items) && group.open !== true);
  if (empty) {
    return (
      <details className="plan-group fold-out">
        <summary>{group.fresh ? title : t("maybe", { name })}</summary>
        {body}
      </details>
    );
  }
  return (
    <fieldset className="plan-group">
      <legend>{title}</legend>
      {body}
    </fieldset>
  );
}

function isEmpty(items: readonly FormItem[]): boolean {
  return items.every((item) => (item.item === "group" ? item.fresh || isEmpty(item.items) : item.value === ""));
}

function Box({ control, programme, speaker }: Filling & { control: Control }) {
  const t = useTranslations("plan.page");
  const locale = useLocale();
  const { input, lang, value, field } = control;
  const label = lang ? t("inLanguage", { name: speaker.field(field), lang }) : speaker.field(field);
  const common = { name: `f.${control.name}`, label, defaultValue: value, required: control.required };
  const optional = control.blank && control.open === null ? t("blank") : undefined;
  const tick =
    control.open === null ? null : (
      <CheckboxField
        name={`f.${openName(control.name)}`}
        label={t("stillOpen", { name: label })}
        defaultChecked={control.open}
      />
    );
  switch (input) {
    case "choice":
    case "flag": {
      const options = control.choices.map((choice) => ({ value: choice, label: speaker.choice(field, choice) }));
      return <SelectField {...common} options={options} empty={control.required ? false : t("none")} />;
    }
    case "day":
      return <DateField {...common} hint={optional} />;
    case "decimal":
    case "count":
      return (
        <>
          <NumberField {...common} hint={optional} whole={input === "count"} />
          {tick}
        </>
      );
    case "code": {
      const options = control.refers ? choices(programme, control, locale) : null;
      if (options) return <SelectField {...common} options={options} empty={control.required ? false : t("none")} />;
      return (
        <TextField
          {...common}
          className="code"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          list={listFor(field)}
        />
      );
    }
    case "list":
    case "values":
      return <TextField {...common} autoComplete="off" hint={t("comma")} />;
    default:
      return value.length > 40 || field === "purpose" || field === "wording" ? (
        <TextAreaField {...common} lang={lang === "en" ? "en" : undefined} maxLength={control.max ?? undefined} />
      ) : (
        <TextField
          {...common}
          lang={lang === "en" ? "en" : undefined}
          maxLength={control.max ?? undefined}
          autoComplete="off"
        />
      );
  }
}

/** What may be pointed at, and what is pointed at although it is not there. */
function choices(programme: Programme, control: Control, locale: "zh-CN" | "en"): Option[] {
  if (control.refers === null) return [];
  const options = known(programme, control.refers).map(({ code, name }) => ({
    value: code,
    label: `${pick(name, locale)} (${code})`,
  }));
  const there = control.value === "" || options.some((option) => option.value === control.value);
  return there ? options : [{ value: control.value, label: control.value }, ...options];
}

/** Lists of words to pick from while typing; they stand once on the page (`PlanWords`). */
function listFor(field: string): string | undefined {
  if (field === "stream" || field === "outside" || field === "outsideRank") return "plan-streams";
  if (field === "population" || field === "per") return "plan-populations";
  if (field === "attribute" || field === "highestPer" || field === "by" || field === "attr") return "plan-attributes";
  return undefined;
}
