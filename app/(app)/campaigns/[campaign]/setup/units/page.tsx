import { getTranslations } from "next-intl/server";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { UnitTable } from "@/components/campaigns/UnitTable";
import { TextField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, Section } from "@/components/ui/Page";
import { editGroupsAction, editUnitsAction } from "@/lib/campaigns/actions";
import { loadSetup, loadUnits } from "@/lib/campaigns/loaders";

const SPARE_GROUPS = 2;

export default async function UnitsPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, units, t] = await Promise.all([loadSetup(code), loadUnits(code), getTranslations("setup.units")]);
  const { groups } = setup.document;
  const rows = [...groups, ...Array.from({ length: SPARE_GROUPS }, () => ({ code: "", name: { zh: "", en: "" } }))];
  return (
    <OneColumn>
      <SetupHead setup={setup} step="units" beside />
      {setup.open && (
        <Section title={t("groups")} aside={t("groupsHint")}>
          <SetupForm setup={setup} action={editGroupsAction} submit={t("saveGroups")}>
            <div className="pair-rows">
              {rows.map((group, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: new groups are told apart by their place
                <div key={i}>
                  <input type="hidden" name={`groups.${i}.group`} value={group.code} />
                  <TextField
                    name={`groups.${i}.name.zh`}
                    label={t("groupZh", { n: i + 1 })}
                    defaultValue={group.name.zh}
                    maxLength={60}
                  />
                  <TextField
                    name={`groups.${i}.name.en`}
                    label={t("groupEn", { n: i + 1 })}
                    defaultValue={group.name.en}
                    maxLength={60}
                    lang="en"
                  />
                </div>
              ))}
            </div>
          </SetupForm>
        </Section>
      )}
      <Section
        title={t("list")}
        aside={`${t("count", { n: units.filter((unit) => unit.takesPart).length, groups: groups.length })}${setup.mayEdit ? `　${t("order")}` : ""}`}
      >
        {units.length === 0 ? (
          <EmptyState>{t("none")}</EmptyState>
        ) : (
          <SetupForm setup={setup} action={editUnitsAction} allowed={setup.mayEdit} submit={t("saveUnits")}>
            <UnitTable units={units} groups={groups} editable={setup.mayEdit} />
          </SetupForm>
        )}
      </Section>
      <SetupFoot code={setup.campaign.code} step="units" />
    </OneColumn>
  );
}
