import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Button } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead } from "@/components/ui/Page";
import { enterHonourAction } from "@/lib/honours/actions";
import { loadEnterForm } from "@/lib/honours/loaders/register";
import { KINDS, LEVELS } from "@/lib/honours/types";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  searchParams: Promise<{ unit?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("honours"))("enter") };
}

export default async function EnterHonourPage({ searchParams }: Props) {
  const { unit: asked } = await searchParams;
  const form = await loadEnterForm(typeof asked === "string" ? asked.trim() : "");
  const t = await getTranslations("honours");
  const locale = await getLocale();
  return (
    <OneColumn>
      <PageHead
        title={t("enter")}
        meta={[form.unit && pick(form.unit.name, locale)]}
        back={{ href: "/honours", title: t("title") }}
      />
      {form.unit === null ? (
        <form action="/honours/new" method="get" className="form max-w-[30rem]">
          {form.asked !== "" && <Notice kind="blocked">{t("noUnit", { code: form.asked })}</Notice>}
          <TextField
            name="unit"
            label={t("form.unit")}
            hint={t("form.unitHint")}
            defaultValue={form.asked}
            required
            maxLength={40}
          />
          <div className="foot">
            <Button type="submit" kind="main">
              {t("form.next")}
            </Button>
          </div>
        </form>
      ) : (
        <div className="max-w-2xl">
          <ActionForm
            action={enterHonourAction}
            hidden={{ unit: form.unit.code }}
            submit={t("form.submit")}
            cancel={{ href: "/honours", label: t("form.cancel") }}
          >
            <Fields>
              <RadioGroup
                name="kind"
                label={t("columns.kind")}
                required
                choices={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              />
              <SelectField
                name="person"
                label={t("form.person")}
                hint={t("form.personHint")}
                empty={t("form.nobody")}
                options={form.people.map((person) => ({
                  value: person.staffNo,
                  label: `${nameOf(person, locale)} ${person.staffNo}`,
                }))}
              />
              <TextField name="title" label={t("columns.title")} required maxLength={120} />
              <SelectField
                name="level"
                label={t("columns.level")}
                required
                options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
              />
              <TextField name="grantedBy" label={t("columns.grantedBy")} required maxLength={120} />
              <TextField name="reference" label={t("columns.reference")} required maxLength={120} />
              <DateField name="on" label={t("columns.on")} required max={form.today} />
              <TextField name="note" label={t("form.note")} maxLength={500} />
            </Fields>
            <ClientMessages also={["complaints"]}>
              <EvidenceField unit={form.unit.code} label={t("form.document")} />
            </ClientMessages>
          </ActionForm>
        </div>
      )}
    </OneColumn>
  );
}
