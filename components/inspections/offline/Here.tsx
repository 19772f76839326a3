"use client";

import { useEffect } from "react";
import { enter, leave } from "./account";
import { currentAccount } from "./texts";

/** On every page of whoever is signed in; without an account, on the page where one signs in. */
export function Here({ accountId }: { accountId: string | null }) {
  useEffect(() => {
    const before = currentAccount();
    if (accountId !== null) void enter(accountId).catch(() => undefined);
    else if (before !== null) void leave(before).catch(() => undefined);
  }, [accountId]);
  return null;
}
