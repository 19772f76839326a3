"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useContext } from "react";
import { classes } from "@/components/ui/classes";
import { FormContext, fieldId } from "@/components/ui/form/context";
import { FieldErrors } from "@/components/ui/form/Field";
import { type ExampleOf, workedExample } from "@/lib/campaigns/rules/examples";
import { fieldOf } from "@/lib/campaigns/rules/fields";
import type { Line } from "@/lib/campaigns/rules/lines";
import type { Text } from "@/lib/kernel/text";
import { pick } from "@/lib/platform/i18n/format";
import { anchorOf } from "./anchor";
import { BlankValue } from "./Blank";
import { useLiveValues } from "./LiveValues";

/** Rules as sentences with blanks, each with its clause and an example worked out from what stands in the blanks. */
export function Sentences({
  lines,
  editable,
  start = 1,
  head = false,
  label,
}: {
  lines: readonly Line[];
  editable: boolean;
  start?: number;
  /** Names the two columns, where the examples are worked out from the blanks. */
  head?: boolean;
  label?: string;
}) {
  const t = useTranslations("setup");
  const plain = lines.every((line) => line.example === null);
  return (
    <ol className={classes("says", plain && "plain")} start={start} aria-label={label}>
      {head && !plain && (
        <li className="hd" aria-hidden="true">
          <span />
          <span>{t("sentence")}</span>
          <span>{t("example")}</span>
        </li>
      )}
      {lines.map((line, index) => (
        <li key={line.id} id={anchorOf(line.id)}>
          <span className="no n">{start + index}</span>
          <Say line={line} editable={editable} />
          {line.example ? (
            <span className="eg n">
              <ExampleText of={line.example} line={line} />
            </span>
          ) : (
            !plain && <span className="eg" />
          )}
          <Wrong line={line} />
        </li>
      ))}
    </ol>
  );
}

function Say({ line, editable }: { line: Line; editable: boolean }) {
  const t = useTranslations("setup");
  const locale = useLocale();
  const name = pick(line.name, locale);
  const tags = Object.fromEntries(
    Object.entries(line.blanks).map(([tag, blank]) => [
      tag,
      (words: ReactNode) => (
        <BlankValue
          blank={blank}
          editable={editable}
          label={`${name}${locale === "en" ? ", " : "，"}${Array.isArray(words) ? words.join("") : String(words)}`}
        />
      ),
    ]),
  );
  const values = Object.fromEntries(
    Object.entries(line.values).map(([key, value]) => [key, isText(value) ? pick(value, locale) : value]),
  );
  return (
    <span>
      {t.rich(
        `says.${line.say}` as "says.measure",
        { ...values, ...tags, name, b: (words: ReactNode) => <b>{words}</b> } as never,
      )}
      {line.clause && (
        <>
          {" "}
          <span className="ref" title={line.clause.wording && pick(line.clause.wording, locale)}>
            {pick(line.clause.article, locale)}
          </span>
        </>
      )}
    </span>
  );
}

function isText(value: Text | string | number): value is Text {
  return typeof value === "object";
}

function ExampleText({ of, line }: { of: ExampleOf; line: Line }) {
  const t = useTranslations("setup");
  const { typedAt } = useLiveValues();
  const saved = new Map(Object.values(line.blanks).map((blank) => [blank.path, blank.value]));
  const example = workedExample(of, (path) => typedAt(path, saved.get(path) ?? savedBeside(of, path)));
  const words = t.rich(
    `examples.${example.say}` as "examples.mean",
    { ...example.values, b: (words: ReactNode) => <b>{words}</b> } as never,
  );
  return example.say === "open" ? <span className="wait">{words}</span> : words;
}

/** A limit's example also looks at the points of the first entry, which stand on another line. */
function savedBeside(of: ExampleOf, path: string): string {
  return of.kind === "limit" && of.each === path ? of.saved : "";
}

function Wrong({ line }: { line: Line }) {
  const { id, errors } = useContext(FormContext);
  const wrong = Object.values(line.blanks).flatMap((blank) => {
    const name = fieldOf(blank.path);
    return errors[name] ? [{ name, messages: errors[name] }] : [];
  });
  if (wrong.length === 0) return null;
  return (
    <div className="wrong">
      {wrong.map(({ name, messages }) => (
        <FieldErrors key={name} id={`${fieldId(id, name)}-error`} errors={messages} />
      ))}
    </div>
  );
}
