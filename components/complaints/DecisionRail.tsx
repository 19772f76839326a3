import { useLocale, useTranslations } from "next-intl";
import { Checklist } from "@/components/ui/Checklist";
import { KeyValue } from "@/components/ui/KeyValue";
import { LedgerTable, RowName, Td, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { Section } from "@/components/ui/Page";
import { Seal } from "@/components/ui/Seal";
import { reverseComplaintAction } from "@/lib/complaints/actions";
import type { loadComplaint } from "@/lib/complaints/loaders/complaints";
import type { Effects } from "@/lib/complaints/types";
import { nameOf } from "@/lib/people/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { DecisionForm } from "./DecisionForm";
import { PointsLines } from "./Points";

type Complaint = Awaited<ReturnType<typeof loadComplaint>>;

/** What must be decided, or what was. */
export function DecisionRail({ complaint }: { complaint: Complaint }) {
  if (complaint.decision) return <Decided complaint={complaint} decision={complaint.decision} />;
  return (
    <>
      <EffectTable complaint={complaint} />
      {complaint.may.decide && <Conditions complaint={complaint} />}
      {complaint.may.decide && <DecisionForm complaint={complaint} />}
    </>
  );
}

function EffectTable({ complaint }: { complaint: Complaint }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  const articles = complaint.effects.flatMap(({ effects }) => effects.points.flatMap((line) => line.article ?? []));
  const article = articles[0] ? pick(articles[0], locale) : t("detail.asOf");
  return (
    <Section title={t("detail.effects")} aside={article}>
      <LedgerTable caption={t("detail.effects")} dense>
        <tbody>
          {complaint.effects.map(({ level, effects }) => (
            <Tr key={level}>
              <RowName className="font-regular!">
                {t(`levels.${level}`)}
                {effects.penalties.length > 0 && <Penalties effects={effects} />}
              </RowName>
              <Td num strong>
                <PointsLines effects={effects} none={t("detail.noPoints")} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
    </Section>
  );
}

function Penalties({ effects }: { effects: Effects }) {
  const locale = useLocale();
  const names = [
    ...new Set(effects.penalties.flatMap((penalty) => penalty.consequences.map((name) => pick(name, locale)))),
  ];
  return <span className="block text-note font-regular text-zhe">{names.join(locale === "en" ? "; " : "；")}</span>;
}

function Conditions({ complaint }: { complaint: Complaint }) {
  const t = useTranslations("complaints.detail");
  const { conditions } = complaint;
  return (
    <Section title={t("conditions")}>
      <Checklist
        items={[
          conditions.unconcerned
            ? { state: "done", title: t("unconcerned") }
            : { state: "blocked", title: t("concerned") },
          conditions.heard ? { state: "done", title: t("heard") } : { state: "wait", title: t("notHeard") },
          conditions.contacted ? { state: "done", title: t("contacted") } : { state: "wait", title: t("notContacted") },
          conditions.evidence > 0
            ? { state: "done", title: t("evidence", { count: conditions.evidence }) }
            : { state: "blocked", title: t("noEvidence") },
        ]}
      />
    </Section>
  );
}

function Decided({ complaint, decision }: { complaint: Complaint; decision: NonNullable<Complaint["decision"]> }) {
  const t = useTranslations("complaints");
  const locale = useLocale();
  const comma = locale === "en" ? ", " : "，";
  return (
    <>
      <Section
        title={t("detail.decision")}
        aside={<Seal character={decision.validity === "VALID" ? "认" : "否"} line={decision.reversed !== null} />}
      >
        {decision.reversed && (
          <Notice kind="wait">
            {t("detail.reversedOn", {
              at: formatInstant(decision.reversed.at, locale),
              reason: decision.reversed.reason,
            })}
          </Notice>
        )}
        <KeyValue
          bare
          rows={[
            {
              term: t("detail.verdict"),
              detail: (
                <b>
                  {t(`validities.${decision.validity as "VALID"}`)}
                  {comma}
                  {t(`causes.${decision.cause as "NONE"}`)}
                </b>
              ),
            },
            { term: t("detail.level"), detail: t(`levels.${decision.level as "OUTLET"}`) },
            {
              term: t("detail.person"),
              detail: decision.person ? nameOf(decision.person, locale) : t("detail.nobody"),
            },
            { term: t("detail.reason"), detail: <span className="whitespace-pre-line">{decision.reason}</span> },
            { term: t("detail.basis"), detail: t("detail.basisCount", { count: decision.basis }) },
            { term: t("detail.by"), detail: decision.by },
            { term: t("detail.at"), detail: formatInstant(decision.at, locale, { year: true }) },
            {
              term: t("detail.points"),
              detail: decision.reversed ? (
                <span className="gap">{t("detail.noPoints")}</span>
              ) : (
                <PointsLines effects={decision.effects} none={t("detail.noPoints")} />
              ),
            },
            ...(decision.effects.penalties.length > 0 && !decision.reversed
              ? [{ term: t("detail.consequences"), detail: <Penalties effects={decision.effects} /> }]
              : []),
          ]}
        />
      </Section>
      {complaint.may.reverse && (
        <OfficialActDialog
          character="废"
          title={t("detail.reverse")}
          meaning={t("detail.reverseMeaning")}
          rows={[{ term: t("detail.reverseGround"), detail: t("detail.reverseGroundText") }]}
          missing={
            complaint.conditions.frozenBy
              ? [t("detail.frozen", { day: complaint.receivedOn, review: complaint.conditions.frozenBy })]
              : []
          }
          action={reverseComplaintAction}
          hidden={{ no: complaint.no }}
        />
      )}
    </>
  );
}
