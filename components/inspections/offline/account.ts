import { openDevice } from "../queue/database";
import { mayWait } from "../queue/device";
import { lock, type Texts, unlock } from "../queue/vault";
import { forgetAllPages, keptPages } from "./keep";
import { ACCOUNT, currentAccount, PREFIX, seenHere } from "./texts";

/** Accounts that left something locked, so that only they look for it. */
const LOCKED = "mingyou:locked:";

const texts: Texts = {
  own: (accountId) =>
    Object.fromEntries(
      Object.keys(localStorage)
        .filter((name) => name.startsWith(`${PREFIX}:${accountId}:`))
        .map((name) => [name, localStorage.getItem(name) ?? ""]),
    ),
  set: (name, text) => localStorage.setItem(name, text),
  drop: (name) => localStorage.removeItem(name),
};

/**
 * On every page of whoever is signed in: the device becomes theirs. What another account left in the open is locked away,
 * and what this one had locked away comes back.
 */
export async function enter(accountId: string): Promise<void> {
  const before = currentAccount();
  seenHere(accountId);
  if (before !== null && before !== accountId) await leave(before);
  try {
    localStorage.setItem(ACCOUNT, accountId);
    if (localStorage.getItem(LOCKED + accountId) === null) return;
  } catch {
    return;
  }
  const key = await fetchKey();
  if (!key) return;
  await unlock(await openDevice(), texts, accountId, key);
  localStorage.removeItem(LOCKED + accountId);
  window.location.reload();
}

/** Before anything of the account is kept here: the key to lock it with one day is fetched while there is a line. */
export async function holdKey(accountId: string): Promise<void> {
  const { locked } = await openDevice();
  if (!locked || (await locked.keys.get(accountId))) return;
  const key = await fetchKey();
  if (key) await locked.keys.put(accountId, key);
}

/** Nothing readable of the account stays: signed out, or somebody else signed in. */
export async function leave(accountId: string): Promise<void> {
  const pages = keptPages(accountId).length > 0;
  const some = mayWait(accountId) || Object.keys(texts.own(accountId)).length > 0;
  if (some || pages) {
    const device = await openDevice();
    // Without a key it stays as it is: what nobody has sent may not vanish.
    if (!(await lock(device, texts, accountId))) return;
    if (some) localStorage.setItem(LOCKED + accountId, "1");
    await forgetAllPages(accountId);
  }
  localStorage.removeItem(`mingyou:queue:${accountId}`);
  if (currentAccount() === accountId) localStorage.removeItem(ACCOUNT);
}

async function fetchKey(): Promise<CryptoKey | null> {
  if (!globalThis.crypto?.subtle) return null;
  try {
    const answer = await fetch("/api/device-key", { method: "POST" });
    if (!answer.ok) return null;
    const { key } = (await answer.json()) as { key: string };
    const bytes = Uint8Array.from(atob(key), (one) => one.charCodeAt(0));
    // Not to be read out again, by whatever runs here later.
    return await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}
