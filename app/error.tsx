"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/Button";

/** Whatever went wrong on a page; the text of the exception stays on the server, its number is shown. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("ui.error");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <main className="alone-sheet" role="alert">
      <h1 ref={title} tabIndex={-1} className="font-title text-title leading-tight font-strong mb-3">
        {t("title")}
      </h1>
      <p className="prose mb-4">{t("body")}</p>
      {digest && <p className="text-small text-ink-3 mb-4">{t("reference", { reference: digest })}</p>}
      <div className="flex flex-wrap gap-3">
        <Button kind="main" onClick={() => retry()}>
          {t("retry")}
        </Button>
        <Link href="/" className={buttonClass({ kind: "plain" })}>
          {t("home")}
        </Link>
      </div>
    </main>
  );
}
