import type { Browser, Page } from "@playwright/test";
import { LOCALE_COOKIE } from "@/lib/platform/i18n/preferences";
import { DESKTOP_ZH, expect, expectAccessible, PHONE_EN, PHONE_ZH, test, type View } from "../support/browser";
import { enter, errorsOf, saying, signInAs, words } from "../support/journey";

/** Customers are asked: by a card without an account, and by an interviewer in the hall; what is no answer is struck. */
const t = words("zh-CN");
const en = words("en");
const SURVEYS = "/campaigns/C-2026-01/surveys";

test.use({ actionTimeout: 45_000, view: DESKTOP_ZH });

/** Somebody with a phone and no account who has scanned a card. */
async function customer(browser: Browser, address: string, view: View): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height } });
  const page = await context.newPage();
  await page.goto(new URL(address).pathname);
  await context.addCookies([{ name: LOCALE_COOKIE, value: view.locale, url: new URL(page.url()).origin }]);
  await page.reload();
  return page;
}

test("cards are made, answered without an account, counted once, and struck for a reason", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signInAs(page, "hq", `${SURVEYS}/new`);
  await page.locator("select[name=kind]").selectOption("CARD");
  await page.locator("select[name=questionnaire]").selectOption("rating-card");
  await page.locator("input[name='name.zh']").fill("大堂评价卡");
  await page.locator("input[name='name.en']").fill("Cards in the hall");
  await page.locator("input[name=to]").fill("2026-11-15");
  await page.getByRole("button", { name: t("surveys.new.submit"), exact: true }).click();
  await expect(errorsOf(page)).toBeVisible();
  await expect(page.locator("input[name='name.zh']")).toHaveValue("大堂评价卡");
  await page.locator("input[name=to]").fill("2026-12-15");
  await page.getByRole("button", { name: t("surveys.new.submit"), exact: true }).click();
  await expect(page).toHaveURL(/\/surveys\/MD-2026-\d+$/);
  const survey = new URL(page.url()).pathname;
  await page.getByRole("button", { name: t("surveys.page.makeOutletCards"), exact: true }).click();
  await page.getByRole("link", { name: saying(t, "surveys.page.cards", "count") }).click();
  await expect(page.locator("code")).toHaveCount(42);
  const address = (await page.locator("code").first().textContent()) ?? "";

  const guest = await customer(browser, address, PHONE_EN);
  await expectAccessible(guest);
  await guest.getByRole("button", { name: en("surveys.open.submit"), exact: true }).click();
  await expect(guest.getByText(en("surveys.refusals.NOTHING_SAID"))).toBeVisible();
  await guest
    .getByRole("group", { name: /recommend/ })
    .getByRole("radio", { name: "9", exact: true })
    .check();
  await guest
    .getByRole("group", { name: /service today/ })
    .getByRole("radio", { name: "Very satisfied" })
    .check();
  await guest.locator("textarea[name=remark]").fill("=cmd|' /C calc'!A0 😀");
  await guest.getByRole("button", { name: en("surveys.open.submit"), exact: true }).click();
  await expect(guest.getByText(en("surveys.open.thanks"))).toBeVisible();
  await expectAccessible(guest);
  expect(await guest.context().cookies()).not.toContainEqual(expect.objectContaining({ name: /session/ }));
  await guest.context().close();

  const stranger = await customer(browser, new URL("/s/ABCDEFGH22", address).href, PHONE_ZH);
  await expect(stranger.getByText(t("surveys.open.unknown"))).toBeVisible();
  await expectAccessible(stranger);
  await stranger.context().close();

  await page.goto(`${survey}/answers`);
  await expect(page.getByRole("main")).toContainText("=cmd|' /C calc'!A0 😀");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expectAccessible(page);
  await page.getByText(t("surveys.page.strike"), { exact: true }).click();
  await page.locator("input[name=reason]").fill("网点自己试填");
  await page.getByRole("button", { name: t("surveys.page.strikeSubmit"), exact: true }).click();
  await expect(page.getByText(saying(t, "surveys.page.struck", "reason", "name"))).toContainText("网点自己试填");
  await page.goto(`${survey}/answers?show=STRUCK`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.goto(survey);
  await expect(page.getByRole("main")).toContainText(t("surveys.page.noRemarks"));
});

test("an interviewer writes down one answer after another on a phone, and the sample grows", async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await enter(browser, "inspector", PHONE_ZH);
  await page.goto(SURVEYS);
  await page.getByRole("link", { name: "四季度拦截访问" }).click();
  await page.getByRole("link", { name: t("surveys.page.record"), exact: true }).click();
  await page.locator("select[name=unit]").selectOption("O041");
  await page.getByRole("button", { name: t("surveys.record.go"), exact: true }).click();
  const count = page.getByText(saying(t, "surveys.record.done", "got", "wanted"));
  const got = Number(/\d+/.exec((await count.textContent()) ?? "")?.[0]);
  for (const [at, level] of ["非常满意", "一般"].entries()) {
    for (const question of await page.getByRole("main").getByRole("group").all())
      await question.getByRole("radio", { name: level, exact: true }).check();
    await page.locator("textarea[name=remark]").fill(`第${at + 1}位客户`);
    await page.getByRole("button", { name: t("surveys.record.submit"), exact: true }).click();
    await expect(page.getByText(t("surveys.done.recorded"))).toBeVisible();
    await expect(count).toHaveText(t("surveys.record.done", { got: got + at + 1, wanted: 5 }));
    // The form is empty again: what one customer said is not the next one's.
    await expect(page.locator("input[type=radio]:checked")).toHaveCount(0);
    await expect(page.locator("textarea[name=remark]")).toHaveValue("");
  }
  await expectAccessible(page);
  await page.goto(`${SURVEYS}/MD-2026-00002/answers?outlet=O041`);
  await expect(page.locator("tbody tr")).toHaveCount(got + 2);
  // Whoever writes answers down strikes none.
  await expect(page.getByText(t("surveys.page.strike"), { exact: true })).toHaveCount(0);
  await page.context().close();
});

test("a branch does not find a survey that runs, and reads its own outlet in one that is closed", async ({ page }) => {
  await signInAs(page, "manager", SURVEYS);
  await expect(page.getByRole("link", { name: "四季度拦截访问" })).toHaveCount(0);
  for (const path of ["MD-2026-00002", "MD-2026-00002/answers", "MD-2026-00002/record", "MD-2026-00001/post", "new"]) {
    const response = await page.goto(`${SURVEYS}/${path}`);
    expect(response?.status(), path).toBe(404);
  }
  await page.goto(`${SURVEYS}/MD-2026-00001`);
  await expect(page.locator("tbody").first().locator("tr")).toHaveCount(2);
  await expect(page.getByRole("main")).toContainText("临江门");
  await expect(page.getByRole("main")).not.toContainText("人民广场");
});
