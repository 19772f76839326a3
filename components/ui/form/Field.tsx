"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useContext, useEffect, useId } from "react";
import { classes } from "../classes";
import { Icon } from "../Icon";
import { FormContext, fieldId } from "./context";

export interface FieldWords {
  name: string;
  label: ReactNode;
  /** Range, unit, who will read it: stands beside the label, never inside the box. */
  hint?: ReactNode;
  required?: boolean;
}

export interface Wiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

/** Ids that tie label, hint and error together, the errors, and the input to put back. Works in plain forms too. */
export function useField({ name, label, hint, required }: FieldWords) {
  const form = useContext(FormContext);
  const own = useId();
  const id = fieldId(form.id || own, name);
  const errors = form.errors[name] ?? [];
  const { announce } = form;
  const spoken = typeof label === "string" ? label : undefined;
  useEffect(() => {
    if (spoken) announce(name, spoken);
  }, [announce, name, spoken]);
  const hintId = hint || required ? `${id}-hint` : undefined;
  const errorId = errors.length > 0 ? `${id}-error` : undefined;
  const wiring: Wiring = {
    id,
    "aria-describedby": classes(errorId, hintId) || undefined,
    "aria-invalid": errors.length > 0 || undefined,
    "aria-required": required || undefined,
  };
  return { wiring, errors, hintId, errorId, kept: form.values?.[name], anyKept: form.values !== undefined };
}

export function FieldErrors({ id, errors }: { id: string | undefined; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={id}>
      {errors.map((error) => (
        <p key={error} className="field-error">
          <Icon name="alert" />
          <span>{error}</span>
        </p>
      ))}
    </div>
  );
}

export function FieldHint({ id, hint, required }: { id: string | undefined; hint?: ReactNode; required?: boolean }) {
  const t = useTranslations("ui.form");
  if (!id) return null;
  return (
    <span id={id} className="field-hint">
      {hint}
      {required && !hint && t("required")}
    </span>
  );
}

/** Label above, hint beside it, control, error under it. For a control of your own: give it `wiring` from the render function. */
export function Field({
  className,
  children,
  ...words
}: FieldWords & { className?: string; children: (wiring: Wiring, kept: string | undefined) => ReactNode }) {
  const { wiring, errors, hintId, errorId, kept } = useField(words);
  return (
    <div className={classes("field", className)}>
      <div className="field-label">
        <label htmlFor={wiring.id}>{words.label}</label>
        <FieldHint id={hintId} hint={words.hint} required={words.required} />
      </div>
      {children(wiring, kept)}
      <FieldErrors id={errorId} errors={errors} />
    </div>
  );
}
