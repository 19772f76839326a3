"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import {
  type FormEvent,
  Fragment,
  type ReactNode,
  startTransition,
  useActionState,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { type FormAction, type FormState, IDLE } from "@/lib/kernel/form";
import { buttonClass } from "../Button";
import { classes } from "../classes";
import { Notice } from "../Notice";
import { SubmitButton } from "../SubmitButton";
import { FormContext, fieldId } from "./context";
import { ErrorSummary } from "./ErrorSummary";
import { randomKey } from "./key";
import { Writable } from "./ReadOnly";

interface ActionFormProps {
  action: FormAction;
  initial?: FormState;
  /** Version of the record on the page, sent as `version`. */
  version?: number;
  /** Values that belong to the form but are nobody's field, such as the id of the record. */
  hidden?: Readonly<Record<string, string | number>>;
  /** `reset` empties the form for the next entry; `keep` leaves what was saved (editing). */
  afterDone?: "reset" | "keep";
  onDone?: (state: FormState) => void;
  /** Words of the main button; without them `children` brings its own `SubmitButton`. */
  submit?: ReactNode;
  cancel?: { href: string; label: ReactNode };
  layout?: "stack" | "row";
  className?: string;
  children?: ReactNode;
}

/**
 * The one way a form sends a server action. Before JavaScript arrives it is a plain POST, and the page comes back with
 * the errors and the input. After that nothing is reset on refusal (not even chosen files), errors are summarised and
 * focused, a second click does nothing, and `_key` lets the server recognise a repeated request. `reads`: the act changes
 * nothing of a campaign (as its use case says too), and is there in the archive as well.
 */
export function ActionForm({ reads = false, ...form }: ActionFormProps & { reads?: boolean }) {
  return reads ? (
    <LiveForm {...form} />
  ) : (
    <Writable>
      <LiveForm {...form} />
    </Writable>
  );
}

function LiveForm({
  action,
  initial = IDLE,
  version,
  hidden = {},
  afterDone = "reset",
  onDone,
  submit,
  cancel,
  layout = "stack",
  className,
  children,
}: ActionFormProps) {
  const t = useTranslations("ui.form");
  const id = useId();
  const [state, send, pending] = useActionState(action, initial);
  const [key, setKey] = useState(randomKey);
  const [entry, setEntry] = useState(0);
  const labels = useRef(new Map<string, string>());
  const announce = useCallback((name: string, label: string) => void labels.current.set(name, label), []);
  const refused = state.status === "refused";

  const settled = useRef(state);
  useEffect(() => {
    if (settled.current === state) return;
    settled.current = state;
    if (state.status !== "done") return;
    setKey(randomKey());
    if (afterDone === "reset") setEntry((entry) => entry + 1);
    onDone?.(state);
  }, [state, afterDone, onDone]);

  // React empties a form after its action ran. Sending it ourselves keeps the input; `action` stays for the time before.
  const submitHere = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  };

  const context = useMemo(
    () => ({
      id,
      pending,
      errors: (refused && state.fieldErrors) || {},
      values: refused ? state.values : undefined,
      announce,
    }),
    [id, pending, refused, state, announce],
  );

  const items = Object.entries(context.errors).flatMap(([name, messages]) =>
    messages.map((message) => ({ message, label: labels.current.get(name), target: fieldId(id, name) })),
  );

  return (
    <FormContext value={context}>
      <form
        action={send}
        onSubmit={submitHere}
        noValidate
        className={classes("form", layout === "row" && "row", className)}
        aria-busy={pending || undefined}
      >
        <input key={key} type="hidden" name="_key" defaultValue={key} suppressHydrationWarning />
        {version !== undefined && <input type="hidden" name="version" value={state.version ?? version} />}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {refused && !pending && <ErrorSummary message={state.message} items={items} reference={state.reference} />}
        {state.status === "done" && !pending && (
          <Notice kind="done" live>
            {state.message ?? t("done")}
            {state.reference && <span className="text-ink-3"> {t("reference", { reference: state.reference })}</span>}
          </Notice>
        )}
        <Fragment key={entry}>{children}</Fragment>
        {submit && (
          <div className="foot">
            <SubmitButton>{submit}</SubmitButton>
            {cancel && (
              <Link href={cancel.href} className={buttonClass({ kind: "plain" })}>
                {cancel.label}
              </Link>
            )}
          </div>
        )}
      </form>
    </FormContext>
  );
}
