import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "@playwright/test";
import { createTranslator } from "next-intl";
import { LOCALE_COOKIE } from "@/lib/platform/i18n/preferences";
import { DEMO_PASSWORD } from "../../prisma/demo/bank";
import { expect, type View } from "./browser";

export const PASSWORD = DEMO_PASSWORD;

type Words = (key: string, values?: Readonly<Record<string, string | number | Date>>) => string;

const folder = join(import.meta.dirname, "../../lib/platform/i18n/messages");

/** The product's own sentences in the language of a view; a key that is gone fails the test. */
export function words(locale: View["locale"]): Words {
  const files = readdirSync(join(folder, locale)).filter((name) => name.endsWith(".json"));
  const messages = Object.fromEntries(
    files.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, locale, name), "utf8"))]),
  );
  return createTranslator({
    locale,
    messages,
    timeZone: "Asia/Shanghai",
    onError: (error) => {
      throw error;
    },
  }) as unknown as Words;
}

/** A sentence whose values the test does not know: `saying(t, "inspections.form.saved", "time")` matches any time. */
export function saying(t: Words, key: string, ...unknown: readonly string[]): RegExp {
  const text = t(key, Object.fromEntries(unknown.map((name) => [name, "\u0000"])));
  return new RegExp(
    text
      .split("\u0000")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".+"),
  );
}

/** Signs somebody of the demo bank in on this page, also those who are not shown on the sign-in page (m029, member …). */
export async function signInAs(page: Page, username: string, then = "/"): Promise<void> {
  await page.goto(then === "/" ? "/sign-in" : `/sign-in?then=${encodeURIComponent(then)}`);
  await page.locator("input[name=username]").fill(username);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page
    .locator("form", { has: page.locator("input[name=password]") })
    .locator("button[type=submit]")
    .click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** A device of its own for one more person of the same story. */
export async function enter(browser: Browser, username: string, view: View): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    locale: view.locale,
  });
  const page = await context.newPage();
  const { origin } = new URL(await homeOf(page));
  await context.addCookies([{ name: LOCALE_COOKIE, value: view.locale, url: origin }]);
  await signInAs(page, username);
  return page;
}

async function homeOf(page: Page): Promise<string> {
  await page.goto("/sign-in");
  return page.url();
}

/** The summary above a refused form. The framework has an alert of its own, which says where one has got to. */
export function errorsOf(page: Page): Locator {
  return page.locator(".errors[role=alert]");
}

/** The words that an address has which does not exist or is not for this person. */
export async function expectNotThere(page: Page, path: string, t: Words): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: t("ui.notFound.title") })).toBeVisible();
}

/** Opens the sheet of an official act, fills it, says who one is, and binds. */
export async function officialAct(
  page: Page,
  title: string,
  fill?: (sheet: Locator) => Promise<void>,
  password = PASSWORD,
): Promise<void> {
  await page.getByRole("button", { name: title }).first().click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toBeVisible();
  await fill?.(sheet);
  await sheet.locator("input[name=password]").fill(password);
  await sheet.getByRole("button", { name: title }).click();
}

/**
 * Answers every item of the sheet that is still open with "pass", through the sheet's own radio buttons. The first item
 * is left to the test.
 */
export async function passTheRest(page: Page): Promise<void> {
  await expect(page.locator("[data-item]").first()).toBeVisible();
  await page.evaluate(() => {
    for (const item of Array.from(document.querySelectorAll<HTMLElement>("[data-item]")).slice(1)) {
      if (item.querySelector("[data-verdict] input:checked")) continue;
      item.querySelector<HTMLInputElement>('[data-verdict="PASS"] input')?.click();
    }
  });
  await expect(page.locator("[data-item]:not(:has([data-verdict] input:checked))").nth(1)).toHaveCount(0);
}

/** Takes points off the first item of the sheet, with a reason and the first person of the list where one is wanted. */
export async function deductFirst(page: Page, t: Words, reason: string | null): Promise<Locator> {
  const item = page.locator("[data-item]").first();
  await item.getByRole("radio", { name: t("inspections.verdicts.DEDUCTED"), exact: true }).check();
  const steps = item.locator("input[type=radio][name$='.lost']");
  await expect(steps.first()).toBeAttached();
  await steps.last().check();
  if (reason !== null) await item.getByLabel(t("inspections.form.reason"), { exact: true }).fill(reason);
  return item;
}

/** Looks the finished sheet over and hands it in. */
export async function handIn(page: Page, t: Words): Promise<void> {
  await page
    .getByRole("button", { name: t("inspections.form.finish") })
    .first()
    .click();
  const review = page.getByRole("dialog", { name: t("inspections.form.summary") });
  await expect(review).toBeVisible();
  await review.locator("button[type=submit]").click();
}

/** A photograph as a phone would send it: a small, real PNG. */
export const PICTURE = {
  name: "photo.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFElEQVR4nGOoIBEwjGoY1TB8NQAAY1loECb4YI4AAAAASUVORK5CYII=",
    "base64",
  ),
};
