import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ArrangeButtons } from "@/components/language/ArrangeButtons";
import { GroupFields, PhraseFields } from "@/components/language/fields";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { TextField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Section } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import {
  addPhraseToLanguageAction,
  arrangeLanguageAction,
  editLanguageGroupAction,
  editPhraseOfLanguageAction,
} from "@/lib/language/actions";
import { loadLanguageGroup } from "@/lib/language/loaders";
import { KINDS_IN } from "@/lib/language/types";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ group: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("language"))("edit.title") };
}

export default async function EditLanguageGroup({ params }: Props) {
  const { group: code } = await params;
  const [{ draft, group }, locale, t] = await Promise.all([
    loadLanguageGroup(decodeURIComponent(code)),
    getLocale(),
    getTranslations("language"),
  ]);
  const { revision, version } = draft;
  return (
    <OneColumn>
      <PageHead
        title={pick(group.name, locale)}
        state={<State kind="draft">{t("edit.state", { version })}</State>}
        back={{ href: "/standards/language/edit", title: t("edit.groupBack") }}
        meta={[group.code]}
      />
      <ClientMessages also={["language"]}>
        <Section title={t("edit.about")}>
          <ActionForm
            action={editLanguageGroupAction}
            version={revision}
            hidden={{ group: group.code }}
            afterDone="keep"
            submit={t("edit.save")}
          >
            <GroupFields kind={group.kind} group={group} />
          </ActionForm>
        </Section>
        {KINDS_IN[group.kind].map((kind) => {
          const phrases = group.phrases.filter((phrase) => phrase.kind === kind);
          return (
            <Section
              key={kind}
              title={t(`kinds.${kind}`)}
              aside={
                group.expected === null
                  ? t("counted", { count: phrases.length })
                  : t("promised", { expected: group.expected, count: phrases.length })
              }
            >
              {phrases.length === 0 && group.kind === "SET" && (
                <EmptyState>{t("setEmpty", { name: pick(group.name, locale) })}</EmptyState>
              )}
              {phrases.map((phrase) => (
                <Disclosure
                  key={phrase.code}
                  summary={
                    <span className="min-w-0">
                      <span className="code text-ink-3">{phrase.code}</span> {pick(phrase.text, locale)}
                    </span>
                  }
                >
                  <ActionForm
                    action={editPhraseOfLanguageAction}
                    version={revision}
                    hidden={{ phrase: phrase.code }}
                    afterDone="keep"
                    submit={t("edit.save")}
                  >
                    <Fields two>
                      <PhraseFields text={phrase.text} />
                    </Fields>
                  </ActionForm>
                  <ActionForm action={arrangeLanguageAction} version={revision} afterDone="keep">
                    <p className="flex flex-wrap gap-3">
                      <ArrangeButtons code={phrase.code} />
                    </p>
                  </ActionForm>
                </Disclosure>
              ))}
              <Disclosure summary={t("edit.addPhrase")} open={phrases.length === 0 && group.kind === "SET"}>
                <ActionForm
                  action={addPhraseToLanguageAction}
                  version={revision}
                  hidden={{ group: group.code, kind }}
                  submit={t("edit.add")}
                >
                  <Fields two>
                    <PhraseFields />
                    <TextField name="code" label={t("edit.code")} hint={t("edit.codeHint")} autoComplete="off" />
                  </Fields>
                </ActionForm>
              </Disclosure>
            </Section>
          );
        })}
      </ClientMessages>
    </OneColumn>
  );
}
