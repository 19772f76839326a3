"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import type { DraftAnswers } from "@/lib/inspections/types";
import { costSoFar } from "./tally";
import type { CheckSectionModel } from "./types";

/**
 * One tap for everything in a group that nobody has said anything about yet: it passes, the group says how many items
 * that were, and one more tap takes exactly these back. What is a matter of opinion has no such answer.
 */
export function Rest({
  section,
  answers,
  changed,
}: {
  section: CheckSectionModel;
  answers: DraftAnswers;
  changed: () => void;
}) {
  const t = useTranslations("inspections.capture");
  const box = useRef<HTMLDivElement>(null);
  const [passed, setPassed] = useState<readonly string[]>([]);
  const open = section.items.filter(
    (item) => item.form.kind !== "CRITERION" && costSoFar(item, answers[item.code]) === null && !answers[item.code],
  );
  const still = passed.filter((code) => answers[code] && passes(section, answers, code));
  const radio = (code: string) =>
    box.current
      ?.closest("form")
      ?.querySelector<HTMLInputElement>(`#item-${CSS.escape(code)} [data-verdict="PASS"] > input`);

  if (still.length > 0)
    return (
      <div ref={box} className="rest" role="status">
        <span>
          <Icon name="check" className="ok" /> {t("restDone", { count: still.length })}
        </span>
        <button
          type="button"
          className="btn"
          onClick={() => {
            for (const code of still) {
              const input = radio(code);
              if (input) input.checked = false;
            }
            setPassed([]);
            changed();
          }}
        >
          {t("undo")}
        </button>
      </div>
    );
  if (open.length < 2) return <div ref={box} hidden />;
  return (
    <div ref={box} className="rest">
      <span />
      <button
        type="button"
        className="btn"
        onClick={() => {
          const done: string[] = [];
          for (const { code } of open) {
            const input = radio(code);
            if (!input) continue;
            input.checked = true;
            done.push(code);
          }
          setPassed(done);
          changed();
        }}
      >
        {t("rest", { count: open.length })}
      </button>
    </div>
  );
}

/** Whoever then took points off an item after all has answered it: that is no longer undone. */
function passes(section: CheckSectionModel, answers: DraftAnswers, code: string): boolean {
  const item = section.items.find((one) => one.code === code);
  const verdict = answers[code]?.verdict;
  return (
    item !== undefined &&
    verdict !== "NOT_APPLICABLE" &&
    verdict !== "NOT_OBSERVED" &&
    costSoFar(item, answers[code]) === 0
  );
}
