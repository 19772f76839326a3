// Opens the forms that somebody has on this device where there is no line, and nothing else: pages are kept and thrown
// away by the pages themselves (components/inspections/offline/keep.ts), and with a line every page comes from the server.
const PARTS = /^\/(?:_next\/static\/|icons\/|icon\.svg$|manifest\.webmanifest$)/;
const PATIENCE = 8_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (PARTS.test(url.pathname)) event.respondWith(part(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

/** Build files have their contents in their names, so a kept one is the right one. */
async function part(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function page(request, url) {
  const kept = await caches.match(url.pathname + url.search, { ignoreVary: true });
  const device = await caches.match("/device", { ignoreVary: true });
  if (!kept && !device) return fetch(request);
  try {
    return await (kept ? withPatience(fetch(request)) : fetch(request));
  } catch {
    return kept ?? device;
  }
}

/** A line that hardly carries is none, for whoever stands at a counter. */
function withPatience(answer) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("late")), PATIENCE);
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
