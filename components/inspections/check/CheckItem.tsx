"use client";

import { useTranslations } from "next-intl";
import { memo, useContext, useEffect } from "react";
import { classes } from "@/components/ui/classes";
import { FormContext, fieldId } from "@/components/ui/form/context";
import { FieldErrors } from "@/components/ui/form/Field";
import { Icon } from "@/components/ui/Icon";
import type { DraftAnswer, Verdict } from "@/lib/inspections/types";
import { demands } from "@/lib/standards/rules";
import { Photos } from "./Photos";
import type { CheckItemModel, CheckSheetModel } from "./types";

/** Everything one item needs besides its own answer; the same object for all, so that a tap redraws one item. */
export interface ItemSurroundings {
  readonly verdicts: readonly Verdict[];
  readonly people: CheckSheetModel["people"];
  readonly unit: string;
  readonly onDay: string;
  readonly fileNames: ReadonlyMap<string, string>;
  readonly changed: () => void;
  readonly pending: (field: string, count: number) => void;
  readonly unfold: (code: string) => void;
}

/**
 * One item. 扣分 unfolds points, person, photo, reason and deadline by CSS alone, so it does so before any script runs. An
 * item that is done folds to one line once the reader has gone on.
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
  settled: { verdict: Verdict; lost: string | undefined } | null;
  around: ItemSurroundings;
}) {
  const t = useTranslations("inspections");
  const { id: formId, errors, values, announce } = useContext(FormContext);
  const field = (name: string) => `answers.${item.code}.${name}`;
  const idOf = (name: string) => fieldId(formId, field(name));
  const kept = (name: string, own: string | undefined) => values?.[field(name)] ?? own;
  const faultsOf = (name: string) => errors[field(name)] ?? [];
  const wrong = (name: string) => ({
    "aria-invalid": faultsOf(name).length > 0 || undefined,
    "aria-describedby": faultsOf(name).length > 0 ? `${idOf(name)}-error` : undefined,
  });
  const code = item.code;
  useEffect(() => {
    for (const name of ["verdict", "lost", "reason", "personId", "evidence", "dueOn"])
      announce(`answers.${code}.${name}`, code);
  }, [announce, code]);

  const verdict = kept("verdict", initial?.verdict);
  const titleId = `${idOf("verdict")}-title`;
  const matching = around.people.filter(({ post }) => post !== null && item.roles.includes(post));
  const others = around.people.filter((person) => !matching.includes(person));
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
          <p className="sub">
            <span className="code">{code}</span>
            <span className="n">{t("form.points", { points: item.points })}</span>
            {demands(item, "PHOTO") && (
              <span className="want">
                {t(demands(item, "PHOTO") === "MUST" ? "form.photoMust" : "form.photoWanted")}
              </span>
            )}
          </p>
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
              ? t("form.minus", { points: settled.lost ?? "" })
              : t(`verdicts.${settled.verdict}`)}
          </button>
        )}
      </header>
      <div className="body">
        <div
          className="tri"
          role="radiogroup"
          aria-label={t("form.result", { item: code })}
          id={idOf("verdict")}
          tabIndex={-1}
          {...wrong("verdict")}
        >
          {around.verdicts.map((one) => (
            <label key={one} data-verdict={one}>
              <input type="radio" name={field("verdict")} value={one} defaultChecked={verdict === one} />
              <span>
                {one === "DEDUCTED" && <Icon name="minus" />}
                {t(`verdicts.${one}`)}
              </span>
            </label>
          ))}
        </div>
        <FieldErrors id={`${idOf("verdict")}-error`} errors={faultsOf("verdict")} />
        <div className="more">
          <div className="row">
            <span className="label" id={`${idOf("lost")}-label`}>
              {t("form.lost")}
            </span>
            <div>
              <div
                className="steps"
                role="radiogroup"
                aria-labelledby={`${idOf("lost")}-label`}
                id={idOf("lost")}
                tabIndex={-1}
                {...wrong("lost")}
              >
                {item.steps.map((step) => (
                  <label key={step}>
                    <input
                      type="radio"
                      name={field("lost")}
                      value={step}
                      defaultChecked={kept("lost", initial?.lost) === step}
                    />
                    <span className="n">{step}</span>
                  </label>
                ))}
              </div>
              <FieldErrors id={`${idOf("lost")}-error`} errors={faultsOf("lost")} />
            </div>
          </div>
          <div className="row">
            <label className="label" htmlFor={idOf("personId")}>
              {t("form.person")}
            </label>
            <div>
              <select
                id={idOf("personId")}
                name={field("personId")}
                className="input"
                defaultValue={kept("personId", initial?.personId) ?? ""}
                {...wrong("personId")}
              >
                <option value="">{t("form.nobody")}</option>
                {[...matching, ...others].map((person) => (
                  <option key={person.id} value={person.id}>
                    {person.label}
                  </option>
                ))}
              </select>
              <FieldErrors id={`${idOf("personId")}-error`} errors={faultsOf("personId")} />
            </div>
          </div>
          <div className="row">
            <span className="label">{t("form.photos")}</span>
            <div id={idOf("evidence")} tabIndex={-1}>
              <Photos
                name={field("evidence")}
                label={`${t("form.photos")} ${code}`}
                unit={around.unit}
                initial={(initial?.evidence ?? []).map((id) => ({ id, name: around.fileNames.get(id) ?? "" }))}
                onChange={around.changed}
                onPending={around.pending}
              />
              <FieldErrors id={`${idOf("evidence")}-error`} errors={faultsOf("evidence")} />
            </div>
          </div>
          <div className="row">
            <label className="label" htmlFor={idOf("reason")}>
              {t("form.reason")}
            </label>
            <div>
              <textarea
                id={idOf("reason")}
                name={field("reason")}
                className="input line"
                rows={1}
                maxLength={500}
                defaultValue={kept("reason", initial?.reason)}
                {...wrong("reason")}
              />
              <span className="field-hint">{t("form.reasonHint")}</span>
              <FieldErrors id={`${idOf("reason")}-error`} errors={faultsOf("reason")} />
            </div>
          </div>
          <div className="row">
            <label className="label" htmlFor={idOf("dueOn")}>
              {t("form.due")}
            </label>
            <div>
              <span className="due">
                <input
                  id={idOf("dueOn")}
                  name={field("dueOn")}
                  type="date"
                  className="input n"
                  min={around.onDay}
                  defaultValue={kept("dueOn", initial?.dueOn)}
                  {...wrong("dueOn")}
                />
                <span className="field-hint">{t("form.dueHint")}</span>
              </span>
              <FieldErrors id={`${idOf("dueOn")}-error`} errors={faultsOf("dueOn")} />
            </div>
          </div>
        </div>
      </div>
    </section>
  );
});
