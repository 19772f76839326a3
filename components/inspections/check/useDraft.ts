"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DraftAnswers } from "@/lib/inspections/types";
import { deviceKey, isHere, type OnDevice, readDevice, writeDevice } from "../offline/texts";
import type { CheckSheetModel, StoredDraft } from "./types";
import { type Hold, useHold } from "./useHold";
import type { Times } from "./useTimes";

/** The same text, whatever the order of its parts; the server trims what it keeps. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.trim());
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== "");
  return `{${entries
    .map(([key, part]) => `${key}:${canonical(part)}`)
    .sort()
    .join()}}`;
}

export type DraftPhase =
  | { readonly kind: "fresh" | "saved" | "waiting" | "saving" | "offline" }
  /** Saved elsewhere meanwhile; both texts are at hand. */
  | { readonly kind: "stale"; readonly stored: StoredDraft | null }
  /** Another tab of this device is working on it; what is typed there is kept there. */
  | { readonly kind: "elsewhere" }
  /** The account has signed out in another tab: nothing more is kept on this device. */
  | { readonly kind: "signedOut" }
  /** The server will not keep it any more, and says why; it stays on the device. */
  | { readonly kind: "refused"; readonly message: string };

/** When it was last saved; a draft that was only opened holds nothing yet. */
function begunAt(draft: StoredDraft | null): number | null {
  return draft && Object.keys(draft.answers).length > 0 ? Date.parse(draft.savedAt) : null;
}

/** Another tab saved it after this page was drawn, so that the page is behind the device. */
function isAhead(kept: OnDevice, page: { known: number; drawnAt: number; again: boolean }): boolean {
  return page.again ? kept.revision >= page.known : kept.revision > page.known && kept.at > page.drawnAt - 60_000;
}

/** Saves a form on the device at once and at the server a moment later; without a line it waits and tries again. */
export function useDraft(
  model: CheckSheetModel,
  restore: (answers: DraftAnswers) => void,
  times: Pick<Times, "spent" | "begin">,
) {
  const key = deviceKey(model, model.draft?.id ?? null);
  const [phase, setPhase] = useState<DraftPhase>({ kind: begunAt(model.draft) === null ? "fresh" : "saved" });
  const [savedAt, setSavedAt] = useState<number | null>(begunAt(model.draft));
  const [restored, setRestored] = useState(false);
  /** Milliseconds by which this device's clock is ahead of the server's. */
  const [drift, setDrift] = useState(0);
  const { hold, take } = useHold(key);
  const router = useRouter();
  const state = useRef({
    revision: model.draft?.revision ?? 0,
    id: model.draft?.id ?? null,
    answers: model.draft?.answers ?? ({} as DraftAnswers),
    sent: null as DraftAnswers | null,
    changed: false,
    flying: false,
    halted: false,
    /** Whether this tab is the one of the device that works on the form; the others neither keep nor send. */
    mine: false,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
    /** How far the product's clock is ahead of this device's. */
    ahead: 0,
  });

  const send = useCallback(async () => {
    const at = state.current;
    clearTimeout(at.timer);
    if (at.flying || !at.changed || at.halted || !at.mine) return;
    at.flying = true;
    at.changed = false;
    setPhase({ kind: "saving" });
    const { answers } = at;
    const lost = at.sent;
    at.sent = answers;
    const body = JSON.stringify({
      unit: model.unit.code,
      method: model.method,
      onDay: model.onDay,
      revision: at.revision,
      answers,
      ...(model.month ? { month: model.month } : {}),
      ...(model.method !== "SELF" && at.id ? { draft: at.id } : {}),
    });
    try {
      const answer = await fetch(`/campaigns/${encodeURIComponent(model.campaign)}/inspections/drafts`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body,
        signal: AbortSignal.timeout(15_000),
      });
      const told = Date.parse(answer.headers.get("date") ?? "");
      if (!Number.isNaN(told)) setDrift(Date.now() - told);
      if (answer.status >= 500) throw new Error(String(answer.status));
      // Taken over meanwhile: the tab that goes on knows what had been sent, and finds it at the server.
      if (!at.mine) return;
      const said = (await answer.json()) as {
        id: string;
        revision: number;
        savedAt: string;
        code?: string;
        message?: string;
        stored?: StoredDraft;
      };
      if (answer.ok) {
        at.revision = said.revision;
        at.id = said.id;
        at.sent = null;
        setSavedAt(Date.parse(said.savedAt));
        writeDevice(key, {
          answers: at.answers,
          revision: said.revision,
          at: Date.now() + at.ahead,
          unsent: at.changed,
          method: model.method,
          sent: null,
          spent: times.spent(),
        });
        setPhase({ kind: at.changed ? "waiting" : "saved" });
      } else if (answer.status === 409 && said.stored && lost && saysTheSame(said.stored.answers, lost)) {
        // It was this form that wrote it: the save had arrived and only its answer was lost.
        at.revision = said.stored.revision;
        at.id = said.stored.id;
        at.sent = null;
        at.changed = true;
      } else {
        at.halted = true;
        at.changed = true;
        setPhase(
          answer.status === 409
            ? { kind: "stale", stored: said.stored ?? null }
            : { kind: "refused", message: said.message ?? "" },
        );
      }
    } catch {
      if (!at.mine) return;
      at.changed = true;
      setPhase({ kind: "offline" });
      at.timer = setTimeout(() => void send(), 15_000);
    } finally {
      at.flying = false;
      if (at.changed && !at.halted && at.mine) {
        clearTimeout(at.timer);
        at.timer = setTimeout(() => void send(), 1_500);
      }
    }
  }, [key, model, times]);

  const changed = useCallback(
    (answers: DraftAnswers) => {
      const at = state.current;
      at.answers = answers;
      at.changed = true;
      if (!at.mine) return;
      if (!isHere(model.accountId)) {
        setPhase({ kind: "signedOut" });
        return;
      }
      const now = Date.now() + at.ahead;
      writeDevice(key, {
        answers,
        revision: at.revision,
        at: now,
        unsent: true,
        method: model.method,
        sent: at.sent,
        spent: times.spent(),
      });
      setSavedAt(now);
      if (at.halted || at.flying) return;
      setPhase((before) => (before.kind === "offline" ? before : { kind: "waiting" }));
      clearTimeout(at.timer);
      at.timer = setTimeout(() => void send(), 700);
    },
    [key, model.accountId, model.method, send, times],
  );

  /** The form is this tab's now: what the device holds and the page does not know yet is put back. */
  const begin = useCallback(
    (again: boolean) => {
      const at = state.current;
      const kept = readDevice(key);
      // Another tab had it and left nothing behind: it was handed in there, and the page will say so.
      if (again && !kept) router.refresh();
      const stored = model.draft;
      const known = Math.max(at.revision, stored?.revision ?? 0);
      at.halted = false;
      setPhase({ kind: begunAt(stored) === null ? "fresh" : "saved" });
      if (!kept || !(kept.unsent || isAhead(kept, { known, drawnAt: Date.parse(model.at), again }))) {
        if (at.changed) changed(at.answers);
        return;
      }
      const ours =
        stored !== null &&
        (saysTheSame(stored.answers, kept.sent ?? null) || saysTheSame(stored.answers, kept.answers));
      restore(kept.answers);
      times.begin(kept.spent ?? {});
      setSavedAt(kept.at);
      at.answers = kept.answers;
      at.sent = kept.sent;
      at.changed = kept.unsent;
      if (kept.revision >= known || ours) {
        at.revision = Math.max(kept.revision, known);
        setRestored(kept.unsent);
        void send();
      } else {
        at.halted = true;
        setPhase({ kind: "stale", stored });
      }
    },
    [changed, key, model.at, model.draft, restore, router, send, times],
  );

  // When the tab gets the form and when it loses it. Not again when the page is only drawn anew around it, for then the
  // form itself is ahead of both.
  const latest = useRef({ begin, drawnAt: Date.parse(model.at) });
  latest.current.begin = begin;
  const was = useRef<Hold>("asking");
  useEffect(() => {
    const at = state.current;
    at.mine = hold === "holds";
    if (hold === "asking") at.ahead = latest.current.drawnAt - Date.now();
    if (hold === "holds") latest.current.begin(was.current === "away");
    if (hold === "away") {
      clearTimeout(at.timer);
      at.changed = false;
      setPhase({ kind: "elsewhere" });
    }
    was.current = hold;
  }, [hold]);

  useEffect(() => {
    const at = state.current;
    const online = () => void send();
    window.addEventListener("online", online);
    // The page was drawn anew around a form with something still to send: its timer went with the sender it had.
    if (at.changed && at.mine && !at.halted && !at.flying) at.timer = setTimeout(online, 700);
    return () => {
      window.removeEventListener("online", online);
      clearTimeout(at.timer);
    };
  }, [send]);

  /** After two places wrote: go on with one of the two. */
  const settle = useCallback(
    (which: "mine" | "theirs") => {
      if (phase.kind !== "stale") return;
      const at = state.current;
      at.halted = false;
      at.revision = phase.stored?.revision ?? 0;
      at.id = phase.stored?.id ?? at.id;
      if (which === "theirs") {
        const answers = phase.stored?.answers ?? {};
        at.answers = answers;
        at.changed = false;
        writeDevice(key, {
          answers,
          revision: at.revision,
          at: Date.now() + at.ahead,
          unsent: false,
          method: model.method,
          sent: null,
          spent: times.spent(),
        });
        restore(answers);
        setPhase({ kind: "saved" });
      } else {
        at.changed = true;
        void send();
      }
    },
    [key, model.method, phase, restore, send, times],
  );

  return useMemo(
    () => ({ phase, savedAt, restored, drift, holds: hold === "holds", changed, settle, take }),
    [phase, savedAt, restored, drift, hold, changed, settle, take],
  );
}
