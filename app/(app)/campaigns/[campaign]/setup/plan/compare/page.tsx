import { getTranslations } from "next-intl/server";
import { DiffList } from "@/components/campaigns/plan/DiffList";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { Button, LinkButton } from "@/components/ui/Button";
import { SelectField } from "@/components/ui/form/inputs";
import { OneColumn, Section } from "@/components/ui/Page";
import { loadWordings, type WordingForPage } from "@/lib/campaigns/loaders/plan";
import "@/components/campaigns/plan/plan.css";

export default async function ComparePage({
  params,
  searchParams,
}: {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
}) {
  const [{ campaign: code }, asked] = await Promise.all([params, searchParams]);
  const [{ setup, wordings }, t] = await Promise.all([loadWordings(code), getTranslations("plan.diff")]);
  const keyOf = (wording: WordingForPage) => (wording.version === null ? "draft" : String(wording.version));
  const options = wordings.map((wording) => ({
    value: keyOf(wording),
    label: wording.version === null ? t("draft") : t("version", { n: wording.version }),
  }));
  const find = (value: string | undefined) => wordings.find((wording) => keyOf(wording) === value);
  const before = find(asked.from) ?? wordings.at(-2) ?? wordings.at(-1);
  const after = find(asked.to) ?? wordings.at(-1);
  return (
    <OneColumn>
      <SetupHead setup={setup} step="plan" />
      <Section
        title={t("title")}
        actions={
          <LinkButton size="low" href={`/campaigns/${setup.campaign.code}/setup/plan`}>
            {t("back")}
          </LinkButton>
        }
      >
        {wordings.length < 2 || !before || !after ? (
          <p className="py-3">{t("single")}</p>
        ) : (
          <>
            <form method="get" className="form row plan-compare">
              <SelectField name="from" label={t("from")} options={options} defaultValue={keyOf(before)} empty={false} />
              <SelectField name="to" label={t("to")} options={options} defaultValue={keyOf(after)} empty={false} />
              <Button type="submit">{t("show")}</Button>
            </form>
            <DiffList before={before.programme} after={after.programme} />
          </>
        )}
      </Section>
    </OneColumn>
  );
}
