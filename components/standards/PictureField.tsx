"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Icon } from "@/components/ui/Icon";

/** The picture of how an item should be: shown, replaced as soon as another is chosen, taken away on saving. */
export function PictureField({
  standard,
  revision,
  code,
  referenceId,
}: {
  standard: string;
  revision: number;
  code: string;
  referenceId: string | null;
}) {
  const t = useTranslations("standards");
  const router = useRouter();
  const id = useId();
  const [said, setSaid] = useState<{ busy?: boolean; failed?: string; done?: boolean }>({});

  const send = async (file: File | undefined) => {
    if (!file || said.busy) return;
    setSaid({ busy: true });
    const body = new FormData();
    body.set("item", code);
    body.set("version", String(revision));
    body.set("file", file);
    try {
      const response = await fetch(`/api/standards/${encodeURIComponent(standard)}/reference`, {
        method: "POST",
        body,
      });
      const answer = (await response.json()) as { id?: string; message?: string };
      setSaid(answer.id ? { done: true } : { failed: answer.message ?? t("edit.lost") });
      if (answer.id) router.refresh();
    } catch {
      setSaid({ failed: t("edit.lost") });
    }
  };

  return (
    <>
      {referenceId && (
        <>
          {/* biome-ignore lint/performance/noImgElement: stored pictures are behind a check of rights, not static files */}
          <img
            src={`/api/standards/pictures/${referenceId}`}
            alt={t("read.pictureOf", { code })}
            className="mb-2 max-h-80 max-w-full border border-rule"
          />
          <label className="tick">
            <input type="checkbox" name="picture" value="REMOVE" />
            <span>{t("edit.pictureRemove")}</span>
          </label>
        </>
      )}
      <div className="field">
        <div className="field-label">
          <label htmlFor={id}>{t("edit.picture")}</label>
          <span className="field-hint">{t("edit.pictureHint")}</span>
        </div>
        <input
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          className="input"
          onChange={(event) => void send(event.currentTarget.files?.[0])}
        />
        <p role="status" className="text-note text-ink-3">
          {said.busy ? t("edit.uploading") : said.done && t("edit.uploaded")}
        </p>
        {said.failed && (
          <p className="field-error" role="alert">
            <Icon name="alert" />
            <span>{said.failed}</span>
          </p>
        )}
        <noscript>
          <p className="remark wait">{t("edit.needsScript")}</p>
        </noscript>
      </div>
    </>
  );
}
