/**
 * Pages of forms kept on this device, so that a form opens where there is no line. Each is kept with everything it is
 * made of, in a cache of its own that carries the account's id: it goes whole, when the form has been handed in or when
 * the account leaves the device. Nothing under `/api` is ever kept. `public/worker.js` reads these caches.
 */
const CACHE = "mingyou-form ";
/** What of this device can be looked at without a line. */
export const DEVICE_PAGE = "/device";
const INDEX = "mingyou:kept:";

export interface KeptPage {
  readonly url: string;
  readonly title: string;
  readonly place: string;
  readonly at: number;
}

function mayKeep(): boolean {
  return globalThis.isSecureContext && "serviceWorker" in navigator && "caches" in globalThis;
}

/** Keeps the page that is open. False where the browser cannot. */
export async function keepPage(accountId: string, page: Omit<KeptPage, "at">): Promise<boolean> {
  if (!mayKeep()) return false;
  await navigator.serviceWorker.register("/worker.js", { scope: "/" });
  await navigator.serviceWorker.ready;
  // What a page fetches only when it is needed would be missing where there is no line.
  await Promise.all([import("dexie"), import("browser-image-compression")]);
  const cache = await caches.open(`${CACHE}${accountId} ${page.url}`);
  const parts = new Set<string>();
  for (const url of [page.url, DEVICE_PAGE]) {
    const answer = await fetch(url, { headers: { accept: "text/html" } });
    // Anything but the page itself (a sign-in form, an error) would be in the way later.
    if (!answer.ok || answer.redirected) return false;
    for (const part of partsOf(await answer.clone().text())) parts.add(part);
    await cache.put(url, answer);
  }
  for (const { name } of performance.getEntriesByType("resource")) {
    const { origin, pathname } = new URL(name);
    if (origin === location.origin && isPart(pathname)) parts.add(pathname);
  }
  await cache.addAll([...parts]);
  remember(accountId, { ...page, at: Date.now() });
  return true;
}

/** Build files that a page names. */
export function partsOf(html: string): string[] {
  return [...new Set([...html.matchAll(/\/_next\/static\/[A-Za-z0-9_./~%[\]()-]+/g)].map(([path]) => path))].filter(
    (path) => /\.(?:js|css|woff2)$/.test(path),
  );
}

export function isPart(pathname: string): boolean {
  return pathname.startsWith("/_next/static/") || /^\/(?:icons\/.*|icon\.svg|manifest\.webmanifest)$/.test(pathname);
}

export function keptPages(accountId: string): readonly KeptPage[] {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(INDEX + accountId) ?? "[]");
    return Array.isArray(said) ? (said as KeptPage[]) : [];
  } catch {
    return [];
  }
}

function remember(accountId: string, page: KeptPage): void {
  const others = keptPages(accountId).filter(({ url }) => url !== page.url);
  try {
    localStorage.setItem(INDEX + accountId, JSON.stringify([...others, page]));
  } catch {
    // The page opens all the same; it is only not in the list.
  }
}

export async function forgetPage(accountId: string, url: string): Promise<void> {
  const left = keptPages(accountId).filter((page) => page.url !== url);
  try {
    if (left.length > 0) localStorage.setItem(INDEX + accountId, JSON.stringify(left));
    else localStorage.removeItem(INDEX + accountId);
  } catch {
    // Nothing was listed.
  }
  if ("caches" in globalThis) await caches.delete(`${CACHE}${accountId} ${url}`).catch(() => false);
}

/** Every page of every account: nobody is signed in here any more, or somebody else is. */
export async function forgetAllPages(accountId: string): Promise<void> {
  try {
    localStorage.removeItem(INDEX + accountId);
  } catch {
    // Nothing was listed.
  }
  if (!("caches" in globalThis)) return;
  for (const name of await caches.keys()) if (name.startsWith(CACHE)) await caches.delete(name);
}
