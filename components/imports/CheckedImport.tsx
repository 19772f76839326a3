"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Button } from "@/components/ui/Button";
import { FileField } from "@/components/ui/form/inputs";
import { randomKey } from "@/components/ui/form/key";
import { Writable } from "@/components/ui/form/ReadOnly";
import { Notice } from "@/components/ui/Notice";

type Busy = "check" | "import" | null;

/** What every import answers; each room says more in its own. */
export type CheckedAnswer =
  | { readonly status: "refused"; readonly message: string }
  | { readonly status: "faults" }
  | {
      readonly status: "ready";
      readonly sha256: string;
      readonly confirm: string;
      readonly ignored: readonly string[];
    }
  | { readonly status: "done"; readonly no: string };

type Answered<A extends CheckedAnswer, S extends CheckedAnswer["status"]> = Extract<A, { readonly status: S }>;

/** The answer where it has this status. */
function answered<A extends CheckedAnswer, S extends CheckedAnswer["status"]>(
  answer: CheckedAnswer | null,
  status: S,
): Answered<A, S> | null {
  return answer?.status === status ? (answer as Answered<A, S>) : null;
}

/** What a file would bring. */
export interface Coming {
  /** How much of it there is to import; nothing: it cannot be confirmed. */
  readonly count: number;
  readonly warns: boolean;
  readonly text: ReactNode;
  readonly below?: ReactNode;
}

export interface ImportProps {
  readonly address: string;
  readonly limit: string;
  readonly template: ReactNode;
  /** Unit code for which the source documents are filed. */
  readonly organiser: string;
}

/**
 * Sends a file to be checked, shows everything that is wrong with it or what it would bring, and imports it once that was
 * confirmed. The file stays with the browser in between and is sent again, so that what is imported is what was shown.
 */
export function CheckedImport<A extends CheckedAnswer>({
  words,
  address,
  limit,
  template,
  organiser,
  faults,
  coming,
  done,
}: ImportProps & {
  readonly words: "metrics.upload" | "records.upload";
  readonly faults: (answer: Answered<A, "faults">, fileName: string) => ReactNode;
  readonly coming: (answer: Answered<A, "ready">) => Coming;
  readonly done: (answer: Answered<A, "done">) => ReactNode;
}) {
  const t = useTranslations(words);
  const router = useRouter();
  const [busy, setBusy] = useState<Busy>(null);
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<A | Answered<CheckedAnswer, "refused"> | null>(null);
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
      const given = (await response.json()) as A;
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

  const wrong = answered<A, "faults">(answer, "faults");
  const ready = answered<A, "ready">(answer, "ready");
  const imported = answered<A, "done">(answer, "done");
  const whatComes = (ready: Answered<A, "ready">) => {
    const { count, warns, text, below } = coming(ready);
    return (
      <>
        <Notice kind={warns ? "wait" : "info"} title={t("readyTitle")}>
          {text}
          {ready.ignored.length > 0 && <p>{t("ignored", { columns: ready.ignored.join(" | ") })}</p>}
        </Notice>
        {below}
        <form ref={sources} className="form max-w-[36rem] pt-3" onSubmit={(event) => event.preventDefault()}>
          <EvidenceField unit={organiser} label={t("documents")} />
        </form>
        <p className="flex flex-wrap gap-3 pt-3">
          <Button
            kind="main"
            aria-disabled={busy !== null || count === 0 || undefined}
            onClick={() =>
              count > 0 && void send("import", { confirm: ready.confirm, sha256: ready.sha256, _key: randomKey() })
            }
          >
            {busy === "import" ? t("importing") : t("confirm", { count })}
          </Button>
          <Button kind="plain" onClick={() => setAnswer(null)}>
            {t("cancel")}
          </Button>
        </p>
      </>
    );
  };

  return (
    <Writable>
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
          {wrong && file && faults(wrong, file.name)}
          {ready && whatComes(ready)}
          {imported && (
            <Notice kind="done" title={t("doneTitle", { no: imported.no })}>
              {done(imported)}
            </Notice>
          )}
        </div>
      </div>
    </Writable>
  );
}
