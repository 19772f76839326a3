"use client";

import "./globals.css";
import en from "@/lib/platform/i18n/messages/en/failure.json";
import zh from "@/lib/platform/i18n/messages/zh-CN/failure.json";

/** Stands in when even the frame failed, so it asks nothing of it: no session, no language, both languages at once. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <html lang="zh-CN">
      <body>
        <title>{zh.title}</title>
        <main className="alone-sheet">
          {[zh, en].map((words, index) => (
            <section key={words.title} lang={index === 0 ? "zh-CN" : "en"} className="mb-6">
              <h1 className="font-title text-title leading-tight font-strong mb-3">{words.title}</h1>
              <p className="prose">{words.body}</p>
            </section>
          ))}
          {digest && <p className="code text-ink-3 mb-4">{digest}</p>}
          <button type="button" className="btn main" onClick={() => retry()}>
            {zh.retry} <span lang="en">{en.retry}</span>
          </button>
        </main>
      </body>
    </html>
  );
}
