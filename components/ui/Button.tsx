import Link from "next/link";
import type { ComponentProps } from "react";
import { classes } from "./classes";

export type ButtonKind = "main" | "quiet" | "plain";
export type ButtonSize = "normal" | "low" | "tall";

interface Look {
  kind?: ButtonKind;
  size?: ButtonSize;
  /** As wide as its column: the action at the foot of a phone page. */
  fill?: boolean;
}

export function buttonClass({ kind = "quiet", size = "normal", fill = false }: Look, more?: string): string {
  return classes("btn", kind !== "quiet" && kind, size !== "normal" && size, fill && "fill", more);
}

/** An everyday click. What binds the bank is an `OfficialAct` instead (VISUAL §1.3). */
export function Button({ kind, size, fill, className, type = "button", ...rest }: Look & ComponentProps<"button">) {
  return <button type={type} className={buttonClass({ kind, size, fill }, className)} {...rest} />;
}

/** The same face on an address. Downloads and other documents that are not pages: `document`. */
export function LinkButton({
  kind,
  size,
  fill,
  className,
  href,
  document = false,
  ...rest
}: Look & { href: string; document?: boolean } & Omit<ComponentProps<"a">, "href">) {
  const face = buttonClass({ kind, size, fill }, className);
  if (document) return <a href={href} className={face} {...rest} />;
  return <Link href={href} className={face} {...rest} />;
}
