"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { FaultTable } from "@/components/imports/FaultTable";
import { Button } from "@/components/ui/Button";
import { FileField } from "@/components/ui/form/inputs";
import { randomKey } from "@/components/ui/form/key";
import { Notice } from "@/components/ui/Notice";
import type { ContentAnswer } from "@/lib/standards/types";
import { ContentChanges } from "./ContentChanges";

type Busy = "check" | "write" | null;

/**
 * Sends a table to be compared, shows every fault or every difference, and writes it once that was confirmed. The file
 * stays with the browser in between and is sent again, so that what is written is what was shown.
 */
export function ContentImport({ code, limit }: { code: string; limit: string }) {
  const t = useTranslations("standards.import");
  const columns = useTranslations("standards.table.columns");
  const router = useRouter();
  const [busy, setBusy] = useState<Busy>(null);
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<ContentAnswer | null>(null);
  const result = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (answer) result.current?.focus();
  }, [answer]);

  const send = async (step: Exclude<Busy, null>, fields: Record<string, string>) => {
    if (busy) return;
    if (!file) return setAnswer({ status: "refused", message: t("chooseFirst") });
    setBusy(step);
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("file", file);
    try {
      const response = await fetch(`/api/standards/${encodeURIComponent(code)}/import`, { method: "POST", body });
      const given = (await response.json()) as ContentAnswer;
      setAnswer(given);
      if (given.status === "done") router.refresh();
    } catch {
      setAnswer({ status: "refused", message: t("lost") });
    }
    setBusy(null);
  };

  const check = (event: FormEvent) => {
    event.preventDefault();
    void send("check", {});
  };

  return (
    <div>
      <form onSubmit={check} className="form" noValidate>
        <FileField
          name="file"
          label={t("file")}
          types={t("types")}
          limit={limit}
          required
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0] ?? null);
            setAnswer(null);
          }}
        />
        <div className="foot">
          <Button
            type="submit"
            kind={answer?.status === "ready" ? "quiet" : "main"}
            aria-disabled={busy !== null || undefined}
          >
            {busy === "check" ? t("checking") : t("check")}
          </Button>
        </div>
      </form>
      <noscript>
        <p className="remark wait">{t("needsScript")}</p>
      </noscript>
      <div ref={result} tabIndex={-1} aria-live="polite">
        {answer?.status === "refused" && <Notice kind="blocked">{answer.message}</Notice>}
        {answer?.status === "faults" && file && (
          <FaultTable
            fileName={file.name}
            faults={answer.faults.map(({ row, column, sentence }) => ({
              row,
              column: column && columns(column),
              says: sentence,
            }))}
          />
        )}
        {answer?.status === "same" && (
          <Notice kind="info" title={t("sameTitle")}>
            {t("sameText", { items: answer.items })}
          </Notice>
        )}
        {answer?.status === "ready" && (
          <>
            <Notice kind="wait" title={t("readyTitle")}>
              {t("readyText", {
                added: answer.diff.added.length,
                removed: answer.diff.removed.length,
                changed: answer.diff.changed.length,
                moved: answer.diff.moved.length,
              })}
              {answer.ignored.length > 0 && <p>{t("ignored", { columns: answer.ignored.join(" | ") })}</p>}
            </Notice>
            <ContentChanges diff={answer.diff} />
            <p className="flex flex-wrap gap-3 pt-3">
              <Button
                kind="main"
                aria-disabled={busy !== null || undefined}
                onClick={() =>
                  void send("write", {
                    confirm: "yes",
                    sha256: answer.sha256,
                    versionId: answer.versionId,
                    revision: String(answer.revision),
                    _key: randomKey(),
                  })
                }
              >
                {busy === "write" ? t("writing") : t("confirm", { version: answer.into })}
              </Button>
              <Button kind="plain" onClick={() => setAnswer(null)}>
                {t("cancel")}
              </Button>
            </p>
          </>
        )}
        {answer?.status === "done" && (
          <Notice kind="done" title={t("doneTitle", { version: answer.version })}>
            <Link href={`/standards/${answer.code}?version=${answer.version}`}>{t("doneLink")}</Link>
          </Notice>
        )}
      </div>
    </div>
  );
}
