import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { LedgerTable, Td, Th } from "@/components/ui/Ledger";
import { arrangeLanguageAction } from "@/lib/language/actions";
import type { GroupKind, LanguageDraft } from "@/lib/language/types";
import { pick } from "@/lib/platform/i18n/format";
import { ArrangeButtons } from "./ArrangeButtons";

/** The situations or the named sets of a draft: each opens, moves, or goes. One form serves them all. */
export async function DraftGroups({ draft, kind }: { draft: LanguageDraft; kind: GroupKind }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("language")]);
  const groups = draft.content.groups.filter((group) => group.kind === kind);
  return (
    <ActionForm action={arrangeLanguageAction} version={draft.revision} afterDone="keep">
      <LedgerTable caption={t("edit.groupsCaption", { kind: t(`groups.${kind}`) })}>
        <thead>
          <tr>
            <Th>{t("edit.name")}</Th>
            <Th num>{t("edit.entries")}</Th>
            <Th from="sm">
              <span className="spoken">{t("acts.title")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ code, name, phrases, expected }) => (
            <tr key={code}>
              <Td>
                <Link
                  href={`/standards/language/edit/${code}`}
                  aria-label={t("edit.change", { code })}
                  className="code"
                >
                  {code}
                </Link>{" "}
                {pick(name, locale)}
                <span className="block sm:hidden">
                  <ArrangeButtons code={code} />
                </span>
              </Td>
              <Td num>{expected === null ? phrases.length : `${phrases.length} / ${expected}`}</Td>
              <Td from="sm" className="whitespace-nowrap">
                <ArrangeButtons code={code} />
              </Td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </ActionForm>
  );
}
