import type { Page } from "@playwright/test";

/** Addresses that would end the session or change something. */
const NOT_VISITED = /^\/(sign-out|preferences|api\/auth|_next)/;

/** Every address that is linked from `start` on, breadth first; the pages are those of the person signed in on `page`. */
export async function addressesFrom(page: Page, start: readonly string[], limit: number): Promise<string[]> {
  const known = new Set(start);
  for (const address of known) {
    if (known.size >= limit) break;
    const { body } = await read(page, address, "html");
    for (const [, href = ""] of body.matchAll(/href="(\/[^"#]*)"/g)) {
      const found = href.replaceAll("&amp;", "&");
      if (!NOT_VISITED.test(found) && !/\.(js|css|svg|woff2?|ico|webmanifest)$/.test(found)) known.add(found);
      if (known.size >= limit) break;
    }
  }
  return [...known];
}

/** What comes back to the person signed in on `page`: the page as HTML, or the payload that a click inside the app fetches. */
export async function read(
  page: Page,
  address: string,
  as: "html" | "payload",
): Promise<{ status: number; body: string; headers: string }> {
  const response = await page.request.get(address, {
    ...(as === "payload" && { headers: { RSC: "1" } }),
    failOnStatusCode: false,
  });
  const bytes = await response.body();
  return { status: response.status(), body: bytes.toString("utf8"), headers: JSON.stringify(response.headers()) };
}

/** Addresses at which any of the words reaches the person, in whatever form. */
export async function leaksTo(page: Page, addresses: readonly string[], words: readonly string[]): Promise<string[]> {
  const leaks: string[] = [];
  for (const address of addresses) {
    for (const as of ["html", "payload"] as const) {
      const { body, headers } = await read(page, address, as);
      const found = words.filter((word) => body.includes(word) || headers.includes(encodeURIComponent(word)));
      if (found.length > 0) leaks.push(`${as} ${address}: ${found.join(", ")}`);
    }
  }
  return leaks;
}
