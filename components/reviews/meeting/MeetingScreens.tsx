"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Icon } from "@/components/ui/Icon";

export interface Screen {
  key: string;
  title: string;
  /** Screen 2 of 8. */
  place: string;
  content: ReactNode;
}

/** One screen at a time, turned with the arrow keys, a presenter's clicker or the buttons; without scripts all under one another. */
export function MeetingScreens({
  screens,
  back,
  words,
}: {
  screens: readonly Screen[];
  back: string;
  words: { previous: string; next: string; keys: string };
}) {
  const router = useRouter();
  const [at, setAt] = useState<number | null>(null);
  const turn = useCallback(
    (step: number) =>
      setAt((now) => {
        const next = Math.min(screens.length - 1, Math.max(0, (now ?? 0) + step));
        window.history.replaceState(null, "", `#${screens[next]?.key}`);
        window.scrollTo(0, 0);
        return next;
      }),
    [screens],
  );
  useEffect(() => {
    const named = screens.findIndex(({ key }) => `#${key}` === window.location.hash);
    setAt(Math.max(0, named));
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowRight" || event.key === "PageDown") turn(1);
      else if (event.key === "ArrowLeft" || event.key === "PageUp") turn(-1);
      else if (event.key === "Escape") router.push(back as "/");
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [screens, turn, router, back]);
  return (
    <>
      {screens.map(({ key, title, content }, index) => (
        <section key={key} id={key} className="screen" aria-label={title} hidden={at !== null && at !== index}>
          <h2>{title}</h2>
          {content}
        </section>
      ))}
      {at !== null && (
        <nav className="turns no-print" aria-label={words.keys}>
          <button type="button" className="button" disabled={at === 0} onClick={() => turn(-1)}>
            <Icon name="back" label={words.previous} />
          </button>
          <span className="n" aria-live="polite">
            {screens[at]?.place}
          </span>
          <button type="button" className="button" disabled={at === screens.length - 1} onClick={() => turn(1)}>
            <Icon name="next" label={words.next} />
          </button>
          <span className="keys">{words.keys}</span>
        </nav>
      )}
    </>
  );
}
