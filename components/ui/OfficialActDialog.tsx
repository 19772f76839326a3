"use client";

import { useTranslations } from "next-intl";
import { type MouseEvent, type ReactNode, useCallback, useId, useRef, useState } from "react";
import { type FormAction, type FormState, IDLE } from "@/lib/kernel/form";
import { ActionForm } from "./form/ActionForm";
import { TextAreaField, TextField } from "./form/inputs";
import { Writable } from "./form/ReadOnly";
import { Icon } from "./Icon";
import { KeyValue, type KeyValueRow } from "./KeyValue";
import { Notice } from "./Notice";
import { ActFace, type ActWords, OfficialAct } from "./OfficialAct";
import { Seal } from "./Seal";
import { useFormPending } from "./SubmitButton";

interface Reason {
  name?: string;
  label?: ReactNode;
  hint?: ReactNode;
  required?: boolean;
  defaultValue?: string;
}

/**
 * An official act from its button to its deed (VISUAL §6): the button opens a sheet with the ground, the effect, the
 * reason and the identity asked once more, and the act itself. Sends `reason` and `password` besides `hidden`, `version`
 * and whatever fields are its children. Without JavaScript the sheet stands open under its button.
 */
export function OfficialActDialog({
  character,
  title,
  meaning,
  heading,
  rows = [],
  missing = [],
  compact = false,
  reason = {},
  identity = true,
  action,
  initial = IDLE,
  version,
  hidden,
  children,
}: ActWords & {
  /** Title of the sheet, when the verb alone is not enough: 处以经济处罚：西郊网点. */
  heading?: ReactNode;
  /** 依据, 后果, 决定人 … */
  rows?: readonly KeyValueRow[];
  missing?: readonly ReactNode[];
  /** The small form of the opening button, for a row of a list. */
  compact?: boolean;
  /** `false` where the act has no reason of its own. */
  reason?: Reason | false;
  /** Ask for the password again. */
  identity?: boolean;
  action: FormAction;
  initial?: FormState;
  version?: number;
  hidden?: Readonly<Record<string, string | number>>;
  children?: ReactNode;
}) {
  const t = useTranslations("ui.act");
  const f = useTranslations("ui.form");
  const id = `act${useId().replace(/[^\w-]/g, "_")}`;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading2 = useRef<HTMLHeadingElement>(null);
  const [done, setDone] = useState<FormState | null>(null);

  const open = (event: MouseEvent) => {
    event.preventDefault();
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
    heading2.current?.focus();
  };
  const finish = useCallback((state: FormState) => {
    dialog.current?.close();
    setDone(state);
  }, []);

  if (missing.length > 0)
    return <OfficialAct character={character} title={title} meaning={meaning} missing={missing} />;

  // Newer browsers open the sheet by these attributes before any script has run.
  const invoker = { commandfor: id, command: "show-modal" };
  return (
    <Writable>
      <div>
        {compact ? (
          <button type="button" className="btn low" onClick={open} aria-haspopup="dialog" {...invoker}>
            <Seal character={character} line />
            {title}
          </button>
        ) : (
          <OfficialAct
            character={character}
            title={title}
            meaning={meaning}
            onClick={open}
            aria-haspopup="dialog"
            {...invoker}
          />
        )}
        {done && (
          <Notice kind="done" live>
            {done.message ?? f("done")}
          </Notice>
        )}
        <dialog ref={dialog} id={id} className="sheet-dialog" aria-labelledby={`${id}-title`}>
          <header>
            <Seal character={character} />
            <h2 ref={heading2} id={`${id}-title`} tabIndex={-1}>
              {heading ?? title}
            </h2>
            <form method="dialog">
              <button type="submit" className="shut" aria-label={t("close")}>
                <Icon name="close" />
              </button>
            </form>
          </header>
          {rows.length > 0 && <KeyValue rows={rows} className="rows" />}
          <ActionForm action={action} initial={initial} version={version} hidden={hidden} onDone={finish}>
            {children}
            {reason && (
              <TextAreaField
                name={reason.name ?? "reason"}
                label={reason.label ?? t("reason")}
                hint={reason.hint}
                required={reason.required ?? true}
                defaultValue={reason.defaultValue}
                maxLength={2000}
              />
            )}
            {identity && (
              <TextField
                type="password"
                name="password"
                label={t("password")}
                hint={t("passwordHint")}
                required
                autoComplete="current-password"
              />
            )}
            <OfficialSubmit character={character} title={title} meaning={meaning} />
          </ActionForm>
        </dialog>
      </div>
    </Writable>
  );
}

/** The binding button itself, inside a form. `name` and `value` tell equal choices of one form apart. */
export function OfficialSubmit({
  character,
  title,
  meaning,
  name,
  value,
}: ActWords & { name?: string; value?: string }) {
  const t = useTranslations("ui.act");
  const pending = useFormPending();
  return (
    <button
      type="submit"
      className="act"
      name={name}
      value={value}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
    >
      <ActFace character={character} title={pending ? t("working") : title} meaning={meaning} />
    </button>
  );
}
