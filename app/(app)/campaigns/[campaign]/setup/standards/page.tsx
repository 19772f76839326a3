import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { OneColumn, Section } from "@/components/ui/Page";
import { editStandardsAction } from "@/lib/campaigns/actions";
import { loadSetup, loadStandards } from "@/lib/campaigns/loaders";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";

export default async function StandardsPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, uses, t, locale] = await Promise.all([
    loadSetup(code),
    loadStandards(code),
    getTranslations("setup.standards"),
    getLocale(),
  ]);
  const editable = setup.open && setup.plan === null;
  const say = (version: NonNullable<(typeof uses)[number]["chosen"]>) =>
    t("option", {
      name: pick(version.name, locale),
      version: version.version,
      day: formatDay(version.effectiveOn, locale, { year: true }),
      full: formatPoints(version.full),
      frozen: version.frozen ? "yes" : "no",
      undecided: version.undecided.length,
    });
  return (
    <OneColumn>
      <SetupHead setup={setup} step="standards" />
      <Section title={t("title")} aside={editable ? t("pinned") : t("pinnedDone")}>
        {editable ? (
          <SetupForm setup={setup} action={editStandardsAction}>
            <Fields>
              {uses.map(({ use, chosen, versions }) => (
                <SelectField
                  key={use.method}
                  name={`standards.${use.method}`}
                  label={t(`methods.${use.method}`)}
                  hint={t(`rhythms.${use.rhythm}`)}
                  groups={(["made", "other"] as const).flatMap((group) => {
                    const options = versions
                      .filter((version) => (version.method === use.method) === (group === "made"))
                      .map((version) => ({ value: version.versionId, label: say(version) }));
                    return options.length > 0 ? [{ label: t(group), options }] : [];
                  })}
                  defaultValue={chosen?.versionId ?? ""}
                  empty={t("none")}
                />
              ))}
            </Fields>
          </SetupForm>
        ) : (
          <LedgerTable caption={t("title")}>
            <thead>
              <tr>
                <Th>{t("method")}</Th>
                <Th>{t("version")}</Th>
                <Th from="sm">{t("rhythm")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody>
              {uses.map(({ use, chosen }) => (
                <Tr key={use.method}>
                  <RowName className="whitespace-nowrap">{t(`methods.${use.method}`)}</RowName>
                  <Td>{chosen ? say(chosen) : <span className="wait">{t("none")}</span>}</Td>
                  <Td from="sm" mute>
                    {t(`rhythms.${use.rhythm}`)}
                  </Td>
                  <Td num>{chosen && <Link href={`/standards/${chosen.code}`}>{t("look")}</Link>}</Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
      </Section>
      <SetupFoot code={setup.campaign.code} step="standards" />
    </OneColumn>
  );
}
