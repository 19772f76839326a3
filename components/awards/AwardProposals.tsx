import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Said } from "@/components/reviews/Said";
import { Disclosure } from "@/components/ui/Disclosure";
import { Figure } from "@/components/ui/Figure";
import { CheckboxField, CheckboxGroup } from "@/components/ui/form/choices";
import { MoneyField, TextField } from "@/components/ui/form/inputs";
import { Icon } from "@/components/ui/Icon";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { decideAwardAction } from "@/lib/awards/actions";
import type { AwardOnTable } from "@/lib/awards/loaders/settling";
import { nameOf } from "@/lib/people/types";
import { formatMoney, formatPoints, pick } from "@/lib/platform/i18n/format";
import { Amount } from "./Amount";

type Shown = Pick<AwardOnTable["winners"][number], "unit" | "person">;

/** Who wins by rule, the nearest who does not and by how much, and what the leading group must choose itself. */
export function AwardProposals({
  awards,
  base,
  hidden,
  mayDecide,
}: {
  awards: readonly AwardOnTable[];
  /** Address of the room. */
  base: string;
  hidden: { campaign: string; review: string };
  /** The review is in a state in which decisions are made, and the reader makes them. */
  mayDecide: boolean;
}) {
  const t = useTranslations("awards.proposals");
  const locale = useLocale();
  const name = ({ unit, person }: Shown) =>
    person ? t("person", { name: nameOf(person, locale), unit: pick(unit, locale) }) : pick(unit, locale);
  return (
    <>
      {awards.map((award) => (
        <div key={award.plan.code}>
          <table className="proposals">
            <caption className="spoken">{pick(award.plan.name, locale)}</caption>
            <thead>
              <tr>
                <th scope="col">
                  {t("quota", {
                    award: pick(award.plan.name, locale),
                    min: award.quota.min,
                    max: award.quota.max,
                    exact: award.quota.min === 0 || award.quota.min === award.quota.max ? "yes" : "no",
                  })}
                </th>
                {award.winners.length > 0 ? (
                  <th scope="col" className="r">
                    {t("value")}
                  </th>
                ) : (
                  <td className="r" />
                )}
              </tr>
            </thead>
            <tbody>
              {award.winners.map((winner) => (
                <tr key={winner.key}>
                  <th scope="row">
                    {name(winner)}
                    {winner.times > 1 && <span className="text-note"> {t("times", { count: winner.times })}</span>}
                    {winner.because.code !== "awardWon" && (
                      <span className="block text-note text-ink-2 font-regular">
                        <Said say={winner.because} />
                      </span>
                    )}
                    {winner.details.map((detail) => (
                      <span key={JSON.stringify(detail)} className="block text-note text-ink-3 font-regular">
                        <Said say={detail} />
                      </span>
                    ))}
                    {winner.money.map(({ prize, amount, explained }, index) =>
                      amount === null ? (
                        // biome-ignore lint/suspicious/noArrayIndexKey: prizes are told apart by their place
                        <span key={index} className="block text-note wait font-regular">
                          {t("moneyOpen", { what: pick(prize.what, locale) })}
                        </span>
                      ) : (
                        // biome-ignore lint/suspicious/noArrayIndexKey: prizes are told apart by their place
                        <div key={index} className="text-note font-regular">
                          <Amount label={pick(prize.what, locale)} yuan={amount} explained={explained} />
                        </div>
                      ),
                    )}
                  </th>
                  <td className="r n">
                    <Figure href={`${base}/why/${winner.code}`}>{formatPoints(winner.value)}</Figure>
                  </td>
                </tr>
              ))}
              {award.nearest && (
                <tr className="miss">
                  <td>
                    {t("nearest", { unit: pick(award.nearest.unit, locale), value: formatPoints(award.nearest.value) })}
                  </td>
                  <td className="r n">{t("difference", { value: formatPoints(award.nearest.difference) })}</td>
                </tr>
              )}
              {award.winners.length === 0 && !award.choice && (
                <tr className="miss">
                  <td colSpan={2}>{t("nobody")}</td>
                </tr>
              )}
            </tbody>
          </table>
          {award.reserves.length > 0 && (
            <p className="text-note text-ink-2 pb-2">
              {t("reserves", { names: award.reserves.map(name).join(t("comma")) })}
            </p>
          )}
          {award.whyNot.length > 0 && (
            <Disclosure summary={<span className="text-note">{t("whyNot", { count: award.others })}</span>}>
              <ul className="amount-lines">
                {award.whyNot.map((other) => (
                  <li key={other.key}>
                    <b>{name(other)}</b> <Said say={other.because} />
                    {other.details.map((detail) => (
                      <span key={JSON.stringify(detail)} className="block text-ink-3">
                        <Said say={detail} />
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
              {award.others > award.whyNot.length && (
                <p className="text-note text-ink-3">{t("more", { count: award.others - award.whyNot.length })}</p>
              )}
            </Disclosure>
          )}
          {award.choice && <Choice award={award} choice={award.choice} hidden={hidden} mayDecide={mayDecide} />}
        </div>
      ))}
    </>
  );
}

function Choice({
  award,
  choice,
  hidden,
  mayDecide,
}: {
  award: AwardOnTable;
  choice: NonNullable<AwardOnTable["choice"]>;
  hidden: { campaign: string; review: string };
  mayDecide: boolean;
}) {
  const t = useTranslations("awards.proposals");
  const locale = useLocale();
  const name = (candidate: (typeof choice.candidates)[number]) =>
    candidate.person
      ? t("person", { name: nameOf(candidate.person, locale), unit: pick(candidate.unit, locale) })
      : pick(candidate.unit, locale);
  const list = choice.candidates.map(name).join(t("comma"));
  const moneyHint = ({ money }: (typeof choice.candidates)[number]) => {
    const sums = money.flatMap(({ amount }) => (amount === null ? [] : [formatMoney(amount, locale)]));
    return sums.length > 0 ? sums.join(t("comma")) : undefined;
  };
  if (choice.decided) {
    const granted = choice.candidates.filter((candidate) => candidate.granted).map(name);
    return (
      <div className="case">
        <Icon name="check" className="ok mt-0.5" label={t("decided")} />
        <div className="body">
          <b>{granted.length > 0 ? t("granted", { names: granted.join(t("comma")) }) : t("grantedNone")}</b>
          {granted.length < choice.seats.min && (
            <p>{t("grantedShort", { count: granted.length, min: choice.seats.min })}</p>
          )}
          <p>{choice.reason}</p>
          {choice.reward && (
            <p>
              {t("reward", {
                what: pick(choice.reward.prize.what, locale),
                amount: choice.reward.amount === null ? "" : formatMoney(choice.reward.amount, locale),
              }).trim()}
            </p>
          )}
          <Nominees choice={choice} name={name} />
        </div>
      </div>
    );
  }
  if (!choice.open) return <p className="text-note text-ink-3 border-b border-rule-2 pb-2">{t("noNominee")}</p>;
  return (
    <div className="case">
      <Icon name="alert" className="wait mt-0.5" label={t("open")} />
      <div className="body">
        <b>
          {choice.kind === "CONTESTED"
            ? t("contested", { names: list, seats: choice.seats.max })
            : t("nominated", { count: choice.candidates.length, max: choice.seats.max })}
        </b>
        {choice.kind === "NOMINATION" && <Nominees choice={choice} name={name} />}
        {choice.unscreened > 0 && (
          <p className="wait">
            {t.rich("screenFirst", {
              count: choice.unscreened,
              link: (words) => <Link href={`/campaigns/${hidden.campaign}/nominations`}>{words}</Link>,
            })}
          </p>
        )}
        {choice.dearerFirst && <p className="wait">{t("dearerFirst", { award: pick(choice.dearerFirst, locale) })}</p>}
        {mayDecide && !choice.dearerFirst && choice.unscreened === 0 && (
          <div className="do">
            <OfficialActDialog
              compact
              character="奖"
              title={t("decide")}
              heading={t("decideHeading", { award: pick(award.plan.name, locale) })}
              meaning={t("decideMeaning")}
              rows={[
                {
                  term: t("ground"),
                  detail: award.plan.clause
                    ? pick(award.plan.clause.wording ?? award.plan.clause.article, locale)
                    : "—",
                },
                { term: t("seats"), detail: t("seatsDetail", { min: choice.seats.min, max: choice.seats.max }) },
              ]}
              reason={{ hint: t("reasonHint") }}
              action={decideAwardAction}
              hidden={{ ...hidden, award: award.plan.code }}
            >
              <CheckboxGroup
                name="chosen[]"
                label={t("choose")}
                hint={t("seatsDetail", { min: choice.seats.min, max: choice.seats.max })}
                choices={choice.candidates.map((candidate) => ({
                  value: candidate.key,
                  label: name(candidate),
                  hint: candidate.bar ? <Said say={candidate.bar} /> : (candidate.no ?? moneyHint(candidate)),
                  disabled: candidate.bar !== null,
                }))}
              />
              {choice.openPrize && (
                <>
                  <MoneyField
                    name="rewardAmount"
                    label={t("rewardAmount")}
                    hint={t("rewardHint", { what: pick(choice.openPrize.what, locale) })}
                  />
                  <TextField name="rewardWhat" label={t("rewardWhat")} hint={t("rewardWhatHint")} maxLength={200} />
                </>
              )}
              {choice.kind === "NOMINATION" && choice.seats.min > 0 && (
                <CheckboxField name="short" value="yes" label={t("short", { min: choice.seats.min })} />
              )}
            </OfficialActDialog>
          </div>
        )}
      </div>
    </div>
  );
}

/** Why each was nominated, and what the office found. */
function Nominees({
  choice,
  name,
}: {
  choice: NonNullable<AwardOnTable["choice"]>;
  name: (candidate: (typeof choice.candidates)[number]) => string;
}) {
  const t = useTranslations("awards.proposals");
  if (choice.kind !== "NOMINATION") return null;
  return (
    <Disclosure summary={<span className="text-note">{t("nominees", { count: choice.candidates.length })}</span>}>
      <ul className="amount-lines">
        {choice.candidates.map((candidate) => (
          <li key={candidate.no ?? candidate.key}>
            <b>{name(candidate)}</b> {candidate.nomination?.reason}
            <span className="block text-ink-3">
              {candidate.no}
              {t("stop")}
              {candidate.nomination?.screening
                ? t("screened", {
                    passed: candidate.nomination.screening.passed ? "yes" : "no",
                    reason: candidate.nomination.screening.reason,
                    name: candidate.nomination.screening.byName,
                  })
                : t("unscreened")}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
