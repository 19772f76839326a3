import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/lists/ExportLink";
import { ReviewStateMark } from "@/components/reviews/ReviewStateMark";
import { Said } from "@/components/reviews/Said";
import { Falls, FellMark } from "@/components/settlement/Falls";
import { Upward } from "@/components/settlement/Upward";
import { Button, LinkButton } from "@/components/ui/Button";
import { SelectField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, SumRow, Td, Th } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadAwardTally } from "@/lib/awards/loaders/tallies";
import { BY_RULE } from "@/lib/awards/types";
import { fixed, points } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, formatMoney, formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import { loadLedgerNumbers } from "@/lib/reports/loaders/numbers";
import { loadFalls } from "@/lib/settlement/loaders/falls";
import { loadUpward } from "@/lib/settlement/loaders/upward";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<{ review?: string | string[]; award?: string | string[] }>;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("awards.tally");
  return { title: t("title") };
}

export default async function AwardTallyPage({ params, searchParams }: Props) {
  const { campaign } = await params;
  const query = await searchParams;
  const [review, award] = [one(query.review), one(query.award)];
  const tally = await loadAwardTally(campaign, { ...(review ? { review } : {}), ...(award ? { award } : {}) });
  const falls = await loadFalls(campaign);
  const upward = await loadUpward(campaign);
  const numbers = await loadLedgerNumbers(campaign);
  const t = await getTranslations("awards.tally");
  const documents = await getTranslations("documents");
  const words = await getTranslations("settlement.falls");
  const up = await getTranslations("settlement.upward");
  const locale = await getLocale();
  const fallen = new Map(falls.fallen.map((fall) => [fall.key, fall.cause]));
  const awards = [...new Map(tally.rows.map((row) => [row.award.code, row.award.name])).entries()];
  const changes = falls.changes.filter(
    (row) => (!review || row.review.code === review) && (!award || row.award.code === award),
  );
  const change = points(changes.reduce((sum, { minor }) => sum + minor, 0)).div(100);
  const decided = tally.reviews.flatMap(({ code, name }) => {
    const number = numbers.decisions[code];
    return number && tally.rows.some((row) => row.review.code === code) ? [{ code, name, number }] : [];
  });
  const fellAs = (row: (typeof tally.rows)[number]) =>
    fallen.get(`${row.review.code} ${row.award.code} ${row.subject}`) ?? null;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(tally.campaign.name, locale)]}
        back={{ href: `/campaigns/${tally.campaign.code}`, title: pick(tally.campaign.name, locale) }}
        actions={
          <>
            <ExportLink list="awards" campaign={tally.campaign.code} filter={{ review, award }} />
            <LinkButton size="low" href={`/campaigns/${tally.campaign.code}/documents`}>
              {documents("link")}
            </LinkButton>
          </>
        }
      />
      <Sentence>
        {t("summary", { count: tally.rows.length, total: formatMoney(tally.total, locale) })}
        {tally.owed.map((owed) => (
          <span key={`${owed.settledOn} ${owed.payer}`}>
            {t("owed", {
              day: owed.settledOn ? formatDay(owed.settledOn, locale, { year: true }) : t("undated"),
              payer: t(`payer.${owed.payer}`),
              amount: formatMoney(owed.amount, locale),
            })}
          </span>
        ))}
        {decided.map(({ code, name, number }) => (
          <span key={code} className="block text-small text-ink-2">
            {t.rich("number", {
              review: pick(name, locale),
              number,
              whole: (words) => <span className="whitespace-nowrap">{words}</span>,
            })}
          </span>
        ))}
      </Sentence>
      <form
        method="get"
        action={`/campaigns/${tally.campaign.code}/awards`}
        className="no-print flex flex-wrap items-end gap-3 mb-4"
      >
        <SelectField
          name="review"
          label={t("review")}
          empty={t("all")}
          defaultValue={review ?? ""}
          options={tally.reviews.map((one) => ({ value: one.code, label: pick(one.name, locale) }))}
        />
        {awards.length > 1 && (
          <SelectField
            name="award"
            label={t("award")}
            empty={t("all")}
            defaultValue={award ?? ""}
            options={awards.map(([value, name]) => ({ value, label: pick(name, locale) }))}
          />
        )}
        <Button type="submit">{t("filter")}</Button>
      </form>
      {tally.rows.length === 0 ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <Section title={t("ledger")} small>
          <LedgerTable caption={t("title")}>
            <thead>
              <tr>
                <Th>{t("winner")}</Th>
                <Th>{t("award")}</Th>
                <Th num from="sm">
                  {t("value")}
                </Th>
                <Th from="sm" className="ps-6">
                  {t("prizes")}
                </Th>
                <Th from="lg">{t("decided")}</Th>
                <Th from="lg" className="n">
                  {t("settled")}
                </Th>
                <Th num>{t("money")}</Th>
              </tr>
            </thead>
            <tbody>
              {tally.rows.map((row) => (
                <tr key={row.key}>
                  <RowName>
                    {row.person ? nameOf(row.person, locale) : pick(row.unit, locale)}
                    {row.person && (
                      <span className="block text-note text-ink-3 font-regular">{pick(row.unit, locale)}</span>
                    )}
                    <FellMark cause={fellAs(row)} />
                  </RowName>
                  <Td>
                    {pick(row.award.name, locale)}
                    <span className="block text-note text-ink-3">
                      {pick(row.review.name, locale)}
                      {row.award.clause && t("clause", { article: pick(row.award.clause.article, locale) })}
                    </span>
                  </Td>
                  <Td num from="sm">
                    {row.value === null ? "—" : formatPoints(row.value)}
                  </Td>
                  <Td from="sm" className="text-note ps-6">
                    {row.times > 1 && <span className="block">{t("times", { count: row.times })}</span>}
                    {row.prizes.map(({ prize, amount, explained }, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: prizes are told apart by their place
                      <span key={index} className="block">
                        {t("prize", { what: pick(prize.what, locale), payer: t(`payer.${prize.payer}`) })}
                        {prize.kind === "MONEY" && amount === null && <span className="wait"> {t("amountOpen")}</span>}
                        {explained && (
                          <span className="block text-ink-3">
                            <Said say={explained.say} />
                          </span>
                        )}
                      </span>
                    ))}
                  </Td>
                  <Td from="lg">
                    {row.review.state === "FROZEN" || row.review.state === "APPROVED" ? (
                      <ReviewStateMark state={row.review.state} />
                    ) : null}
                    <span className="block">{row.reason === BY_RULE ? t("byRule") : row.reason}</span>
                    <span className="block text-note text-ink-3">
                      {t("by", { name: row.decidedName, at: formatInstant(row.decidedAt, locale) })}
                    </span>
                  </Td>
                  <Td from="lg" className="n">
                    {row.settledOn ? formatDay(row.settledOn, locale, { year: true }) : "—"}
                  </Td>
                  <Td num strong>
                    {row.money === null ? "—" : formatPoints(row.money)}
                  </Td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <SumRow>
                <th scope="row" className="text-start">
                  {t("sum")}
                </th>
                <td />
                <Td from="sm" />
                <Td from="sm" />
                <Td from="lg" />
                <Td from="lg" />
                <Td num>{formatPoints(tally.total)}</Td>
              </SumRow>
            </tfoot>
          </LedgerTable>
        </Section>
      )}
      {tally.short.length > 0 && (
        <Section title={t("short.title")} small id="short">
          <LedgerTable caption={t("short.title")}>
            <thead>
              <tr>
                <Th>{t("award")}</Th>
                <Th>{t("short.reason")}</Th>
              </tr>
            </thead>
            <tbody>
              {tally.short.map((row) => (
                <tr key={row.key}>
                  <RowName>
                    {pick(row.award, locale)}
                    <span className="block text-note text-ink-3 font-regular">{pick(row.review, locale)}</span>
                  </RowName>
                  <Td>
                    {t("short.count", { due: row.due, count: row.count })}
                    <span className="block">{row.reason}</span>
                    {row.left.length > 0 && (
                      <span className="block">
                        {t("short.left", {
                          names: row.left
                            .map(({ unit, person }) => (person ? nameOf(person, locale) : pick(unit, locale)))
                            .join(t("short.comma")),
                        })}
                      </span>
                    )}
                    <span className="block text-note text-ink-3">
                      {t("by", { name: row.byName, at: formatInstant(row.at, locale) })}
                    </span>
                  </Td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </Section>
      )}
      {changes.length > 0 && (
        <Section
          title={t("changes")}
          small
          aside={t("now", {
            now: formatMoney(fixed(points(tally.total).plus(change)), locale),
            difference: formatMoney(fixed(points(falls.difference).div(100)), locale),
          })}
        >
          <LedgerTable caption={t("changes")}>
            <thead>
              <tr>
                <Th>{t("winner")}</Th>
                <Th from="sm">{t("award")}</Th>
                <Th>{t("change")}</Th>
                <Th num>{t("money")}</Th>
              </tr>
            </thead>
            <tbody>
              {changes.map((row) => (
                <tr key={row.key}>
                  <RowName>
                    {row.who.person ? nameOf(row.who.person, locale) : pick(row.who.unit, locale)}
                    {row.who.person && (
                      <span className="block text-note text-ink-3 font-regular">{pick(row.who.unit, locale)}</span>
                    )}
                  </RowName>
                  <Td from="sm">
                    {pick(row.award.name, locale)}
                    <span className="block text-note text-ink-3">{pick(row.review.name, locale)}</span>
                  </Td>
                  <Td>{t(`changeKinds.${row.kind}`)}</Td>
                  <Td num>{row.minor === 0 ? "—" : formatSigned(fixed(points(row.minor).div(100)))}</Td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <SumRow>
                <th scope="row" className="text-start">
                  {t("owedNow")}
                </th>
                <Td from="sm" />
                <td />
                <Td num>{formatPoints(fixed(points(tally.total).plus(change)))}</Td>
              </SumRow>
            </tfoot>
          </LedgerTable>
        </Section>
      )}
      {upward.lists.length > 0 && (
        <Section title={up("title")} aside={up("aside")} small id="upward">
          <Upward view={upward} />
        </Section>
      )}
      {(falls.fallen.length > 0 || falls.holders.length > 0) && (
        <Section title={words("title")} small id="falls">
          <Falls view={falls} />
        </Section>
      )}
    </OneColumn>
  );
}
