import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, LinkButton } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import type { FormAction } from "@/lib/kernel/form";
import type { Text } from "@/lib/kernel/text";
import { pick } from "@/lib/platform/i18n/format";

interface Outlet {
  readonly code: string;
  readonly name: Text;
}

/**
 * The page on which a complaint or a praise is entered. The outlet comes first, by a plain form with an address: whom one
 * may name and where a file belongs follow from it. Then the fields, which the page brings.
 */
export function RecordForm({
  room,
  campaign,
  unit,
  outlets,
  action,
  children,
}: {
  room: "complaints" | "praises";
  campaign: string;
  unit: Outlet | null;
  outlets: readonly Outlet[];
  action: FormAction;
  children: ReactNode;
}) {
  const t = useTranslations(room);
  const locale = useLocale();
  const list = `/campaigns/${campaign}/${room}`;
  const back = { href: list, title: t("title") };
  if (!unit) {
    return (
      <OneColumn>
        <PageHead title={t("form.title")} back={back} />
        <Sentence>{t("form.lead")}</Sentence>
        <form action={`${list}/new`} method="get" className="form max-w-[30rem]">
          <SelectField
            name="unit"
            label={t("form.outlet")}
            required
            options={outlets.map(({ code, name }) => ({ value: code, label: `${pick(name, locale)} ${code}` }))}
          />
          <div className="foot">
            <Button type="submit" kind="main">
              {t("form.next")}
            </Button>
          </div>
        </form>
      </OneColumn>
    );
  }
  return (
    <OneColumn>
      <PageHead
        title={t("form.title")}
        back={back}
        actions={
          outlets.length > 1 && (
            <LinkButton size="low" href={`${list}/new`}>
              {t("form.change")}
            </LinkButton>
          )
        }
      />
      <Section title={pick(unit.name, locale)} aside={t("form.outlet")}>
        <div className="max-w-[52rem]">
          <ClientMessages also={["complaints"]}>
            <ActionForm
              action={action}
              hidden={{ campaign, unit: unit.code }}
              submit={t("form.submit")}
              cancel={{ href: list, label: t("form.cancel") }}
            >
              <Fields two>{children}</Fields>
            </ActionForm>
          </ClientMessages>
        </div>
      </Section>
    </OneColumn>
  );
}
