import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Said } from "@/components/reviews/Said";
import { RadioGroup } from "@/components/ui/form/choices";
import { MoneyField } from "@/components/ui/form/inputs";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { Seal } from "@/components/ui/Seal";
import { confirmPenaltyAction, decidePenaltyAction } from "@/lib/awards/actions";
import type { PenaltyOnTable } from "@/lib/awards/loaders/settling";
import { fixed, points } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatInstant, formatMoney, formatPoints, pick } from "@/lib/platform/i18n/format";
import { Amount } from "./Amount";

/** Penalties that the plan proposes, each with its ground; where it leaves a choice, the act that makes it. */
export function PenaltyProposals({
  penalties,
  base,
  hidden,
  mayDecide,
}: {
  penalties: readonly PenaltyOnTable[];
  base: string;
  hidden: { campaign: string; review: string };
  mayDecide: boolean;
}) {
  const t = useTranslations("penalties.proposals");
  return (
    <>
      {penalties.map((penalty) => (
        <PenaltyCase
          key={`${penalty.plan.code} ${penalty.subject} ${penalty.factId}`}
          penalty={penalty}
          base={base}
          hidden={hidden}
          mayDecide={mayDecide}
        />
      ))}
      {penalties.length === 0 && <p className="text-small text-ink-2 py-2">{t("none")}</p>}
    </>
  );
}

function PenaltyCase({
  penalty,
  base,
  hidden,
  mayDecide,
}: {
  penalty: PenaltyOnTable;
  base: string;
  hidden: { campaign: string; review: string };
  mayDecide: boolean;
}) {
  const t = useTranslations("penalties.proposals");
  const locale = useLocale();
  const { plan, consequences, fines } = penalty;
  const unit = pick(penalty.unit, locale);
  const person = penalty.person && nameOf(penalty.person, locale);
  const head = penalty.head && nameOf(penalty.head, locale);
  const falls = new Set(plan.consequences.map((consequence) => consequence.falls));
  // Whom it falls on comes first; the head beside somebody concerned only where it falls on the head too.
  const who = person
    ? head && falls.has("UNIT_HEAD")
      ? t("unitHeadAndPerson", { unit, head, person })
      : t(head && !falls.has("PERSON") ? "unitWithPerson" : "unitAndPerson", { unit, person })
    : head
      ? t("unitAndHead", { unit, head })
      : unit;
  const open = fines.find((fine) => !fine.computed && fine.settled === null);
  const { min, max } = open?.consequence.amount ?? { min: null, max: null };
  const range = min && max ? t("range", { min: formatPoints(min), max: formatPoints(max) }) : t("rangeOpen");
  const hint = open && open.factor !== "1" ? `${range}${t("taken", { times: open.factor })}` : range;
  const unknown = fines.filter((fine) => fine.computed && fine.settled === null);
  const waivable = plan.choose === "ONE" || unknown.length === consequences.length;
  const settled = penalty.decided.length > 0;
  const proposed = ({ consequences: wanted, amount }: NonNullable<PenaltyOnTable["motion"]>) =>
    wanted.length === 0
      ? t("waive")
      : [wanted.map(({ name }) => pick(name, locale)).join(t("comma")), amount ? formatMoney(amount, locale) : ""]
          .join(" ")
          .trim();
  return (
    <div className="case">
      <Seal character="罚" line={!settled} />
      <div className="body">
        <b>{who}</b>{" "}
        <Link
          href={`${base}/why/${penalty.code}${penalty.factId ? `?fact=${penalty.factId}` : ""}`}
          className="text-note"
        >
          {t("evidence")}
        </Link>
        <p>
          <Said say={penalty.because} />
        </p>
        {[...penalty.details, ...(penalty.repeated ? [penalty.repeated] : [])].map((detail) => (
          <p key={JSON.stringify(detail)}>
            <Said say={detail} />
          </p>
        ))}
        {penalty.insteadOf.length > 0 && (
          <p>{t("insteadOf", { names: penalty.insteadOf.map((name) => pick(name, locale)).join(t("comma")) })}</p>
        )}
        {fines.map(
          ({ consequence, settled: minor, explained }) =>
            minor !== null &&
            (explained || !settled) && (
              <Amount
                key={consequence.code}
                label={pick(consequence.name, locale)}
                yuan={fixed(points(minor).div(100))}
                explained={explained}
              />
            ),
        )}
        {unknown.map(({ consequence }) => (
          <p key={consequence.code} className="wait">
            {t("unknown", { name: pick(consequence.name, locale) })}
          </p>
        ))}
        {penalty.notice && <p className="text-ink">{t("notice")}</p>}
        {settled
          ? penalty.decided.map((row) => (
              <p key={row.consequence?.code ?? "waived"} className="text-ink">
                {row.consequence ? pick(row.consequence.name, locale) : t(penalty.notice ? "noticed" : "waived")}
                {row.amountMinor !== null && ` ${formatMoney({ minor: row.amountMinor, currency: "CNY" }, locale)}`}
                {row.reason && <span className="text-ink-2">{t("reason", { reason: row.reason })}</span>}
                {row.confirmedName && (
                  <span className="text-note text-ink-3">
                    {t("confirmed", { name: row.decidedName, second: row.confirmedName })}
                  </span>
                )}
              </p>
            ))
          : !penalty.notice && (
              <p>
                {penalty.choice
                  ? t(plan.choose === "ONE" ? "oneOf" : "amountOf", {
                      list: consequences
                        .map((consequence) => pick(consequence.name, locale))
                        .join(t(plan.choose === "ONE" ? "or" : "comma")),
                    })
                  : t("allOf", {
                      list: consequences.map((consequence) => pick(consequence.name, locale)).join(t("comma")),
                    })}
              </p>
            )}
        {penalty.motion && (
          <p className="wait">
            {t(penalty.motion.own ? "motionOwn" : "motion", {
              name: penalty.motion.byName,
              what: proposed(penalty.motion),
              reason: penalty.motion.reason,
            })}
          </p>
        )}
        {!settled && penalty.choice && mayDecide && (
          <div className="do">
            {penalty.motion && !penalty.motion.own && (
              <OfficialActDialog
                compact
                character="核"
                title={t("confirm")}
                heading={t("confirmHeading", { unit })}
                meaning={t("confirmMeaning")}
                rows={[
                  { term: t("ground"), detail: <Said say={penalty.because} /> },
                  { term: t("choose"), detail: proposed(penalty.motion) },
                  { term: t("motionReason"), detail: penalty.motion.reason },
                  {
                    term: t("proposedBy"),
                    detail: t("proposedByDetail", {
                      name: penalty.motion.byName,
                      at: formatInstant(penalty.motion.at, locale),
                    }),
                  },
                ]}
                reason={false}
                action={confirmPenaltyAction}
                hidden={{ ...hidden, motion: penalty.motion.id }}
              />
            )}
            <OfficialActDialog
              compact
              character="罚"
              title={penalty.motion ? t("proposeAnew") : t("decide")}
              heading={t("decideHeading", { unit })}
              meaning={t("decideMeaning")}
              rows={[
                { term: t("ground"), detail: <Said say={penalty.because} /> },
                {
                  term: t("clause"),
                  detail: plan.clause ? pick(plan.clause.wording ?? plan.clause.article, locale) : "—",
                },
                ...(penalty.head ? [{ term: t("head"), detail: nameOf(penalty.head, locale) }] : []),
                { term: t("twoPeople"), detail: t("twoPeopleDetail") },
              ]}
              reason={{ hint: t("reasonHint") }}
              action={decidePenaltyAction}
              hidden={{ ...hidden, penalty: plan.code, subject: penalty.subject, fact: penalty.factId }}
            >
              <RadioGroup
                name="consequence"
                label={t("choose")}
                required
                choices={[
                  ...(plan.choose === "ALL"
                    ? [
                        {
                          value: "ALL",
                          label: consequences.map((consequence) => pick(consequence.name, locale)).join(t("comma")),
                        },
                      ]
                    : consequences.map((consequence) => {
                        const minor = fines.find((fine) => fine.consequence === consequence)?.settled ?? null;
                        return {
                          value: consequence.code,
                          label: pick(consequence.name, locale),
                          hint: minor === null ? undefined : formatMoney({ minor, currency: "CNY" }, locale),
                          disabled: unknown.some((fine) => fine.consequence === consequence),
                        };
                      })),
                  ...(waivable ? [{ value: "", label: t("waive") }] : []),
                ]}
              />
              {open && <MoneyField name="amount" label={t("amount")} hint={hint} />}
            </OfficialActDialog>
          </div>
        )}
      </div>
    </div>
  );
}
