"use client";

import { useEffect, useState } from "react";
import type { CheckSheetModel } from "../check/types";
import { holdKey } from "./account";
import { keepPage } from "./keep";

/** Keeps the form that is open on this device, once the page has come to rest; whether it opens without a line. */
export function useKeptPage(model: Pick<CheckSheetModel, "accountId" | "title" | "place">): boolean {
  const [kept, setKept] = useState(false);
  const { accountId, title, place } = model;
  useEffect(() => {
    let gone = false;
    const begin = setTimeout(() => {
      const url = location.pathname + location.search;
      void holdKey(accountId)
        .then(() => keepPage(accountId, { url, title, place }))
        .then((done) => {
          if (!gone) setKept(done);
        })
        // Without a line, or on a full device, it stays as it was kept before.
        .catch(() => undefined);
    }, 1_500);
    return () => {
      gone = true;
      clearTimeout(begin);
    };
  }, [accountId, title, place]);
  return kept;
}
