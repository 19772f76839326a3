"use client";

import { useTranslations } from "next-intl";
import { Given } from "@/components/inspections/check/Given";
import { PhrasePicker } from "@/components/inspections/check/PhrasePicker";
import { Steps } from "@/components/inspections/check/Steps";
import type { CheckItemModel } from "@/components/inspections/check/types";
import { useItemFields } from "@/components/inspections/check/useItemFields";
import { FieldErrors } from "@/components/ui/form/Field";
import { LEVEL_CHOICE } from "@/lib/inspections/rules/choices";
import { VERDICTS } from "@/lib/inspections/types";

const FIELDS = ["verdict", "lost", "chosen", "given", "reason", "personId"];

/** Nothing is kept while somebody keys. */
const unchanged = () => undefined;

/** One item of the observation part as it is keyed: the check form's controls, without pictures and without a draft. */
export function KeyingItem({
  item,
  people,
}: {
  item: CheckItemModel;
  people: readonly { readonly id: string; readonly name: string }[];
}) {
  const t = useTranslations("mystery.keying");
  const i = useTranslations("inspections");
  const { code, form } = item;
  const fields = useItemFields(item, FIELDS);
  const { field, idOf, faultsOf } = fields;
  const choice = fields.kept("verdict", undefined);
  const line = (name: "reason") => (
    <div className="row">
      <label className="label" htmlFor={idOf(name)}>
        {t(name)}
      </label>
      <div>
        <input
          id={idOf(name)}
          name={field(name)}
          className="input"
          maxLength={500}
          autoComplete="off"
          defaultValue={fields.kept(name, undefined)}
          {...fields.wrong(name)}
        />
        <PhrasePicker item={item} target={idOf(name)} changed={unchanged} />
        <FieldErrors id={`${idOf(name)}-error`} errors={faultsOf(name)} />
      </div>
    </div>
  );
  return (
    <section className="it" aria-labelledby={`${idOf("verdict")}-title`}>
      <header>
        <div>
          <h3 id={`${idOf("verdict")}-title`}>{item.text}</h3>
          <p className="sub">
            <span className="code">{code}</span>
            <span className="n">{i("form.points", { points: item.points })}</span>
          </p>
        </div>
      </header>
      <div
        role="radiogroup"
        aria-label={t("result", { item: code })}
        id={idOf("verdict")}
        tabIndex={-1}
        {...fields.wrong("verdict")}
      >
        {form.kind === "LEVELS" && (
          <div className="levels">
            {form.levels.map((level) => (
              <label key={level.code} data-verdict={Number(level.points) === Number(item.points) ? "PASS" : "DEDUCTED"}>
                <input
                  type="radio"
                  name={field("verdict")}
                  value={`${LEVEL_CHOICE}${level.code}`}
                  defaultChecked={choice === `${LEVEL_CHOICE}${level.code}`}
                />
                <span>{level.text}</span>
                <span className="n">{i("capture.level", { points: level.points })}</span>
              </label>
            ))}
          </div>
        )}
        <div className="tri">
          {VERDICTS.map((verdict) =>
            (form.kind === "LEVELS" && (verdict === "PASS" || verdict === "DEDUCTED")) ||
            (form.kind === "CRITERION" && verdict === "PASS") ? null : (
              <label
                key={verdict}
                data-verdict={form.kind === "CRITERION" && verdict === "DEDUCTED" ? "GIVEN" : verdict}
              >
                <input type="radio" name={field("verdict")} value={verdict} defaultChecked={choice === verdict} />
                <span>
                  {form.kind === "CRITERION" && verdict === "DEDUCTED" ? i("capture.give") : i(`verdicts.${verdict}`)}
                </span>
              </label>
            ),
          )}
        </div>
      </div>
      <FieldErrors id={`${idOf("verdict")}-error`} errors={faultsOf("verdict")} />
      <div className="more">
        {form.kind === "STEPS" && <Steps fields={fields} prefix="" initial={undefined} />}
        {form.kind === "CRITERION" && (
          <Given fields={fields} step={form.step} initial={undefined} changed={unchanged} />
        )}
        {form.kind === "OPTIONS" && (
          <fieldset className="options" id={idOf("chosen")} tabIndex={-1} {...fields.wrong("chosen")}>
            <legend className="spoken">{t("which")}</legend>
            {form.options.map((option, at) => (
              <label key={option.code}>
                <input
                  type="checkbox"
                  name={field(`chosen.${at}`)}
                  value={option.code}
                  defaultChecked={fields.kept(`chosen.${at}`, undefined) === option.code}
                />
                <span>{option.text}</span>
                <span className="n">{i("form.minus", { points: option.lost })}</span>
              </label>
            ))}
          </fieldset>
        )}
        {line("reason")}
        <div className="row">
          <label className="label" htmlFor={idOf("personId")}>
            {t("person")}
          </label>
          <div>
            <select
              id={idOf("personId")}
              name={field("personId")}
              className="input"
              defaultValue={fields.kept("personId", undefined) ?? ""}
              {...fields.wrong("personId")}
            >
              <option value="">{t("nobody")}</option>
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <FieldErrors id={`${idOf("personId")}-error`} errors={faultsOf("personId")} />
          </div>
        </div>
      </div>
    </section>
  );
}
