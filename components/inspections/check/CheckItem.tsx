"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { classes } from "@/components/ui/classes";
import { FieldErrors } from "@/components/ui/form/Field";
import { Icon } from "@/components/ui/Icon";
import { LEVEL_CHOICE } from "@/lib/inspections/rules/choices";
import type { DraftAnswer, Verdict } from "@/lib/inspections/types";
import { Details } from "./Details";
import { Further } from "./Further";
import type { ItemFields, ItemSurroundings } from "./fields";
import { Given } from "./Given";
import { Steps } from "./Steps";
import { hundredths } from "./tally";
import type { CheckItemModel } from "./types";
import { useItemFields } from "./useItemFields";

const FIELDS = ["verdict", "lost", "level", "chosen", "given", "reason", "personId", "evidence", "excuse", "dueOn"];

/**
 * One item. What costs points unfolds its details by CSS alone, so it does so before any script runs. An item that is
 * done folds to one line once the reader has gone on.
 */
export const CheckItem = memo(function CheckItem({
  item,
  initial,
  settled,
  around,
}: {
  item: CheckItemModel;
  initial: DraftAnswer | undefined;
  /** Folded: the answer it shows instead of its controls. */
  settled: { verdict: Verdict; lost: string } | null;
  around: ItemSurroundings;
}) {
  const t = useTranslations("inspections");
  const { code, form } = item;
  const fields = useItemFields(item, FIELDS);
  const { field, idOf, faultsOf } = fields;

  const choice = fields.kept("verdict", initial?.level ? `${LEVEL_CHOICE}${initial.level}` : initial?.verdict);
  const titleId = `${idOf("verdict")}-title`;
  const repeats = form.kind === "STEPS" && form.repeats;
  return (
    <section
      className={classes("it", settled && "folded")}
      id={`item-${code}`}
      data-item={code}
      aria-labelledby={titleId}
    >
      <header>
        <div>
          <h3 id={titleId}>{item.text}</h3>
          <Marks item={item} />
        </div>
        {settled && (
          <button
            type="button"
            className={classes(
              "answered",
              settled.verdict === "PASS" ? "ok" : settled.verdict === "DEDUCTED" && "wait",
            )}
            onClick={() => around.unfold(code)}
          >
            {settled.verdict === "PASS" && <Icon name="check" />}
            {settled.verdict === "DEDUCTED" && <Icon name="minus" />}
            {settled.verdict === "DEDUCTED"
              ? t("form.minus", { points: settled.lost })
              : t(`verdicts.${settled.verdict}`)}
          </button>
        )}
      </header>
      <div className="body">
        {item.referenceId && (
          <details className="how">
            <summary>{t("capture.reference")}</summary>
            {/* biome-ignore lint/performance/noImgElement: behind the session, already small */}
            <img src={`/api/files/${item.referenceId}`} alt={t("capture.referenceOf", { item: code })} loading="lazy" />
          </details>
        )}
        <div
          role="radiogroup"
          aria-label={t("form.result", { item: code })}
          id={idOf("verdict")}
          tabIndex={-1}
          {...fields.wrong("verdict")}
        >
          {form.kind === "LEVELS" && (
            <div className="levels" id={idOf("level")} tabIndex={-1}>
              {form.levels.map((level) => {
                const best = hundredths(level.points) === hundredths(item.points);
                const value = `${LEVEL_CHOICE}${level.code}`;
                return (
                  <label key={level.code} data-verdict={best ? "PASS" : "DEDUCTED"}>
                    <input type="radio" name={field("verdict")} value={value} defaultChecked={choice === value} />
                    <span>{level.text}</span>
                    <span className="n">{t("capture.level", { points: level.points })}</span>
                  </label>
                );
              })}
            </div>
          )}
          <div className="tri">
            {around.verdicts.map((one) => {
              if (form.kind === "LEVELS" && (one === "PASS" || one === "DEDUCTED")) return null;
              if (form.kind === "CRITERION" && one === "PASS") return null;
              return (
                <label key={one} data-verdict={form.kind === "CRITERION" && one === "DEDUCTED" ? "GIVEN" : one}>
                  <input type="radio" name={field("verdict")} value={one} defaultChecked={choice === one} />
                  <span>
                    {one === "DEDUCTED" && form.kind !== "CRITERION" && <Icon name="minus" />}
                    <VerdictWord kind={form.kind} verdict={one} />
                  </span>
                </label>
              );
            })}
          </div>
        </div>
        <FieldErrors id={`${idOf("verdict")}-error`} errors={faultsOf("verdict")} />
        <FieldErrors id={`${idOf("level")}-error`} errors={faultsOf("level")} />
        <div className="more">
          <Cost fields={fields} initial={initial} changed={around.changed} />
          <Details fields={fields} prefix="" initial={initial} around={around} />
          {repeats && <Further fields={fields} initial={initial?.also ?? []} around={around} />}
        </div>
      </div>
    </section>
  );
});

function VerdictWord({ kind, verdict }: { kind: CheckItemModel["form"]["kind"]; verdict: Verdict }) {
  const t = useTranslations("inspections");
  if (kind === "YES_NO" && verdict === "PASS") return t("capture.yes");
  if (kind === "YES_NO" && verdict === "DEDUCTED") return t("capture.no");
  if (kind === "CRITERION" && verdict === "DEDUCTED") return t("capture.give");
  return t(`verdicts.${verdict}`);
}

/** What the item is worth and what it asks for, before anybody taps. */
function Marks({ item }: { item: CheckItemModel }) {
  const t = useTranslations("inspections");
  const asks = (kind: "PHOTO" | "CLIP" | "NOTE") => item.demands.find((demand) => demand.kind === kind);
  return (
    <p className="sub">
      <span className="code">{item.code}</span>
      <span className="n">{t("form.points", { points: item.points })}</span>
      {item.focus && <span className="focus">{t("capture.focus")}</span>}
      {asks("PHOTO") && <span className="want">{t(asks("PHOTO")!.must ? "form.photoMust" : "form.photoWanted")}</span>}
      {asks("CLIP") && (
        <span className="want">{t(asks("CLIP")!.must ? "capture.clipMust" : "capture.clipWanted")}</span>
      )}
      {asks("NOTE") && (
        <span className="want">{t(asks("NOTE")!.must ? "capture.noteMust" : "capture.noteWanted")}</span>
      )}
      {item.fine && <span className="n">{t("capture.fine", { min: item.fine.min, max: item.fine.max })}</span>}
      {item.wipes && <strong className="wipes">{t(`capture.wipes${item.wipes}`)}</strong>}
    </p>
  );
}

/** How much it costs: nothing to say where the answer already says it. */
function Cost({
  fields,
  initial,
  changed,
}: {
  fields: ItemFields;
  initial: DraftAnswer | undefined;
  changed: () => void;
}) {
  const t = useTranslations("inspections");
  const { item, field, idOf, kept, wrong, faultsOf } = fields;
  const { form } = item;
  if (form.kind === "STEPS") return <Steps fields={fields} prefix="" initial={initial?.lost} />;
  if (form.kind === "CRITERION")
    return <Given fields={fields} step={form.step} initial={initial?.given} changed={changed} />;
  if (form.kind !== "OPTIONS") return null;
  return (
    <div className="row">
      <span className="label" id={`${idOf("chosen")}-label`}>
        {t("capture.which")}
      </span>
      <div>
        {/* biome-ignore lint/a11y/useSemanticElements: the row has its label beside it, as every other row */}
        <div
          className="options"
          role="group"
          aria-labelledby={`${idOf("chosen")}-label`}
          id={idOf("chosen")}
          tabIndex={-1}
          {...wrong("chosen")}
        >
          {form.options.map((option, at) => (
            <label key={option.code}>
              <input
                type="checkbox"
                name={field(`chosen.${at}`)}
                value={option.code}
                defaultChecked={
                  kept(`chosen.${at}`, initial?.chosen?.includes(option.code) ? option.code : undefined) !== undefined
                }
              />
              <span>{option.text}</span>
              <span className="n">{t("form.minus", { points: option.lost })}</span>
            </label>
          ))}
        </div>
        <FieldErrors id={`${idOf("chosen")}-error`} errors={faultsOf("chosen")} />
      </div>
    </div>
  );
}
