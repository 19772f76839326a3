import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { copyStandardAction, lockStandardAction } from "@/lib/standards/actions";
import type { Edition } from "@/lib/standards/types";

/** What the owners of standards do with a version, and the table everybody may take along. */
export async function StandardActs({ edition, mayEdit }: { edition: Edition; mayEdit: boolean }) {
  const t = await getTranslations("standards.acts");
  const { code, version, latest, frozenAt, revision } = edition;
  const table = (format: string) => `/api/standards/${code}/table?version=${version}&format=${format}`;
  return (
    <>
      {mayEdit && latest && (
        <Section title={t("title")}>
          {frozenAt === null ? (
            <>
              <p className="pb-2">
                <LinkButton href={`/standards/${code}/edit`}>{t("edit")}</LinkButton>
              </p>
              <p className="pb-2 text-small text-ink-3">{t("lockLead")}</p>
              <ActionForm action={lockStandardAction} version={revision} hidden={{ standard: code }}>
                <div className="foot">
                  <SubmitButton kind="quiet">{t("lock", { version })}</SubmitButton>
                </div>
              </ActionForm>
            </>
          ) : (
            <>
              <p className="pb-2 text-small text-ink-3">{t("copyLead", { locked: version, version: version + 1 })}</p>
              <ActionForm action={copyStandardAction} hidden={{ standard: code }}>
                <div className="foot">
                  <SubmitButton kind="quiet">{t("copy", { version: version + 1 })}</SubmitButton>
                </div>
              </ActionForm>
            </>
          )}
        </Section>
      )}
      <Section title={t("file")}>
        {mayEdit && <p className="pb-2 text-small text-ink-3">{t("fileLead")}</p>}
        <p className="flex flex-wrap gap-3">
          <LinkButton document size="low" href={table("xlsx")}>
            {t("xlsx")}
          </LinkButton>
          <LinkButton document size="low" kind="plain" href={table("csv")}>
            {t("csv")}
          </LinkButton>
          {mayEdit && (
            <LinkButton size="low" href={`/standards/${code}/import`}>
              {t("import")}
            </LinkButton>
          )}
        </p>
      </Section>
    </>
  );
}
