import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { keepsForGood } from "../queue/device";
import type { DraftPhase } from "./useDraft";

const timeOf = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" });

export function SaveStatus({ phase, savedAt }: { phase: DraftPhase; savedAt: number | null }) {
  const t = useTranslations("inspections.form");
  if (phase.kind === "elsewhere") return t("elsewhere");
  if (phase.kind === "saving") return t("saving");
  if (savedAt === null) return t("fresh");
  return t(phase.kind === "saved" ? "saved" : "savedHere", { time: timeOf.format(savedAt) });
}

/** What may go wrong on this device and the inspector can still prevent. */
export function Warnings({ drift, photos }: { drift: number; photos: number }) {
  const t = useTranslations("inspections.capture");
  const [evictable, setEvictable] = useState(false);
  const waits = photos > 0;
  useEffect(() => {
    if (waits) void keepsForGood().then((kept) => setEvictable(!kept));
  }, [waits]);
  return (
    <>
      {Math.abs(drift) >= DRIFT && (
        <Notice kind="wait">{t("drift", { minutes: Math.round(Math.abs(drift) / 60_000) })}</Notice>
      )}
      {waits && evictable && <Notice kind="wait">{t("evictable")}</Notice>}
    </>
  );
}

/** Less is the time an answer takes on a bad line. */
const DRIFT = 5 * 60_000;

export function Badge({ phase, photos, kept }: { phase: DraftPhase; photos: number; kept: boolean }) {
  const t = useTranslations("inspections.form");
  const c = useTranslations("inspections.capture");
  if (phase.kind === "stale" || phase.kind === "elsewhere") return <span className="off">{t(phase.kind)}</span>;
  if (phase.kind === "offline") {
    return (
      <span className="off" role="status">
        <Icon name="offline" />
        {photos > 0 ? t("offline", { count: photos }) : t("offlineNone")}
      </span>
    );
  }
  return kept ? (
    <span className="kept">
      <Icon name="check" />
      {c("kept")}
    </span>
  ) : null;
}

export function Trouble({
  phase,
  settle,
  take,
}: {
  phase: DraftPhase;
  settle: (which: "mine" | "theirs") => void;
  take: () => void;
}) {
  const t = useTranslations("inspections.form");
  const c = useTranslations("inspections.capture");
  if (phase.kind === "elsewhere") {
    return (
      <Notice kind="wait" title={t("elsewhereTitle")} live>
        <p>{t("elsewhereBody")}</p>
        <p className="choose">
          <button type="button" className="btn" onClick={take}>
            {t("continueHere")}
          </button>
        </p>
      </Notice>
    );
  }
  if (phase.kind === "refused") {
    return (
      <Notice kind="blocked" live>
        {t("notSaved", { message: phase.message })} {t("gone")}
      </Notice>
    );
  }
  if (phase.kind === "signedOut") {
    return (
      <Notice kind="blocked" live>
        {c("signedOut")}
      </Notice>
    );
  }
  if (phase.kind !== "stale") return null;
  return (
    <Notice kind="wait" title={t("staleTitle")} live>
      <p>{t("staleBody", { at: phase.stored ? timeOf.format(new Date(phase.stored.savedAt)) : "" })}</p>
      <p className="choose">
        <button type="button" className="btn" onClick={() => settle("mine")}>
          {t("keepMine")}
        </button>
        <button type="button" className="btn" onClick={() => settle("theirs")}>
          {t("takeTheirs")}
        </button>
      </p>
    </Notice>
  );
}
