"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Button } from "@/components/ui/Button";
import { FileField } from "@/components/ui/form/inputs";
import { randomKey } from "@/components/ui/form/key";
import { Notice } from "@/components/ui/Notice";
import type { ImportAnswer } from "@/lib/metrics/types";
import { ChangeTable } from "./ChangeTable";
import { FaultTable } from "./FaultTable";

type Busy = "check" | "import" | null;

/**
 * Sends a file to be checked, shows everything that is wrong with it or what it would change, and imports it once that
 * was confirmed. The file stays with the browser in between and is sent again, so that what is imported is what was shown.
 */
export function ImportForm({
  address,
  limit,
  template,
  organiser,
}: {
  address: string;
  limit: string;
  template: ReactNode;
  /** Unit code for which the source documents are filed. */
  organiser: string;
}) {
  const t = useTranslations("metrics.upload");
  const router = useRouter();
  const [busy, setBusy] = useState<Busy>(null);
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const sources = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (answer) result.current?.focus();
  }, [answer]);

  const send = async (step: Exclude<Busy, null>, fields: Record<string, string>) => {
    if (busy) return;
    if (!file) return setAnswer({ status: "refused", message: t("chooseFirst") });
    setBusy(step);
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const filed = sources.current ? new FormData(sources.current).getAll("evidence[]") : [];
    if (filed.length > 0) body.set("evidence", filed.join(" "));
    body.set("file", file);
    try {
      const response = await fetch(address, { method: "POST", body });
      const given = (await response.json()) as ImportAnswer;
      setAnswer(given);
      if (given.status === "done") router.refresh();
    } catch {
      // Also when the file was changed on disk after it was chosen: the browser then refuses to read it.
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
      <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-2">
        {template}
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
      </div>
      <noscript>
        <p className="remark wait">{t("needsScript")}</p>
      </noscript>
      <div ref={result} tabIndex={-1} aria-live="polite">
        {answer?.status === "refused" && <Notice kind="blocked">{answer.message}</Notice>}
        {answer?.status === "faults" && file && <FaultTable faults={answer.faults} fileName={file.name} />}
        {answer?.status === "ready" && (
          <>
            <Notice kind={answer.replaced > 0 ? "wait" : "info"} title={t("readyTitle")}>
              {t("readyText", {
                fresh: answer.fresh,
                replaced: answer.replaced,
                unchanged: answer.unchanged,
                skipped: answer.skipped,
              })}
              {answer.ignored.length > 0 && <p>{t("ignored", { columns: answer.ignored.join(" | ") })}</p>}
            </Notice>
            {answer.changes.length > 0 && <ChangeTable changes={answer.changes} total={answer.replaced} />}
            <form ref={sources} className="form max-w-[36rem] pt-3" onSubmit={(event) => event.preventDefault()}>
              <EvidenceField unit={organiser} label={t("documents")} />
            </form>
            <p className="flex flex-wrap gap-3 pt-3">
              <Button
                kind="main"
                aria-disabled={busy !== null || answer.fresh + answer.replaced === 0 || undefined}
                onClick={() =>
                  answer.fresh + answer.replaced > 0 &&
                  void send("import", { confirm: answer.confirm, sha256: answer.sha256, _key: randomKey() })
                }
              >
                {busy === "import" ? t("importing") : t("confirm", { count: answer.fresh + answer.replaced })}
              </Button>
              <Button kind="plain" onClick={() => setAnswer(null)}>
                {t("cancel")}
              </Button>
            </p>
          </>
        )}
        {answer?.status === "done" && (
          <Notice kind="done" title={t("doneTitle", { no: answer.no })}>
            {t("doneText", { rows: answer.rows, figures: answer.figures, replaced: answer.replaced })}
          </Notice>
        )}
      </div>
    </div>
  );
}
