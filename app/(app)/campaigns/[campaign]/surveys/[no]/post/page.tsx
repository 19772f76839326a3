import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PartTable } from "@/components/surveys/PartTable";
import { Button } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { postSurveyAction } from "@/lib/surveys/actions";
import { loadPosting } from "@/lib/surveys/loaders/posting";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
  searchParams: Promise<{ part?: string; stream?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("surveys.post"))("title") };
}

/** The results of a closed survey go into the plan's records, part by part, after a look at what would go. */
export default async function PostSurvey({ params, searchParams }: Props) {
  const [{ campaign, no }, asked, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("surveys.post"),
  ]);
  const page = await loadPosting(campaign, no, asked);
  const survey = `/campaigns/${page.campaign.code}/surveys/${page.survey.no}`;
  const { chosen } = page;
  const part = chosen && page.parts.find((one) => one.part === chosen.part);
  const waits = chosen !== null && part?.posted.length === 0 && part.fits;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[page.survey.no]}
        back={{ href: survey, title: pick(page.survey.name, locale) }}
      />
      <Sentence>{t("lead")}</Sentence>
      {page.parts.every(({ fits, posted }) => !fits && posted.length === 0) ? (
        <EmptyState>{t("nowhere")}</EmptyState>
      ) : (
        <div className="max-w-[56rem]">
          <PartTable parts={page.parts} base={`${survey}/post`} chosen={waits ? chosen.part : null} />
          {waits && (
            <Section
              id="into"
              title={part.section ? pick(part.section, locale) : t(`parts.${part.part as "total"}`)}
              aside={chosen.stream && t("count", { count: chosen.count })}
            >
              <form method="get" action={`${survey}/post#into`} className="fields mb-4">
                <input type="hidden" name="part" value={chosen.part} />
                <SelectField
                  key={chosen.stream?.code}
                  name="stream"
                  label={t("stream")}
                  hint={t("streamHint")}
                  required
                  defaultValue={chosen.stream?.code ?? ""}
                  options={chosen.streams.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
                />
                <div>
                  <Button type="submit">{t("look")}</Button>
                </div>
              </form>
              {chosen.stream &&
                (chosen.count === 0 ? (
                  <EmptyState>{t("nothing")}</EmptyState>
                ) : (
                  <>
                    <LedgerTable caption={t("preview")} captionShown>
                      <thead>
                        <tr>
                          <Th>{t("columns.who")}</Th>
                          <Th from="sm">{t("columns.day")}</Th>
                          <Th num>{t("columns.record")}</Th>
                          <Th from="sm">{t("columns.note")}</Th>
                        </tr>
                      </thead>
                      <tbody>
                        {chosen.records.map((record, at) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: records have no number before they are kept
                          <Tr key={at}>
                            <RowName>{pick(record.who, locale)}</RowName>
                            <Td from="sm">{formatDay(record.onDay, locale)}</Td>
                            <Td num>
                              {[record.value, ...record.said.map((words) => pick(words, locale))]
                                .filter(Boolean)
                                .join(" ")}
                            </Td>
                            <Td from="sm" className="text-ink-2">
                              {record.note}
                            </Td>
                          </Tr>
                        ))}
                      </tbody>
                    </LedgerTable>
                    {chosen.count > chosen.records.length && (
                      <p className="pt-1 text-small text-ink-2">
                        {t("more", { count: chosen.count - chosen.records.length })}
                      </p>
                    )}
                    <div className="pt-4">
                      <ActionForm
                        action={postSurveyAction}
                        hidden={{
                          campaign: page.campaign.code,
                          survey: page.survey.no,
                          part: chosen.part,
                          stream: chosen.stream.code,
                        }}
                        submit={t("submit", { count: chosen.count })}
                      >
                        {chosen.choices.map((choice) => (
                          <SelectField
                            key={choice.code}
                            name={`attrs.${choice.code}`}
                            label={pick(choice.name, locale)}
                            hint={t("sameForAll")}
                            required={choice.required}
                            options={(choice.values ?? []).map(({ code, name }) => ({
                              value: code,
                              label: pick(name, locale),
                            }))}
                          />
                        ))}
                      </ActionForm>
                    </div>
                  </>
                ))}
            </Section>
          )}
        </div>
      )}
    </OneColumn>
  );
}
