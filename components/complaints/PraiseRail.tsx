import { useLocale, useTranslations } from "next-intl";
import { Checklist } from "@/components/ui/Checklist";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField, TextField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { Acts, OfficialAct } from "@/components/ui/OfficialAct";
import { OfficialActDialog, OfficialSubmit } from "@/components/ui/OfficialActDialog";
import { Section } from "@/components/ui/Page";
import { Seal } from "@/components/ui/Seal";
import { reversePraiseAction, verifyPraiseAction } from "@/lib/complaints/actions";
import type { loadPraise } from "@/lib/complaints/loaders/praises";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import { PointsField, PointsLines } from "./Points";

type Praise = Awaited<ReturnType<typeof loadPraise>>;

/** What must be verified, or what was found. */
export function PraiseRail({ praise }: { praise: Praise }) {
  const t = useTranslations("praises.detail");
  const locale = useLocale();
  const frozen = praise.conditions.frozenBy
    ? [t("frozen", { day: formatDay(praise.receivedOn, locale), review: praise.conditions.frozenBy })]
    : [];
  if (praise.verification) return <Verified praise={praise} verification={praise.verification} frozen={frozen} />;
  const missing = [...frozen, ...(praise.conditions.unconcerned ? [] : [t("concerned")])];
  const [line] = praise.effects.points;
  return (
    <>
      <Section title={t("effects")} aside={line?.article ? pick(line.article, locale) : t("asOf")}>
        <KeyValue
          bare
          rows={[{ term: t("points"), detail: <PointsLines effects={praise.effects} none={t("noPoints")} /> }]}
        />
      </Section>
      {praise.may.verify && (
        <>
          <Section title={t("conditions")}>
            <Checklist
              items={[
                praise.conditions.unconcerned
                  ? { state: "done", title: t("unconcerned") }
                  : { state: "blocked", title: t("concerned") },
                { state: praise.files.length > 0 ? "done" : "wait", title: t("files", { count: praise.files.length }) },
              ]}
            />
          </Section>
          {missing.length > 0 ? (
            <Acts>
              <OfficialAct character="认" title={t("yes")} meaning={t("yesMeaning")} missing={missing} />
              <OfficialAct character="否" title={t("no")} meaning={t("noMeaning")} missing={missing.slice(0, 1)} />
            </Acts>
          ) : (
            <VerifyForm praise={praise} />
          )}
        </>
      )}
    </>
  );
}

function VerifyForm({ praise }: { praise: Praise }) {
  const t = useTranslations("praises.detail");
  const asked = (["YES", "NO"] as const).flatMap((verdict) => {
    const points = praise.pointsAsked[verdict];
    return points ? [{ when: t(verdict === "YES" ? "yes" : "no"), asked: points }] : [];
  });
  return (
    <ActionForm action={verifyPraiseAction} hidden={{ no: praise.no }} afterDone="keep">
      <PointsField cases={asked} />
      <TextAreaField name="reason" label={t("reason")} hint={t("reasonHint")} required maxLength={2000} rows={4} />
      <TextField
        type="password"
        name="password"
        label={t("password")}
        hint={t("passwordHint")}
        required
        autoComplete="current-password"
      />
      <div className="acts no-print">
        <OfficialSubmit name="verified" value="YES" character="认" title={t("yes")} meaning={t("yesMeaning")} />
        <OfficialSubmit name="verified" value="NO" character="否" title={t("no")} meaning={t("noMeaning")} />
      </div>
    </ActionForm>
  );
}

function Verified({
  praise,
  verification,
  frozen,
}: {
  praise: Praise;
  verification: NonNullable<Praise["verification"]>;
  frozen: string[];
}) {
  const t = useTranslations("praises");
  const locale = useLocale();
  const { verified, reversed } = verification;
  return (
    <>
      <Section
        title={t("detail.verification")}
        aside={<Seal character={verified ? "认" : "否"} line={reversed !== null} />}
      >
        {reversed && (
          <Notice kind="wait">
            {t("detail.reversedOn", { at: formatInstant(reversed.at, locale), reason: reversed.reason })}
          </Notice>
        )}
        <KeyValue
          bare
          rows={[
            { term: t("detail.verdict"), detail: <b>{t(verified ? "states.YES" : "states.NO")}</b> },
            { term: t("detail.why"), detail: <span className="whitespace-pre-line">{verification.reason}</span> },
            { term: t("detail.by"), detail: verification.by },
            { term: t("detail.at"), detail: formatInstant(verification.at, locale, { year: true }) },
            {
              term: t("detail.points"),
              detail:
                reversed || praise.effects.points.length === 0 ? (
                  <span className="n text-ink-3">0.00</span>
                ) : (
                  <PointsLines effects={praise.effects} none={t("detail.noPoints")} />
                ),
            },
          ]}
        />
      </Section>
      {praise.may.reverse && (
        <OfficialActDialog
          character="废"
          title={t("detail.reverse")}
          meaning={t("detail.reverseMeaning")}
          rows={[{ term: t("detail.reverseGround"), detail: t("detail.reverseGroundText") }]}
          missing={frozen}
          action={reversePraiseAction}
          hidden={{ no: praise.no }}
        />
      )}
    </>
  );
}
