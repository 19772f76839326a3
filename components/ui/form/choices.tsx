"use client";

import type { ReactNode } from "react";
import { classes } from "../classes";
import { FieldErrors, FieldHint, type FieldWords, useField } from "./Field";

/** One yes-or-no. Sends `value` (default `on`) when ticked, nothing otherwise. */
export function CheckboxField({
  value = "on",
  defaultChecked = false,
  ...words
}: FieldWords & { value?: string; defaultChecked?: boolean }) {
  const { wiring, errors, hintId, errorId, kept, anyKept } = useField(words);
  return (
    <div className="field">
      <label className="tick" htmlFor={wiring.id}>
        <input
          {...wiring}
          type="checkbox"
          name={words.name}
          value={value}
          defaultChecked={anyKept ? kept === value : defaultChecked}
        />
        <span>
          {words.label}
          <FieldHint id={hintId} hint={words.hint} required={words.required} />
        </span>
      </label>
      <FieldErrors id={errorId} errors={errors} />
    </div>
  );
}

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  /** Colour once chosen, where the choice itself means passed or deducted. */
  tone?: "song" | "zhe";
}

interface Group extends FieldWords {
  choices: readonly Choice[];
}

function GroupFrame({
  words,
  children,
  className,
}: {
  words: FieldWords;
  className?: string;
  children: (field: ReturnType<typeof useField>) => ReactNode;
}) {
  const field = useField(words);
  return (
    <fieldset
      className="field"
      id={field.wiring.id}
      tabIndex={-1}
      aria-describedby={field.wiring["aria-describedby"]}
      aria-invalid={field.wiring["aria-invalid"]}
    >
      <legend className="field-label">
        <span className="name">{words.label}</span>
        <FieldHint id={field.hintId} hint={words.hint} required={words.required} />
      </legend>
      <div className={className}>{children(field)}</div>
      <FieldErrors id={field.errorId} errors={field.errors} />
    </fieldset>
  );
}

/** One of a few, all in sight. `flow` sets short ones side by side. */
export function RadioGroup({
  choices,
  defaultValue,
  flow = false,
  ...words
}: Group & { defaultValue?: string; flow?: boolean }) {
  return (
    <GroupFrame words={words} className={classes("radios", flow && "flow")}>
      {({ kept }) =>
        choices.map((choice) => (
          <label key={choice.value} className="tick">
            <input
              type="radio"
              name={words.name}
              value={choice.value}
              disabled={choice.disabled}
              defaultChecked={(kept ?? defaultValue) === choice.value}
            />
            <span>
              {choice.label}
              {choice.hint && <span className="field-hint">{choice.hint}</span>}
            </span>
          </label>
        ))
      }
    </GroupFrame>
  );
}

/** Two to four equal answers in one row: 合格 / 扣分 / 不适用. `fit` keeps it as narrow as its words. */
export function Segmented({
  choices,
  defaultValue,
  fit = false,
  onChange,
  ...words
}: Group & { defaultValue?: string; fit?: boolean; onChange?: (value: string) => void }) {
  return (
    <GroupFrame words={words} className={classes("segmented", fit && "fit")}>
      {({ kept }) =>
        choices.map((choice) => (
          <label key={choice.value} className={choice.tone}>
            <input
              type="radio"
              name={words.name}
              value={choice.value}
              disabled={choice.disabled}
              defaultChecked={(kept ?? defaultValue) === choice.value}
              onChange={onChange && ((event) => onChange(event.currentTarget.value))}
            />
            <span>{choice.label}</span>
          </label>
        ))
      }
    </GroupFrame>
  );
}

/** Any of a few; every ticked one sends `name` once more. */
export function CheckboxGroup({
  choices,
  defaultValues = [],
  flow = false,
  ...words
}: Group & { defaultValues?: readonly string[]; flow?: boolean }) {
  return (
    <GroupFrame words={words} className={classes("radios", flow && "flow")}>
      {() =>
        choices.map((choice) => (
          <label key={choice.value} className="tick">
            <input
              type="checkbox"
              name={words.name}
              value={choice.value}
              disabled={choice.disabled}
              defaultChecked={defaultValues.includes(choice.value)}
            />
            <span>
              {choice.label}
              {choice.hint && <span className="field-hint">{choice.hint}</span>}
            </span>
          </label>
        ))
      }
    </GroupFrame>
  );
}
