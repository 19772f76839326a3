import type { Page } from "@playwright/test";
import { expect, PHONE_ZH, test } from "../support/browser";
import { handIn, PICTURE, signInAs, words } from "../support/journey";

/** A visit on a phone, and how many taps it takes. */
const t = words("zh-CN");
const CAMPAIGN = "/campaigns/C-2026-01";

test.use({ actionTimeout: 45_000, view: PHONE_ZH, hasTouch: true });

async function beginVisit(page: Page, unit: string): Promise<number> {
  await page.addInitScript(() => {
    const counted = window as unknown as { taps: number };
    counted.taps = 0;
    addEventListener(
      "pointerdown",
      () => {
        counted.taps += 1;
      },
      true,
    );
  });
  await signInAs(page, "inspector2", `${CAMPAIGN}/inspections/new`);
  await page.locator("select[name=unit]").selectOption(unit);
  await page.getByRole("button", { name: t("inspections.new.start") }).click();
  await expect(page).toHaveURL(/\/drafts\//);
  await expect(page.locator("[data-item]").first()).toBeVisible();
  await page.reload();
  await expect(page.locator(".check .rest button").first()).toBeVisible();
  return page.locator("[data-item]").count();
}

const tapsOn = (page: Page) => page.evaluate(() => (window as unknown as { taps: number }).taps);

/** What taking points off costs in taps: the answer, how much, and into the box for the words. */
async function deduct(page: Page, code: string, reason: string): Promise<void> {
  const item = page.locator(`[data-item="${code}"]`);
  await item.locator("label[data-verdict=DEDUCTED]").tap();
  await item.locator(".steps label").first().tap();
  await item.getByLabel(t("inspections.form.reason"), { exact: true }).tap();
  await page.keyboard.type(reason);
}

async function codesOf(page: Page, section: number): Promise<string[]> {
  return page
    .locator(".check-section")
    .nth(section)
    .locator("[data-item]")
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.item!));
}

test("a visit with a few deductions takes at most 1.3 taps an item, one by one", async ({ page }) => {
  const items = await beginVisit(page, "O026");
  const sections = await page.locator(".check-section").count();
  let deducted = 0;
  for (let section = 0; section < sections; section += 1) {
    for (const [at, code] of (await codesOf(page, section)).entries()) {
      if (at === 0 && section % 2 === 0) {
        await deduct(page, code, "现场两处不符");
        deducted += 1;
      } else await page.locator(`[data-item="${code}"] label[data-verdict=PASS]`).tap();
    }
  }
  const taps = await tapsOn(page);
  console.log(
    `   one by one: ${taps} taps for ${items} items, ${deducted} of them deducted: ${(taps / items).toFixed(2)} an item`,
  );
  expect(items).toBeGreaterThanOrEqual(60);
  expect(taps / items).toBeLessThanOrEqual(1.3);
  await handIn(page, t);
  await expect(page).toHaveURL(/\/inspections\/I-2026-\d+/);
});

test("the rest of a group passes with one tap, says so, and one more tap takes it back", async ({ page }) => {
  const items = await beginVisit(page, "O027");
  const first = page.locator(".check-section").first();
  const own = await codesOf(page, 0);
  await deduct(page, own[0]!, "门头灯箱不亮");
  await expect(page.locator(".stick .pr b")).toHaveCount(3);

  await first.locator(".rest button").tap();
  await expect(first.getByText(t("inspections.capture.restDone", { count: own.length - 1 }))).toBeVisible();
  await expect(first.locator("input[value=PASS]:checked")).toHaveCount(own.length - 1);
  await first.getByRole("button", { name: t("inspections.capture.undo") }).tap();
  await expect(first.locator("input[value=PASS]:checked")).toHaveCount(0);
  await expect(first.locator("input[value=DEDUCTED]:checked")).toHaveCount(1);

  for (const rest of await page.locator(".check .rest button").all()) await rest.tap();
  const taps = await tapsOn(page);
  console.log(`   by group: ${taps} taps for ${items} items: ${(taps / items).toFixed(2)} an item`);
  expect(taps / items).toBeLessThanOrEqual(1.3);
  await handIn(page, t);
  await expect(page).toHaveURL(/\/inspections\/I-2026-\d+/);
});

test("a forbidden phrase is picked into the reason, without a line too; other items offer none", async ({
  page,
  context,
}) => {
  await beginVisit(page, "O005");
  const item = page.locator('[data-item="LNG-005"]');
  await item.locator("label[data-verdict=DEDUCTED]").tap();
  await item.locator(".steps label").first().tap();
  await context.setOffline(true);
  await item.getByRole("button", { name: t("inspections.phrases.open") }).tap();
  const situation = item.locator(".phrases details").first();
  await situation.locator("summary").tap();
  const phrase = situation.locator("li button").first();
  const said = ((await phrase.textContent()) ?? "").trim();
  await phrase.tap();
  const reason = item.getByLabel(t("inspections.form.reason"), { exact: true });
  await expect(reason).toHaveValue(said);
  await phrase.tap();
  await expect(reason, "picked once, written once").toHaveValue(said);
  await page.locator('[data-item="OUT-001"] label[data-verdict=DEDUCTED]').tap();
  await expect(
    page.locator('[data-item="OUT-001"]').getByRole("button", { name: t("inspections.phrases.open") }),
  ).toHaveCount(0);
  await context.setOffline(false);
  await page.reload();
  await expect(reason, "kept on the way").toHaveValue(said);
});

test("a picture taken without a line waits on the device, outlives the tab, and goes out by itself", async ({
  page,
  context,
}) => {
  await beginVisit(page, "O028");
  const [code] = await codesOf(page, 0);
  await page.route("**/api/files", (route) => route.abort());
  await deduct(page, code!, "门口有烟头");
  const picture = page.locator(`[data-item="${code}"] .photos`);
  await picture.locator("input[type=file]").setInputFiles(PICTURE);
  // Shown from the store of the device: until then it is being made smaller.
  await expect(picture.locator("figure[aria-busy=true] img")).toHaveCount(1);
  await expect(picture.locator("input[type=hidden]")).toHaveCount(0);
  const address = page.url();

  // Every other page says that it waits.
  await page.goto(`${CAMPAIGN}/inspections`);
  await expect(page.getByText(t("shell.waiting.sending", { pictures: 1, forms: 0 }))).toBeVisible();
  await page.close();

  const next = await context.newPage();
  const sent = next.waitForRequest((request) => request.url().endsWith("/api/files") && request.method() === "POST");
  await next.goto(address);
  expect((await sent).headers()["x-content-sha256"]).toMatch(/^[0-9a-f]{64}$/);
  const there = next.locator(`[data-item="${code}"] .photos`);
  await expect(there.locator("input[type=hidden]")).toHaveCount(1);
  await expect(there.locator("figure[aria-busy=true]")).toHaveCount(0);
  await next.goto(`${CAMPAIGN}/inspections`);
  await expect(next.locator(".waiting")).toHaveCount(0);
  await next.goto(address);
  await expect(there.locator("input[type=hidden]")).toHaveCount(1);
});
