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
import { DEVICE_PAGE } from "../offline/keep";
import { deviceKey } from "../offline/texts";
import { useKeptPage } from "../offline/useKeptPage";
import { withPictures } from "../queue/outbox";
import { CheckItem } from "./CheckItem";
import type { ItemSurroundings } from "./fields";
import { Rest } from "./Rest";
import { Review } from "./Review";
import { SectionLinks } from "./SectionLinks";
import { Badge, SaveStatus, Trouble, Warnings } from "./Status";
import { answersIn, isSettled, pointsText, scorePreview, tally, verdictOf } from "./tally";
import type { CheckSheetModel } from "./types";
import { useDraft } from "./useDraft";
import { useHandIn } from "./useHandIn";
import { useTimes } from "./useTimes";

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
  const kept = useKeptPage(model);
  const [waiting, setWaiting] = useState<ReadonlyMap<string, number>>(new Map());

  const restore = useCallback(
    (restored: DraftAnswers) => {
      setStart(({ epoch }) => ({ epoch: epoch + 1, answers: restored }));
      setAnswers(restored);
      setFolded(new Set(items.filter((item) => isSettled(item, restored[item.code])).map(({ code }) => code)));
    },
    [items],
  );
  const times = useTimes(current);
  const draft = useDraft(model, restore, times);
  const { changed: keep, holds } = draft;
  const handIn = useHandIn(model, () => {
    const form = body.current?.closest("form");
    return { answers: form ? answersIn(form) : answers, spent: times.spent() };
  });
  const away = draft.phase.kind === "elsewhere" || handIn.waits;
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
      // What arrives while the form is being handed in comes into what is handed in.
      place: {
        accountId: model.accountId,
        form: deviceKey(model, model.draft?.id ?? null),
        holds: holds && !handIn.busy,
      },
    }),
    [model, read, pending, unfold, holds, handIn.busy],
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

  const counted = useMemo(() => tally(items, withWaiting(answers, waiting)), [items, answers, waiting]);
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
  const unfinished = counted.unanswered.length > 0 || counted.incomplete.length > 0;
  const later = alive && (photosWaiting > 0 || draft.phase.kind === "offline" || !handIn.online);

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
      {times.minutes > 0 && <span className="n">{t("capture.spent", { minutes: times.minutes })}</span>}
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
        <Badge phase={draft.phase} photos={photosWaiting} kept={kept} />
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
        {handIn.waits && (
          <Notice kind="wait" live>
            {t("capture.laterNote")} <a href={DEVICE_PAGE}>{t("capture.look")}</a>
          </Notice>
        )}
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
            open={(code) => {
              dialog.current?.close();
              goTo(code);
            }}
          />
          <p className="what">{t(model.method === "SELF" ? "form.summarySELF" : "form.summaryVISIT")}</p>
          <div className="foot">
            <input type="hidden" name="spent" value={JSON.stringify(times.spent())} />
            {later ? (
              <button
                type="button"
                className="btn main tall fill"
                aria-describedby="check-later"
                disabled={unfinished || handIn.busy}
                onClick={() => void handIn.later()}
              >
                {t("capture.later")}
              </button>
            ) : (
              <SubmitButton size="tall" fill disabled={alive && unfinished}>
                {t("form.submit", { title: model.title })}
              </SubmitButton>
            )}
            {later && (
              <p id="check-later" className="what">
                {handIn.failed ? t("capture.notKept") : t("capture.laterNote")}
              </p>
            )}
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

/** A picture that waits on this device is there, as far as the form is concerned. */
function withWaiting(answers: DraftAnswers, waiting: ReadonlyMap<string, number>): DraftAnswers {
  const pictures = [...waiting].flatMap(([field, count]) =>
    Array.from({ length: count }, (_, at) => ({ field, fileId: `waiting-${field}-${at}` })),
  );
  return pictures.length === 0 ? answers : withPictures(answers, pictures);
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
