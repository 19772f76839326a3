import { getLocale, getTranslations } from "next-intl/server";
import { loadAppealList } from "@/lib/appeals/loaders/appeals";
import { loadAwardTally, loadPenaltyTally } from "@/lib/awards/loaders/tallies";
import { BY_RULE } from "@/lib/awards/types";
import { type ListTable, LONGEST_LIST, type Search } from "@/lib/lists/types";
import { loadLetters } from "@/lib/notices/loaders/letters";
import { nameOf } from "@/lib/people/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { loadPenaltyStandings, type PenaltyStanding } from "@/lib/settlement/loaders/states";
import { columnsOf, count, day, points, yuan } from "./columns";

/** Lists of what was decided and said; these pages show all at once, and so do the files. */

const one = (search: Search, key: string): string | undefined =>
  typeof search[key] === "string" && search[key] !== "" ? search[key] : undefined;

export async function appeals(campaign: string): Promise<ListTable> {
  const list = await loadAppealList(campaign);
  const t = await getTranslations("appeals");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: list.campaign,
    columns: await columnsOf(["no", "kind", "subject", "unit", "round", "state", "filed"]),
    rows: list.rows
      .slice(0, LONGEST_LIST)
      .map((row) => [
        row.no,
        t(`kinds.${row.kind}`),
        row.itemNo,
        pick(row.unit, locale),
        count(row.round),
        t(`states.${row.state}`),
        formatInstant(row.filedAt, locale, { year: true }),
      ]),
    total: list.rows.length,
  };
}

export async function awards(campaign: string, search: Search): Promise<ListTable> {
  const [review, award] = [one(search, "review"), one(search, "award")];
  const tally = await loadAwardTally(campaign, { ...(review && { review }), ...(award && { award }) });
  const t = await getTranslations("awards.tally");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: tally.campaign,
    columns: await columnsOf(["winner", "unit", "award", "review", "value", "prizes", "money", "reason", "by", "at"]),
    rows: tally.rows
      .slice(0, LONGEST_LIST)
      .map((row) => [
        row.person ? nameOf(row.person, locale) : pick(row.unit, locale),
        pick(row.unit, locale),
        pick(row.award.name, locale),
        pick(row.review.name, locale),
        points(row.value),
        row.prizes
          .map(({ prize }) => t("prize", { what: pick(prize.what, locale), payer: t(`payer.${prize.payer}`) }))
          .join("\n"),
        points(row.money),
        row.reason === BY_RULE ? t("byRule") : row.reason,
        row.decidedName,
        formatInstant(row.decidedAt, locale, { year: true }),
      ]),
    total: tally.rows.length,
  };
}

export async function penalties(campaign: string, search: Search): Promise<ListTable> {
  const [review, kind] = [one(search, "review"), one(search, "kind")];
  const tally = await loadPenaltyTally(campaign, { ...(review && { review }), ...(kind && { kind }) });
  const standings = await loadPenaltyStandings(campaign);
  const t = await getTranslations("penalties.tally");
  const settlement = await getTranslations("settlement");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: tally.campaign,
    columns: await columnsOf([
      "unit",
      "person",
      "penalty",
      "consequence",
      "money",
      "review",
      "reason",
      "by",
      "at",
      "state",
    ]),
    rows: tally.rows
      .slice(0, LONGEST_LIST)
      .map((row) => [
        pick(row.unit, locale),
        row.person && nameOf(row.person, locale),
        pick(row.penalty.name, locale),
        row.consequence ? pick(row.consequence.name, locale) : t(row.notice ? "notice" : "waived"),
        yuan(row.amountMinor),
        pick(row.review.name, locale),
        row.reason === BY_RULE ? t("byRule") : row.reason,
        row.decidedName,
        formatInstant(row.decidedAt, locale, { year: true }),
        standingOf(row.consequence && standings[row.id], settlement),
      ]),
    total: tally.rows.length,
  };
}

/** Nothing is carried out of a waiver or a notice. */
function standingOf(
  standing: PenaltyStanding | null | undefined,
  t: Awaited<ReturnType<typeof getTranslations<"settlement">>>,
): string | null {
  if (standing === null) return null;
  return standing ? t(`penaltyState.${standing.state}`) : t("unpublished");
}

export async function letters(campaign: string): Promise<ListTable> {
  const page = await loadLetters(campaign);
  const t = await getTranslations("notices.letters");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: page.campaign,
    columns: await columnsOf(["no", "title", "sent", "due", "addressees", "acknowledged", "state"]),
    rows: page.rows
      .slice(0, LONGEST_LIST)
      .map((letter) => [
        letter.no,
        letter.title,
        formatInstant(letter.at, locale, { year: true }),
        day(letter.dueOn),
        count(letter.addressees),
        letter.dueOn ? count(letter.acknowledged) : null,
        t(`states.${letter.state}`),
      ]),
    total: page.rows.length,
  };
}
