"use client";

import { useTranslations } from "next-intl";
import { FieldErrors } from "@/components/ui/form/Field";
import type { Deduction } from "@/lib/inspections/types";
import type { ItemFields, ItemSurroundings } from "./fields";
import { Photos } from "./Photos";
import { PhrasePicker } from "./PhrasePicker";

/** Who, what shows it, why and until when: of the first occurrence (`prefix` empty) or of a further one (`also.0.`). */
export function Details({
  fields,
  prefix,
  initial,
  around,
}: {
  fields: ItemFields;
  prefix: string;
  initial: Deduction | undefined;
  around: ItemSurroundings;
}) {
  const t = useTranslations("inspections");
  const { item, field, kept, faultsOf, wrong, idOf } = fields;
  const id = (name: string) => idOf(`${prefix}${name}`);
  const errors = (name: string) => <FieldErrors id={`${id(name)}-error`} errors={faultsOf(`${prefix}${name}`)} />;
  const matching = around.people.filter(({ post }) => post !== null && item.roles.includes(post));
  const others = around.people.filter((person) => !matching.includes(person));
  const clips = item.demands.some(({ kind }) => kind === "CLIP");
  const must = item.demands.some((demand) => demand.must && demand.kind !== "NOTE");
  return (
    <>
      <div className="row">
        <label className="label" htmlFor={id("personId")}>
          {t("form.person")}
        </label>
        <div>
          <select
            id={id("personId")}
            name={field(`${prefix}personId`)}
            className="input"
            defaultValue={kept(`${prefix}personId`, initial?.personId) ?? ""}
            {...wrong(`${prefix}personId`)}
          >
            <option value="">{t("form.nobody")}</option>
            {[...matching, ...others].map((person) => (
              <option key={person.id} value={person.id}>
                {person.label}
              </option>
            ))}
          </select>
          {errors("personId")}
        </div>
      </div>
      <div className="row">
        <span className="label">{t(clips ? "capture.files" : "form.photos")}</span>
        <div id={id("evidence")} tabIndex={-1}>
          <Photos
            name={field(`${prefix}evidence`)}
            label={`${t(clips ? "capture.files" : "form.photos")} ${item.code}`}
            clips={clips}
            unit={around.unit}
            initial={(initial?.evidence ?? []).map((file) => ({ id: file, name: around.fileNames.get(file) ?? "" }))}
            onChange={around.changed}
            onPending={around.pending}
            place={around.place}
          />
          {errors("evidence")}
        </div>
      </div>
      {must && (
        <div className="row">
          <label className="label" htmlFor={id("excuse")}>
            {t("capture.excuse")}
          </label>
          <div>
            <input
              id={id("excuse")}
              name={field(`${prefix}excuse`)}
              className="input"
              maxLength={500}
              defaultValue={kept(`${prefix}excuse`, initial?.excuse)}
              {...wrong(`${prefix}excuse`)}
            />
            <span className="field-hint">{t("capture.excuseHint")}</span>
            {errors("excuse")}
          </div>
        </div>
      )}
      <div className="row">
        <label className="label" htmlFor={id("reason")}>
          {t("form.reason")}
        </label>
        <div>
          <textarea
            id={id("reason")}
            name={field(`${prefix}reason`)}
            className="input line"
            rows={1}
            maxLength={500}
            defaultValue={kept(`${prefix}reason`, initial?.reason)}
            {...wrong(`${prefix}reason`)}
          />
          <PhrasePicker item={item} target={id("reason")} changed={around.changed} />
          <span className="field-hint">{t("form.reasonHint")}</span>
          {errors("reason")}
        </div>
      </div>
      <div className="row">
        <label className="label" htmlFor={id("dueOn")}>
          {t("form.due")}
        </label>
        <div>
          <span className="due">
            <input
              id={id("dueOn")}
              name={field(`${prefix}dueOn`)}
              type="date"
              className="input n"
              min={around.onDay}
              defaultValue={kept(`${prefix}dueOn`, initial?.dueOn)}
              {...wrong(`${prefix}dueOn`)}
            />
            <span className="field-hint">{t("form.dueHint")}</span>
          </span>
          {errors("dueOn")}
        </div>
      </div>
    </>
  );
}
