"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";

interface Filed {
  readonly id: string;
  readonly name: string;
}

/** For whom files are filed: an outlet, or that of an item that is appealed against or answered. */
type Filing =
  | { readonly unit: string; readonly purpose?: "mystery"; readonly slot?: undefined }
  | {
      readonly slot: Readonly<Record<"campaign" | "kind" | "item", string>>;
      readonly unit?: undefined;
      readonly purpose?: undefined;
    };

/**
 * Files chosen here are filed for the outlet at once and go with the form as `evidence[]`; what was uploaded is kept
 * through a refusal.
 */
export function EvidenceField({ label, ...filing }: Filing & { label: string }) {
  const t = useTranslations("complaints.evidence");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly Filed[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  const send = async (chosen: readonly File[]) => {
    setFailed(null);
    for (const file of chosen) {
      setSending(file.name);
      const outcome = await upload(file, filing, t("lost"));
      if ("id" in outcome) setFiles((before) => [...before, { id: outcome.id, name: file.name }]);
      else setFailed(t("failed", { name: file.name, message: outcome.message }));
    }
    setSending(null);
    if (input.current) input.current.value = "";
  };

  return (
    <div className="field span">
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        <span className="field-hint">{t("hint")}</span>
      </div>
      {files.map((file) => (
        <p key={file.id} className="flex items-center gap-2 border-b border-rule py-1 text-small">
          <input type="hidden" name="evidence[]" value={file.id} />
          <Icon name="attach" className="text-ink-3" />
          <span className="min-w-0 flex-1">{file.name}</span>
          <button
            type="button"
            className={buttonClass({ kind: "plain", size: "low" })}
            aria-label={t("remove", { name: file.name })}
            onClick={() => setFiles((before) => before.filter((other) => other.id !== file.id))}
          >
            <Icon name="close" />
          </button>
        </p>
      ))}
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp,application/pdf,video/*,audio/*"
        className="input"
        onChange={(event) => void send(Array.from(event.currentTarget.files ?? []))}
      />
      <p role="status" className="text-note text-ink-3">
        {sending && t("sending", { name: sending })}
      </p>
      {failed && (
        <p className="field-error" role="alert">
          <Icon name="alert" />
          <span>{failed}</span>
        </p>
      )}
    </div>
  );
}

async function upload(
  file: File,
  { unit, purpose, slot }: Filing,
  lost: string,
): Promise<{ id: string } | { message: string }> {
  try {
    // The bare file, because a recording is too long to be held whole by either side.
    const query = new URLSearchParams({
      ...slot,
      ...(unit !== undefined && { unit }),
      ...(purpose && { purpose }),
      name: file.name,
    });
    const response = await fetch(`/api/files?${query}`, {
      method: "POST",
      headers: { "content-type": file.type || "application/octet-stream" },
      body: file,
    });
    const answer = (await response.json()) as { id?: string; message?: string };
    return answer.id ? { id: answer.id } : { message: answer.message ?? lost };
  } catch {
    return { message: lost };
  }
}
