"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FileField, TextAreaField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";

const LIMIT = 1_000_000;

/** A file is read here into the box, so that the form sends text with or without this script. */
export function BringFile() {
  const t = useTranslations("plan.bring");
  const [text, setText] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  return (
    <>
      <FileField
        name="file"
        label={t("file")}
        types="JSON"
        limit="1 MB"
        accept="application/json,.json"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          setTooLarge(file !== undefined && file.size > LIMIT);
          if (file && file.size <= LIMIT) void file.text().then(setText);
        }}
        // Read here, not sent: the form carries its text.
        form="plan-file-stays"
      />
      {tooLarge && (
        <Notice kind="blocked" live>
          {t("tooLarge")}
        </Notice>
      )}
      <TextAreaField
        key={text === null ? "typed" : "read"}
        name="text"
        label={t("text")}
        required
        rows={8}
        spellCheck={false}
        className="code plan-document"
        {...(text === null ? {} : { value: text, onChange: (event) => setText(event.currentTarget.value) })}
      />
    </>
  );
}
