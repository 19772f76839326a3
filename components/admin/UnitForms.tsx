import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { DateField, SelectField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { closeUnitAction, openUnitAction } from "@/lib/organisation/actions";
import type { Level } from "@/lib/organisation/types";
import { engageAction } from "@/lib/people/actions";
import { POSTS } from "@/lib/people/types";

/** What may be done at one unit: somebody starts, a unit opens below, the unit itself closes. */
export function UnitForms({
  unitId,
  isRoot,
  closed,
  levels,
}: {
  unitId: string;
  isRoot: boolean;
  closed: boolean;
  levels: readonly Level[];
}) {
  const t = useTranslations("organisation");
  const people = useTranslations("people");
  if (closed) return null;
  return (
    <Section title={t("admin.acts")}>
      <Disclosure summary={people("engage.title")} name="unit">
        <ActionForm action={engageAction} hidden={{ unitId }} submit={people("engage.submit")}>
          <TextField
            name="staffNo"
            label={people("fields.staffNo")}
            hint={people("fields.staffNoHint")}
            required
            autoComplete="off"
            spellCheck={false}
          />
          <TextField name="name" label={people("fields.name")} required autoComplete="off" />
          <TextField
            name="nameLatin"
            label={people("fields.nameLatin")}
            hint={people("fields.nameLatinHint")}
            required
            autoComplete="off"
          />
          <SelectField
            name="post"
            label={people("fields.post")}
            required
            options={POSTS.map((post) => ({ value: post, label: people(`posts.${post}`) }))}
          />
          <DateField name="fromOn" label={people("fields.fromOn")} required />
        </ActionForm>
      </Disclosure>
      {levels.length > 0 && (
        <Disclosure summary={t("open.title")} name="unit">
          <ActionForm action={openUnitAction} hidden={{ parentId: unitId }} submit={t("open.submit")}>
            <TextField
              name="code"
              label={t("admin.code")}
              hint={t("open.codeHint")}
              required
              autoComplete="off"
              spellCheck={false}
            />
            <TextField name="name.zh" label={t("open.nameZh")} required autoComplete="off" />
            <TextField name="name.en" label={t("open.nameEn")} required autoComplete="off" />
            <SelectField
              name="level"
              label={t("admin.level")}
              required
              options={levels.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
            />
            <DateField name="openedOn" label={t("open.openedOn")} required />
          </ActionForm>
        </Disclosure>
      )}
      {!isRoot && (
        <Disclosure summary={t("close.title")} name="unit">
          <p className="mb-2 text-small text-ink-2">{t("close.hint")}</p>
          <ActionForm action={closeUnitAction} hidden={{ unitId }} submit={t("close.submit")}>
            <DateField name="closedOn" label={t("close.closedOn")} required />
          </ActionForm>
        </Disclosure>
      )}
    </Section>
  );
}
