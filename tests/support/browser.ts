import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { LOCALE_COOKIE } from "@/lib/platform/i18n/preferences";

export { expect };

/** How a person looks at the pages: the width of the screen and the language. */
export interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly locale: "zh-CN" | "en";
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const DESKTOP: Size = { width: 1280, height: 900 };
const PHONE: Size = { width: 375, height: 812 };
export const DESKTOP_ZH: View = { name: "desktop zh", ...DESKTOP, locale: "zh-CN" };
export const DESKTOP_EN: View = { name: "desktop en", ...DESKTOP, locale: "en" };
export const PHONE_ZH: View = { name: "phone zh", ...PHONE, locale: "zh-CN" };
export const PHONE_EN: View = { name: "phone en", ...PHONE, locale: "en" };
export const VIEWS = [DESKTOP_ZH, DESKTOP_EN, PHONE_ZH, PHONE_EN] as const;

/** The width of this view first, then the other one. */
export function widthsFrom(view: View): readonly [Size, Size] {
  return view.width === PHONE.width ? [PHONE, DESKTOP] : [DESKTOP, PHONE];
}

/** Gives the page another width, and time to lay itself out again: what listens to its size has heard of it. */
export async function resize(page: Page, size: Size): Promise<void> {
  const now = page.viewportSize();
  if (now?.width === size.width && now.height === size.height) return;
  await page.setViewportSize(size);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Playwright's test with a view, desktop and Chinese unless `test.use({ view })` says otherwise. */
export const test = base.extend<{ view: View }>({
  view: [DESKTOP_ZH, { option: true }],
  viewport: async ({ view }, use) => use({ width: view.width, height: view.height }),
  locale: async ({ view }, use) => use(view.locale),
  context: async ({ context, view, baseURL }, use) => {
    await context.addCookies([{ name: LOCALE_COOKIE, value: view.locale, url: baseURL ?? "" }]);
    await use(context);
  },
});

/** The same tests in several views; `tests` gets the view for what is said differently. */
export function inViews(views: readonly View[], tests: (view: View) => void): void {
  for (const view of views) {
    test.describe(view.name, () => {
      test.use({ view });
      tests(view);
    });
  }
}

interface SignIn {
  readonly username: string;
  readonly password: string;
  readonly role: { readonly zh: string; readonly en: string };
}

const signIns: readonly SignIn[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../prisma/demo/sign-ins.json"), "utf8"),
);

/** Signs in as one of the demo bank's people, by the name they sign in with (prisma/demo/sign-ins.json). */
export async function signIn(page: Page, username: string, then = "/"): Promise<void> {
  const person = signIns.find((each) => each.username === username);
  if (!person)
    throw new Error(`The demo bank has no “${username}”, only ${signIns.map((each) => each.username).join(", ")}.`);
  await page.goto(then === "/" ? "/sign-in" : `/sign-in?then=${encodeURIComponent(then)}`);
  await page.locator("input[name=username]").fill(person.username);
  await page.locator("input[name=password]").fill(person.password);
  await page
    .locator("form", { has: page.locator("input[name=password]") })
    .locator("button[type=submit]")
    .click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** No violation of WCAG 2.1 A or AA at this width and in this language, and nothing to scroll sideways for. */
export async function expectAccessible(page: Page): Promise<void> {
  // After a link was followed the title of the new page comes a moment after its contents.
  await expect(page).toHaveTitle(/\S/);
  // Pages have no frames of other origins, so that the extra page for those, which costs more than the rest, is not needed.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // Every rule runs on everything; only what passes is not written down node by node.
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} — ${target.join(" ")} (${failureSummary})`),
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
  await expectNoOverflow(page);
}

/** Nothing to scroll sideways for. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `pixels to scroll sideways on ${page.url()}`).toBeLessThanOrEqual(0);
}
