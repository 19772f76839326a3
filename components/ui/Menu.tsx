"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** A leaf that hangs from a word. Native `<details>`; with JavaScript it also closes on Escape, outside clicks and links. */
export function Menu({
  summary,
  label,
  className,
  children,
}: {
  summary: ReactNode;
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (!menu?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        menu.open = false;
        menu.querySelector("summary")?.focus();
      } else if (event.target instanceof Element && (!menu.contains(event.target) || event.target.closest("a"))) {
        menu.open = false;
      }
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("keydown", close);
    };
  }, []);

  return (
    <details ref={details} className={className ? `menu ${className}` : "menu"}>
      <summary aria-label={label}>{summary}</summary>
      <div className="leaf">{children}</div>
    </details>
  );
}
