import { expect, PHONE_ZH, signIn, test } from "../support/browser";

/** What a phone has to bring over a slow line before it can be used: the scripts, as they are sent. */
const MOST = 200 * 1024;

test.use({ view: PHONE_ZH, serviceWorkers: "block" });

for (const [who, path] of [
  ["manager", "/"],
  ["manager", "/campaigns/C-2026-01/self-check/2026-11"],
  ["inspector", "/campaigns/C-2026-01/inspections/new"],
] as const) {
  test(`${who}: ${path} needs at most 200 kB of scripts`, async ({ page }) => {
    await signIn(page, who);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const scripts = new Set<string>();
    const sizes = new Map<string, number>();
    session.on("Network.responseReceived", ({ requestId, type, response }) => {
      if (type === "Script" && response.status === 200) scripts.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
      sizes.set(requestId, encodedDataLength),
    );
    await page.goto(path, { waitUntil: "networkidle" });
    const bytes = [...scripts].reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
    expect(bytes, "scripts that were counted").toBeGreaterThan(0);
    expect(bytes, `${scripts.size} scripts`).toBeLessThanOrEqual(MOST);
  });
}
