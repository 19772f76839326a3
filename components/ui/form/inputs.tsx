"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "../classes";
import { Field, type FieldWords } from "./Field";

type Native<Tag extends "input" | "textarea" | "select"> = Omit<
  ComponentProps<Tag>,
  "name" | "id" | "required" | "children" | "defaultValue"
>;
type Common = FieldWords & { defaultValue?: string; span?: boolean };

function split<Props extends Common>({ name, label, hint, required, defaultValue, span, ...native }: Props) {
  return { words: { name, label, hint, required, className: span ? "span" : undefined }, defaultValue, native };
}

/** One line of text; `type` for passwords, telephone numbers, addresses. A password is never put back. */
export function TextField(props: Common & Native<"input">) {
  const { words, defaultValue, native } = split(props);
  const { type = "text", className, ...rest } = native;
  return (
    <Field {...words}>
      {(wiring, kept) => (
        <input
          {...wiring}
          {...rest}
          type={type}
          name={words.name}
          defaultValue={type === "password" ? undefined : (kept ?? defaultValue)}
          className={classes("input", className)}
        />
      )}
    </Field>
  );
}

/** An exact number typed as text, with its unit behind it. The server reads it; the browser does not round it. */
export function NumberField({
  unit,
  whole = false,
  ...props
}: Common & { unit?: ReactNode; whole?: boolean } & Native<"input">) {
  const { words, defaultValue, native } = split(props);
  const { className, ...rest } = native;
  return (
    <Field {...words}>
      {(wiring, kept) => (
        <span className="with-unit">
          <input
            {...wiring}
            autoComplete="off"
            {...rest}
            type="text"
            inputMode={whole ? "numeric" : "decimal"}
            name={words.name}
            defaultValue={kept ?? defaultValue}
            className={classes("input narrow figure n", className)}
          />
          {unit && <span className="unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export function MoneyField(props: Common & Native<"input">) {
  const t = useTranslations("ui.form");
  return <NumberField unit={t("yuan")} {...props} />;
}

/** A business day, by the system's own calendar. */
export function DateField(props: Common & Native<"input">) {
  const { words, defaultValue, native } = split(props);
  const { className, ...rest } = native;
  return (
    <Field {...words}>
      {(wiring, kept) => (
        <input
          {...wiring}
          {...rest}
          type="date"
          name={words.name}
          defaultValue={kept ?? defaultValue}
          className={classes("input narrow n", className)}
        />
      )}
    </Field>
  );
}

/** Date and time on the bank's clock (`YYYY-MM-DDTHH:mm`, no zone). */
export function DateTimeField(props: Common & Native<"input">) {
  const { words, defaultValue, native } = split(props);
  const { className, ...rest } = native;
  return (
    <Field {...words}>
      {(wiring, kept) => (
        <input
          {...wiring}
          {...rest}
          type="datetime-local"
          name={words.name}
          defaultValue={kept ?? defaultValue}
          className={classes("input n", className)}
        />
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

/** A choice from a list of known things; options with `group` titles where a list is long. */
export function SelectField({
  options,
  groups,
  empty,
  ...props
}: Common & {
  options?: readonly Option[];
  groups?: readonly { label: string; options: readonly Option[] }[];
  /** Words of the empty choice; `false` where one value always holds. */
  empty?: string | false;
} & Native<"select">) {
  const t = useTranslations("ui.form");
  const { words, defaultValue, native } = split(props);
  const { className, ...rest } = native;
  const entry = (option: Option) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
  return (
    <Field {...words}>
      {(wiring, kept) => (
        <select
          {...wiring}
          {...rest}
          name={words.name}
          defaultValue={kept ?? defaultValue ?? (empty === false ? undefined : "")}
          className={classes("input", className)}
        >
          {empty !== false && <option value="">{empty ?? t("choose")}</option>}
          {options?.map(entry)}
          {groups?.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options.map(entry)}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

export function TextAreaField(props: Common & Native<"textarea">) {
  const { words, defaultValue, native } = split(props);
  const { className, ...rest } = native;
  return (
    <Field {...words}>
      {(wiring, kept) => (
        <textarea
          {...wiring}
          rows={3}
          {...rest}
          name={words.name}
          defaultValue={kept ?? defaultValue}
          className={classes("input", className)}
        />
      )}
    </Field>
  );
}

/** A file by the system's own chooser. `types` and `limit` are said in the hint, since nobody reads `accept`. */
export function FileField({ types, limit, ...props }: Common & { types?: string; limit?: string } & Native<"input">) {
  const t = useTranslations("ui.form");
  const { words, native } = split(props);
  const { className, ...rest } = native;
  const hint = words.hint ?? (types && limit ? t("fileHint", { types, size: limit }) : undefined);
  return (
    <Field {...words} hint={hint}>
      {(wiring) => (
        <input {...wiring} {...rest} type="file" name={words.name} className={classes("input", className)} />
      )}
    </Field>
  );
}
