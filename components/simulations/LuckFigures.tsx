import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { Missing } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { Section } from "@/components/ui/Page";
import { points, text } from "@/lib/kernel/points";
import { formatCount, formatPercent, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { LuckOfOutcome } from "@/lib/scoring/simulate/luck";
import type { LuckView } from "@/lib/simulations/loaders/luck";
import { LazyDrawing } from "./charts/LazyDrawing";

/** How far the visits are apart: what the whole test rests on. */
export function NoiseTable({ view }: { view: LuckView }) {
  const t = useTranslations("simulations.luck");
  const stream = (name: string) =>
    name === "inspection.open"
      ? t("streams.open")
      : name === "inspection.covert"
        ? t("streams.covert")
        : t("streams.other", { name: name.replace(/^inspection\./, "") });
  return (
    <Section title={t("noise.title")} small>
      <LedgerTable caption={t("noise.title")} dense>
        <thead>
          <tr>
            <Th>{t("noise.stream")}</Th>
            <Th num>{t("noise.count")}</Th>
            <Th num from="sm">
              {t("noise.units")}
            </Th>
            <Th num from="sm">
              {t("noise.repeated")}
            </Th>
            <Th num from="sm">
              {t("noise.mean")}
            </Th>
            <Th num>{t("noise.deviation")}</Th>
            <Th>{t("noise.from")}</Th>
          </tr>
        </thead>
        <tbody>
          {view.luck.noise.map((noise) => (
            <tr key={noise.stream}>
              <RowName>{stream(noise.stream)}</RowName>
              <Td num>{formatCount(noise.visits)}</Td>
              <Td num from="sm">
                {formatCount(noise.subjects)}
              </Td>
              <Td num from="sm">
                {formatCount(noise.repeated)}
              </Td>
              <Td num from="sm">
                {formatPoints(noise.mean)}
              </Td>
              <Td num strong>
                {formatPoints(noise.deviation)}
              </Td>
              <Td>{t(`noise.${noise.from}`)}</Td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
      {view.luck.noise.some(({ from }) => from === "BETWEEN") && (
        <p className="text-note text-ink-3 pt-2">{t("noise.note")}</p>
      )}
    </Section>
  );
}

/** Award by award and penalty by penalty: how many by chance. */
export function ChanceTable({ view }: { view: LuckView }) {
  const t = useTranslations("simulations.luck.outcomes");
  const between = useTranslations("simulations.luck.ranks");
  const locale = useLocale();
  const { luck, names } = view;
  const cells = ({ today, alike, replaced }: Pick<LuckOfOutcome, "today" | "alike" | "replaced">) => (
    <>
      <Td num>{formatCount(today)}</Td>
      <Td num strong>
        {formatPoints(alike.mean)}
      </Td>
      <Td num from="sm">
        {alike.range.low === alike.range.high
          ? formatCount(alike.range.low)
          : between("between", { low: alike.range.low, high: alike.range.high })}
      </Td>
      <Td num>{formatPoints(replaced)}</Td>
    </>
  );
  const any = { AWARD: t("anyAward"), PENALTY: t("anyPenalty"), FINE: t("anyFine") };
  return (
    <Section title={t("title")}>
      <LedgerTable caption={t("title")}>
        <thead>
          <tr>
            <Th>{t("what")}</Th>
            <Th num>{t("today")}</Th>
            <Th num>{t("alike")}</Th>
            <Th num from="sm">
              {t("range")}
            </Th>
            <Th num>{t("replaced")}</Th>
          </tr>
        </thead>
        <tbody>
          {luck.outcomes.map((outcome) => {
            const name = names.get(outcome.code);
            return (
              <tr key={`${outcome.kind} ${outcome.code}`}>
                <RowName>
                  {name ? pick(name, locale) : outcome.code}{" "}
                  <span className="text-note text-ink-3">{t(outcome.kind === "AWARD" ? "award" : "penalty")}</span>
                </RowName>
                {cells(outcome)}
              </tr>
            );
          })}
          {luck.any.map((each) => (
            <tr key={each.of}>
              <RowName>{any[each.of]}</RowName>
              {cells(each)}
            </tr>
          ))}
        </tbody>
      </LedgerTable>
      <p className="text-note text-ink-3 pt-2">{t("note")}</p>
    </Section>
  );
}

const DRAWN = 60;

/** Each unit's rank with the ranks that other days would have given it. */
export function RankRanges({ view }: { view: LuckView }) {
  const t = useTranslations("simulations.luck.ranks");
  const locale = useLocale();
  const { luck, units } = view;
  const ranked = luck.subjects.flatMap((each) =>
    each.rank === null || each.ranks === null ? [] : [{ ...each, rank: each.rank, ranks: each.ranks }],
  );
  if (ranked.length === 0) return null;
  const name = (subject: string) => {
    const unit = units.get(subject);
    return unit ? pick(unit.name, locale) : "—";
  };
  const share = (times: number) => formatPercent(text(points(times).times(100).div(luck.draws)), 1);
  const drawn = ranked.slice(0, DRAWN);
  return (
    <Section title={t("title")} aside={t("aside")}>
      <figure className="chart">
        <LazyDrawing
          drawing={{
            kind: "ranges",
            data: {
              rows: drawn.map(({ subject, rank, ranks }) => ({
                name: name(subject),
                rank,
                range: [ranks.low, ranks.high] as const,
                text: t("between", { low: ranks.low, high: ranks.high }),
              })),
              places: ranked.length,
            },
          }}
          label={t("label", { count: drawn.length })}
          height={drawn.length * 22 + 36}
        />
        <figcaption className="text-note text-ink-3">
          {t("note")}
          {drawn.length < ranked.length && t("most", { count: drawn.length })}
        </figcaption>
        <Disclosure summary={t("table")}>
          <LedgerTable caption={t("title")} dense>
            <thead>
              <tr>
                <Th num>{t("rank")}</Th>
                <Th>{t("unit")}</Th>
                <Th num>{t("interval")}</Th>
                <Th num from="sm">
                  {t("width")}
                </Th>
                <Th num from="sm">
                  {t("rewarded")}
                </Th>
                <Th num from="sm">
                  {t("fined")}
                </Th>
              </tr>
            </thead>
            <tbody>
              {luck.subjects.map(({ subject, rank, ranks, rewarded, penalised }) => (
                <tr key={subject}>
                  <Td num>{rank ?? <Missing kind="notRanked" />}</Td>
                  <RowName>{name(subject)}</RowName>
                  <Td num strong>
                    {ranks ? t("between", { low: ranks.low, high: ranks.high }) : "—"}
                  </Td>
                  <Td num from="sm">
                    {ranks ? ranks.high - ranks.low + 1 : "—"}
                  </Td>
                  <Td num from="sm">
                    {share(rewarded)}
                  </Td>
                  <Td num from="sm">
                    {share(penalised)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </Disclosure>
      </figure>
    </Section>
  );
}
