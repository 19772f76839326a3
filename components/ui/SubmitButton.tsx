"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useContext } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonKind, type ButtonSize, buttonClass } from "./Button";
import { FormContext } from "./form/context";

/** True while the surrounding form is under way, whichever of React's two roads it took. */
export function useFormPending(): boolean {
  const { pending } = useFormStatus();
  return useContext(FormContext).pending || pending;
}

/** Sends its form once: while it is under way further clicks do nothing, and the button keeps the focus. */
export function SubmitButton({
  kind = "main",
  size,
  fill,
  className,
  children,
  onClick,
  ...rest
}: { kind?: ButtonKind; size?: ButtonSize; fill?: boolean } & Omit<ComponentProps<"button">, "type">) {
  const t = useTranslations("ui.form");
  const pending = useFormPending();
  return (
    <button
      type="submit"
      className={buttonClass({ kind, size, fill }, className)}
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {pending ? t("working") : children}
    </button>
  );
}
