"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { FormContext } from "@/components/ui/form/context";
import { Icon } from "@/components/ui/Icon";
import { Menu } from "@/components/ui/Menu";
import { Notice } from "@/components/ui/Notice";
import { SubmitButton } from "@/components/ui/SubmitButton";
import type { DraftAnswers, Verdict } from "@/lib/inspections/types";
import type { FormAction } from "@/lib/kernel/form";
import { keepsForGood } from "../queue/device";
import { CheckItem } from "./CheckItem";
import type { ItemSurroundings } from "./fields";
import { Rest } from "./Rest";
import { answersIn, costSoFar, isSettled, pointsText, scorePreview, type Tally, tally, verdictOf } from "./tally";
import type { CheckSheetModel } from "./types";
import { type DraftPhase, deviceKey, useDraft } from "./useDraft";

const SELF_VERDICTS: readonly Verdict[] = ["PASS", "DEDUCTED", "NOT_APPLICABLE"];
const VISIT_VERDICTS: readonly Verdict[] = [...SELF_VERDICTS, "NOT_OBSERVED"];

/** The form of a self-check or a visit: a plain long form before any script runs, a guided one after. */
export function CheckSheet({ model, action, foot }: { model: CheckSheetModel; action: FormAction; foot?: ReactNode }) {
  const hidden: Record<string, string> = {
    campaign: model.campaign,
    unit: model.unit.code,
    onDay: model.onDay,
    submission: model.submission,
    ...(model.month ? { month: model.month } : { method: model.method, draft: model.draft?.id ?? "" }),
  };
  return (
    <div className="check">
      <ActionForm action={action} hidden={hidden} afterDone="keep" className="check-form">
        <CheckBody model={model} />
      </ActionForm>
      {foot}
    </div>
  );
}

const timeOf = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" });

function CheckBody({ model }: { model: CheckSheetModel }) {
  const t = useTranslations("inspections");
  const { errors } = useContext(FormContext);
  const body = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const items = useMemo(() => model.sections.flatMap((section) => section.items), [model]);
  const [start, setStart] = useState<{ epoch: number; answers: DraftAnswers }>({
    epoch: 0,
    answers: model.draft?.answers ?? {},
  });
  const [answers, setAnswers] = useState<DraftAnswers>(start.answers);
  const [folded, setFolded] = useState<ReadonlySet<string>>(
    () => new Set(items.filter((item) => isSettled(item, start.answers[item.code])).map(({ code }) => code)),
  );
  const [current, setCurrent] = useState<string | null>(null);
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const [waiting, setWaiting] = useState<ReadonlyMap<string, number>>(new Map());

  const restore = useCallback(
    (restored: DraftAnswers) => {
      setStart(({ epoch }) => ({ epoch: epoch + 1, answers: restored }));
      setAnswers(restored);
      setFolded(new Set(items.filter((item) => isSettled(item, restored[item.code])).map(({ code }) => code)));
    },
    [items],
  );
  const draft = useDraft(model, restore);
  const { changed: keep, holds } = draft;
  const away = draft.phase.kind === "elsewhere";
  useEffect(() => {
    if (away) dialog.current?.close();
  }, [away]);

  const read = useCallback(() => {
    const form = body.current?.closest("form");
    if (!form) return;
    const now = answersIn(form);
    setAnswers(now);
    keep(now);
  }, [keep]);

  const pending = useCallback((field: string, count: number) => {
    setWaiting((before) => ((before.get(field) ?? 0) === count ? before : new Map(before).set(field, count)));
  }, []);
  const unfold = useCallback((code: string) => {
    setFolded((before) => new Set([...before].filter((one) => one !== code)));
    setCurrent(code);
    requestAnimationFrame(() => focusItem(code));
  }, []);
  const around: ItemSurroundings = useMemo(
    () => ({
      verdicts: model.method === "SELF" ? SELF_VERDICTS : VISIT_VERDICTS,
      people: model.people,
      unit: model.unit.code,
      onDay: model.onDay,
      fileNames: new Map(model.files.map(({ id, name }) => [id, name])),
      changed: read,
      pending,
      unfold,
      place: { accountId: model.accountId, form: deviceKey(model, model.draft?.id ?? null), holds },
    }),
    [model, read, pending, unfold, holds],
  );

  const refused = Object.keys(errors).length > 0;
  useEffect(() => {
    if (!refused) return;
    dialog.current?.close();
    // Whatever is wrong must be in sight.
    setFolded(
      (before) =>
        new Set([...before].filter((code) => !Object.keys(errors).some((name) => name.startsWith(`answers.${code}.`)))),
    );
  }, [refused, errors]);

  const counted = useMemo(() => tally(items, answers), [items, answers]);
  const photosWaiting = [...waiting.values()].reduce((sum, count) => sum + count, 0);

  const goTo = (code: string) => {
    setFolded(
      (before) =>
        new Set(
          [...before, ...items.filter((item) => isSettled(item, answers[item.code])).map(({ code }) => code)].filter(
            (one) => one !== code,
          ),
        ),
    );
    setCurrent(code);
    requestAnimationFrame(() => focusItem(code));
  };
  const at = current === null ? -1 : items.findIndex((item) => item.code === current);
  const open = ({ code }: { code: string }) => counted.unanswered.includes(code) || counted.incomplete.includes(code);
  const next =
    items.find((item, index) => index > at && open(item)) ??
    items.find((item) => open(item) && item.code !== current) ??
    null;
  const previous = at > 0 ? items[at - 1] : null;
  const review = () => dialog.current?.showModal();

  const onInput = (event: React.FormEvent<HTMLDivElement>) => {
    const code = (event.target as HTMLElement).closest<HTMLElement>("[data-item]")?.dataset.item;
    if (code) setCurrent(code);
    read();
  };

  const score = scorePreview(counted, model.full);
  const status = <SaveStatus phase={draft.phase} savedAt={draft.savedAt} />;
  const progress = (
    <>
      <span>
        {t.rich("form.done", { done: counted.done, total: counted.total, b: (text) => <b className="n">{text}</b> })}
      </span>
      <span>
        {t.rich("form.lostSum", { points: pointsText(counted.lost), b: (text) => <b className="n">{text}</b> })}
      </span>
      {score !== null && (
        <span>{t.rich("capture.scoreSoFar", { score, b: (text) => <b className="n">{text}</b> })}</span>
      )}
    </>
  );
  const onward =
    next === null ? (
      <button type="button" className="btn main" aria-haspopup="dialog" onClick={review}>
        {t("form.finish")}
      </button>
    ) : (
      <button type="button" className="btn main onward" onClick={() => goTo(next.code)}>
        <span>{t(counted.done === 0 ? "form.first" : "form.next", { item: next.text })}</span>
      </button>
    );

  return (
    <div ref={body} className="check-body" onChange={onInput}>
      {/* Without a script nothing can be unfolded, so nothing is folded. */}
      <noscript>
        <style>
          {
            ".check .it.folded .body{display:block!important}.check .answered,.check .stick,.check .shoot,.check .again,.check .given .btn,.check .rest,.check-rail .btn,.check .review,.check .shut,.check dialog .plain{display:none!important}"
          }
        </style>
      </noscript>
      <header className="check-top">
        <Link href={model.backHref} className="back" aria-label={t("form.back")}>
          <Icon name="back" />
        </Link>
        <h1>
          {model.title}
          <small>{model.place}</small>
        </h1>
        <Badge phase={draft.phase} photos={photosWaiting} />
        <Menu summary={t("form.pick")} className="jump">
          <SectionLinks model={model} counted={counted} />
        </Menu>
        <div className="groups" role="img" aria-label={t("form.groups", { count: model.sections.length })}>
          {model.sections.map((section) => {
            const { done = 0, total = 1 } = counted.sections.get(section.code) ?? {};
            return (
              <i key={section.code} style={{ flexGrow: total }}>
                <i style={{ width: `${(done / total) * 100}%` }} />
              </i>
            );
          })}
        </div>
      </header>

      <div className="check-list">
        <Warnings drift={draft.drift} photos={photosWaiting} />
        {draft.restored && <Notice kind="info">{t("form.restored")}</Notice>}
        <Trouble phase={draft.phase} settle={draft.settle} take={draft.take} />
        {model.sections.map((section, index) => {
          const { done = 0, total = 0 } = counted.sections.get(section.code) ?? {};
          return (
            <section
              key={section.code}
              id={`sec-${section.code}`}
              className="check-section"
              inert={away}
              aria-labelledby={`sec-${section.code}-name`}
            >
              <div className="gname">
                <h2 id={`sec-${section.code}-name`}>{section.name}</h2>
                <span className="n">
                  {t("form.group", { at: index + 1, count: model.sections.length, done, total })}
                </span>
              </div>
              <Rest section={section} answers={answers} changed={read} />
              {section.items.map((item) => (
                <CheckItem
                  key={`${start.epoch}${item.code}`}
                  item={item}
                  initial={start.answers[item.code]}
                  settled={folded.has(item.code) ? settledOf(answers[item.code], counted.costs.get(item.code)) : null}
                  around={around}
                />
              ))}
              {section.outOfSeason.length > 0 && (
                <p className="season">
                  {t("capture.outOfSeason", {
                    count: section.outOfSeason.length,
                    items: section.outOfSeason.join(" "),
                  })}
                </p>
              )}
            </section>
          );
        })}
        <dialog ref={dialog} className="sheet-dialog everyday" aria-labelledby="check-review">
          <header>
            <span />
            <h2 id="check-review">{t("form.summary")}</h2>
            <button type="button" className="shut" aria-label={t("form.close")} onClick={() => dialog.current?.close()}>
              <Icon name="close" />
            </button>
          </header>
          <Review
            model={model}
            counted={counted}
            answers={answers}
            photosWaiting={photosWaiting}
            open={(code) => {
              dialog.current?.close();
              goTo(code);
            }}
          />
          <p className="what">{t(model.method === "SELF" ? "form.summarySELF" : "form.summaryVISIT")}</p>
          <div className="foot">
            <SubmitButton
              size="tall"
              fill
              aria-describedby={photosWaiting > 0 ? "check-photos" : undefined}
              disabled={alive && (photosWaiting > 0 || counted.unanswered.length > 0 || counted.incomplete.length > 0)}
            >
              {t("form.submit", { title: model.title })}
            </SubmitButton>
            <button type="button" className="btn plain" onClick={() => dialog.current?.close()}>
              {t("form.close")}
            </button>
          </div>
        </dialog>
      </div>

      <aside className="check-rail" aria-label={t("form.rail")} inert={away}>
        <div className="inner">
          <p className="sum">{progress}</p>
          <SectionLinks model={model} counted={counted} />
          <p className="saved" role="status">
            {status}
          </p>
          {onward}
          {next !== null && counted.done > 0 && (
            <button type="button" className="btn fill" aria-haspopup="dialog" onClick={review}>
              {t("form.finish")}
            </button>
          )}
        </div>
      </aside>

      <footer className="stick" inert={away}>
        <div className="pr">
          {progress}
          <span className="saved">{status}</span>
        </div>
        <div className="go">
          <button type="button" className="btn" disabled={!previous} onClick={() => previous && goTo(previous.code)}>
            {t("form.previous")}
          </button>
          {onward}
        </div>
      </footer>
    </div>
  );
}

const SETTLED = new Map<string, { verdict: Verdict; lost: string }>();

/** The same object for the same answer, so that an item is drawn anew only when its own answer changed. */
function settledOf(
  answer: DraftAnswers[string] | undefined,
  cost: number | undefined,
): { verdict: Verdict; lost: string } | null {
  if (!answer || cost === undefined) return null;
  const one = { verdict: verdictOf(answer, cost), lost: pointsText(cost) };
  const key = `${one.verdict}${one.lost}`;
  const known = SETTLED.get(key) ?? one;
  SETTLED.set(key, known);
  return known;
}

function focusItem(code: string): void {
  const item = document.getElementById(`item-${code}`);
  item?.scrollIntoView({
    block: "start",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });
  item
    ?.querySelector<HTMLElement>("[role=radiogroup] input:checked, [role=radiogroup] input")
    ?.focus({ preventScroll: true });
}

function SectionLinks({ model, counted }: { model: CheckSheetModel; counted: Tally }) {
  const t = useTranslations("inspections.form");
  return (
    <ol className="sections">
      {model.sections.map((section) => {
        const { done = 0, total = 0, lost = 0 } = counted.sections.get(section.code) ?? {};
        return (
          <li key={section.code}>
            <a href={`#sec-${section.code}`}>
              <span>{section.name}</span>
              {lost > 0 && <span className="n wait">{t("minus", { points: pointsText(lost) })}</span>}
              <span className="n count">
                {done === total && <Icon name="check" className="ok" />}
                {t("groupShort", { done, total })}
              </span>
            </a>
          </li>
        );
      })}
    </ol>
  );
}

function SaveStatus({ phase, savedAt }: { phase: DraftPhase; savedAt: number | null }) {
  const t = useTranslations("inspections.form");
  if (phase.kind === "elsewhere") return t("elsewhere");
  if (phase.kind === "saving") return t("saving");
  if (savedAt === null) return t("fresh");
  return t(phase.kind === "saved" ? "saved" : "savedHere", { time: timeOf.format(savedAt) });
}

/** What may go wrong on this device and the inspector can still prevent. */
function Warnings({ drift, photos }: { drift: number; photos: number }) {
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

function Badge({ phase, photos }: { phase: DraftPhase; photos: number }) {
  const t = useTranslations("inspections.form");
  if (phase.kind === "stale" || phase.kind === "elsewhere") return <span className="off">{t(phase.kind)}</span>;
  if (phase.kind !== "offline") return null;
  return (
    <span className="off" role="status">
      <Icon name="offline" />
      {photos > 0 ? t("offline", { count: photos }) : t("offlineNone")}
    </span>
  );
}

function Trouble({
  phase,
  settle,
  take,
}: {
  phase: DraftPhase;
  settle: (which: "mine" | "theirs") => void;
  take: () => void;
}) {
  const t = useTranslations("inspections.form");
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

/** What is about to be said for good: score, what is missing, what was taken off. */
function Review({
  model,
  counted,
  answers,
  photosWaiting,
  open,
}: {
  model: CheckSheetModel;
  counted: Tally;
  answers: DraftAnswers;
  photosWaiting: number;
  open: (code: string) => void;
}) {
  const t = useTranslations("inspections.form");
  const items = model.sections.flatMap((section) => section.items);
  const deducted = items.filter((item) => (costSoFar(item, answers[item.code]) ?? 0) > 0);
  const score = scorePreview(counted, model.full);
  const { NOT_APPLICABLE: na, NOT_OBSERVED: unseen } = counted.verdicts;
  const faults = [
    counted.unanswered.length > 0 && {
      code: counted.unanswered[0]!,
      text: t("unanswered", { count: counted.unanswered.length }),
    },
    counted.incomplete.length > 0 && {
      code: counted.incomplete[0]!,
      text: t("incomplete", { count: counted.incomplete.length }),
    },
  ].filter((fault) => fault !== false);
  return (
    <div className="review">
      {faults.length === 0 && score !== null ? (
        <p className="score">
          <span>{t("score")}</span>
          <b className="n">{score}</b>
          <small>
            {t("scoreNote", { applicable: pointsText(counted.applicable), lost: pointsText(counted.lost) })}
          </small>
        </p>
      ) : (
        faults.map((fault) => (
          <p key={fault.text} className="field-error">
            <Icon name="alert" />
            <button type="button" onClick={() => open(fault.code)}>
              {fault.text}
            </button>
          </p>
        ))
      )}
      {photosWaiting > 0 && (
        <p id="check-photos" className="field-error">
          <Icon name="alert" />
          <span>{t("pendingPhotos", { count: photosWaiting })}</span>
        </p>
      )}
      {deducted.length > 0 ? (
        <ul aria-label={t("deductions")}>
          {deducted.map((item) => (
            <li key={item.code}>
              <button type="button" onClick={() => open(item.code)}>
                <span>{item.text}</span>
                <span className="code">{item.code}</span>
              </button>
              <span className="n wait">{t("minus", { points: pointsText(counted.costs.get(item.code) ?? 0) })}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="none">{t("noDeductions")}</p>
      )}
      {na + unseen > 0 && (
        <p className="none">
          {model.method === "SELF" ? t("notApplicableOnly", { na }) : t("notEntering", { na, unseen })}
        </p>
      )}
    </div>
  );
}
