"use client";

import { useCallback, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { DraftAnswers } from "@/lib/inspections/types";
import { DEVICE_PAGE } from "../offline/keep";
import { deviceKey } from "../offline/texts";
import { mayWait, onDevice } from "../queue/device";
import type { CheckSheetModel } from "./types";

/** Hands a finished form over to this device, which sends it once there is a line and its pictures have arrived. */
export function useHandIn(
  model: CheckSheetModel,
  read: () => { answers: DraftAnswers; spent: Record<string, number> },
): {
  readonly online: boolean;
  /** It is being handed over at this moment. */
  readonly busy: boolean;
  /** It was handed over before and waits on this device. */
  readonly waits: boolean;
  readonly failed: boolean;
  readonly later: () => Promise<void>;
} {
  const [online, setOnline] = useState(true);
  const [busy, setBusy] = useState(false);
  const [waits, setWaits] = useState(false);
  const [failed, setFailed] = useState(false);
  const form = deviceKey(model, model.draft?.id ?? null);
  const { accountId } = model;
  useEffect(() => {
    const line = () => setOnline(navigator.onLine);
    line();
    window.addEventListener("online", line);
    window.addEventListener("offline", line);
    return () => {
      window.removeEventListener("online", line);
      window.removeEventListener("offline", line);
    };
  }, []);
  useEffect(() => {
    if (!mayWait(accountId)) return;
    let gone = false;
    void onDevice(accountId)
      .then(({ outbox }) => outbox.entries())
      .then((entries) => {
        if (!gone) setWaits(entries.some((entry) => entry.form === form && entry.no === null));
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [accountId, form]);

  const later = useCallback(async () => {
    // From here on no picture comes into the form any more, and what is in it is read after that.
    flushSync(() => {
      setBusy(true);
      setFailed(false);
    });
    try {
      const { answers, spent } = read();
      const { outbox } = await onDevice(accountId);
      await outbox.add({
        key: model.submission,
        form,
        campaign: model.campaign,
        title: model.title,
        place: model.place,
        url: location.pathname + location.search,
        at: Date.now(),
        body: {
          unit: model.unit.code,
          method: model.method,
          month: model.month,
          onDay: model.onDay,
          draft: model.draft?.id ?? null,
          answers,
          spent,
        },
      });
      void outbox.flush(true);
      window.location.assign(DEVICE_PAGE);
    } catch {
      setFailed(true);
      setBusy(false);
    }
  }, [accountId, form, model, read]);

  return { online, busy, waits, failed, later };
}
