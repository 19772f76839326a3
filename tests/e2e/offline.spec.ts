import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, PHONE_ZH, test } from "../support/browser";
import { PICTURE, signInAs, words } from "../support/journey";

/** A visit where there is no line: opened, filled in, finished and sent later; and what stays on the telephone afterwards. */
const t = words("zh-CN");
const CAMPAIGN = "/campaigns/C-2026-01";

test.use({ actionTimeout: 45_000, view: PHONE_ZH, hasTouch: true, serviceWorkers: "allow" });

async function beginVisit(page: Page, unit: string): Promise<void> {
  await signInAs(page, "inspector2", `${CAMPAIGN}/inspections/new`);
  await page.locator("select[name=unit]").selectOption(unit);
  await page.getByRole("button", { name: t("inspections.new.start") }).click();
  await expect(page).toHaveURL(/\/drafts\//);
  await page.reload();
  await expect(page.getByText(t("inspections.capture.kept"))).toBeVisible();
}

async function passAll(page: Page): Promise<void> {
  for (const rest of await page.locator(".check .rest button").all()) await rest.tap();
}

/** Everything of this origin that a page could read, as one text. */
async function onTheDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = Object.entries(localStorage).map(([name, text]) => `${name}=${text}`);
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) parts.push(`${name} ${request.url}`);
    const open = indexedDB.open("mingyou-capture");
    await new Promise((done) => {
      open.onsuccess = done;
      open.onerror = done;
    });
    const database = open.result;
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise((done) => {
        all.onsuccess = done;
      });
      parts.push(`${store}: ${JSON.stringify(all.result)}`);
    }
    database.close();
    return parts.join("\n");
  });
}

const leave = (context: BrowserContext) => context.setOffline(true);

test("a visit opens, is filled in and finished without a line, and goes in by itself afterwards", async ({
  page,
  context,
}) => {
  await beginVisit(page, "O031");
  const address = page.url();
  await leave(context);
  await page.close();

  const later = await context.newPage();
  await later.goto(address);
  await expect(later.locator("[data-item]").first()).toBeVisible();
  const first = later.locator("[data-item]").first();
  await first.locator("label[data-verdict=DEDUCTED]").tap();
  await first.locator(".steps label").first().tap();
  await first.getByLabel(t("inspections.form.reason"), { exact: true }).fill("门口有烟头，没有网络");
  await first.locator("input[type=file]").setInputFiles(PICTURE);
  await expect(first.locator("figure[aria-busy=true]")).toHaveCount(1);
  await passAll(later);

  await later.locator(".stick .onward, .stick .main").last().tap();
  await later.getByRole("button", { name: t("inspections.capture.later") }).tap();
  await expect(later).toHaveURL(/\/device$/);
  await expect(later.getByRole("heading", { level: 1 })).toHaveText(t("device.title"));
  await expect(later.locator(".device-list").first().locator("li")).toHaveCount(1);
  await expectAccessible(later);

  await context.setOffline(false);
  await expect(later.getByText(/I-2026-\d+/)).toBeVisible();
  await later.getByRole("link", { name: t("device.open") }).tap();
  await expect(later).toHaveURL(/\/inspections\/I-2026-\d+/);
  await expect(later.getByText("门口有烟头，没有网络").first()).toBeVisible();
  await expect(later.getByText(t("inspections.captured.howTitle"))).toBeVisible();
});

test("signing out leaves nothing readable, and signing in again brings the work back", async ({ page, context }) => {
  await beginVisit(page, "O032");
  const address = page.url();
  const secret = "柜员离岗十分钟";
  await page.route("**/inspections/drafts", (route) => route.abort());
  const first = page.locator("[data-item]").first();
  await first.locator("label[data-verdict=DEDUCTED]").tap();
  await first.getByLabel(t("inspections.form.reason"), { exact: true }).fill(secret);
  await expect.poll(() => onTheDevice(page)).toContain(secret);

  await context.clearCookies({ name: /session/ });
  await page.goto("/sign-in");
  await expect.poll(() => onTheDevice(page)).not.toContain(secret);
  expect(await onTheDevice(page)).not.toContain("mingyou-form ");
  await page.goto("/device");
  await expect(page.getByText(t("device.signIn"))).toBeVisible();

  await page.unroute("**/inspections/drafts");
  await signInAs(page, "inspector2", "/");
  // What comes back makes the page load anew, maybe while it is being read here.
  await expect(async () => expect(await onTheDevice(page)).toContain(secret)).toPass();
  await page.goto(address);
  await expect(
    page.locator("[data-item]").first().getByLabel(t("inspections.form.reason"), { exact: true }),
  ).toHaveValue(secret);
});

test("a form that will not go is saved as a file and read in again", async ({ page, context }) => {
  await beginVisit(page, "O033");
  await passAll(page);
  await page.route("**/inspections/submissions", (route) => route.abort());
  await leave(context);
  await page.locator(".stick .onward, .stick .main").last().tap();
  await page.getByRole("button", { name: t("inspections.capture.later") }).tap();
  await expect(page).toHaveURL(/\/device$/);
  await context.setOffline(false);

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: t("device.save") }).tap();
  const file = await (await saving).path();
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ format: "mingyou-rescue", body: { unit: "O033" } });
  const pick = page.locator("input[type=file]");
  await pick.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.getByText(t("device.NOT_RESCUE"))).toBeVisible();

  await page.evaluate(async () => {
    const open = indexedDB.deleteDatabase("mingyou-capture");
    await new Promise((done) => {
      open.onsuccess = done;
      open.onblocked = done;
    });
  });
  await page.unroute("**/inspections/submissions");
  await page.reload();
  await expect(page.getByText(t("device.noForms"))).toBeVisible();
  await pick.setInputFiles(file);
  await expect(page.getByText(/I-2026-\d+/)).toBeVisible();
});
