import type { Page } from "@playwright/test";
import { DESKTOP_ZH, expect, test } from "../support/browser";
import { deductFirst, enter, errorsOf, passTheRest, saying, signInAs, words } from "../support/journey";

/** What must hold whoever works: nothing is shown after signing out, nothing typed is lost, nothing is sent twice. */
const t = words("zh-CN");
const CAMPAIGN = "/campaigns/C-2026-01";

test.use({ actionTimeout: 45_000 });

async function fillPraise(page: Page, account: string): Promise<void> {
  await page.locator("input[name=receivedOn]").fill("2026-11-16");
  await page.locator("select[name=channel]").selectOption("LETTER");
  await page.locator("textarea[name=account]").fill(account);
}

/** Begins a visit and stays on its sheet. */
async function beginVisit(page: Page, unit: string): Promise<void> {
  await signInAs(page, "inspector2", `${CAMPAIGN}/inspections/new`);
  await page.locator("select[name=unit]").selectOption(unit);
  await page.getByRole("button", { name: t("inspections.new.start") }).click();
  await expect(page).toHaveURL(/\/drafts\//);
  await expect(page.locator("[data-item]").first()).toBeVisible();
}

async function expectSaved(page: Page): Promise<void> {
  const saved = saying(t, "inspections.form.saved", "time");
  await expect(page.locator(".saved", { hasText: saved }).first()).toBeVisible();
}

test("after signing out the back button shows nothing", async ({ page }) => {
  await signInAs(page, "manager", `${CAMPAIGN}/self-check`);
  await page.goto(`${CAMPAIGN}/complaints`);
  const heading = page.getByRole("heading", { level: 1, name: t("complaints.title") });
  await expect(heading).toBeVisible();
  await page.goto("/me");
  await page
    .getByRole("main")
    .getByRole("button", { name: t("access.me.signOut") })
    .click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("main").getByRole("button", { name: t("access.me.signOut") })).toHaveCount(0);
  await page.goto(`${CAMPAIGN}/complaints`);
  await expect(page).toHaveURL(/\/sign-in\?then=/);
  await expect(heading).toHaveCount(0);
});

test("a session that ended keeps what was typed, and signing in elsewhere lets it be sent", async ({
  page,
  context,
}) => {
  const account = "会话结束之后仍须完整保留的事由：老人忘带老花镜，大堂经理陪着填单。";
  await signInAs(page, "m010", `${CAMPAIGN}/praises/new`);
  await fillPraise(page, account);
  const kept = await context.cookies();
  await context.clearCookies({ name: /session/ });
  expect((await context.cookies()).length, "the session cookie is gone").toBeLessThan(kept.length);
  await page.getByRole("button", { name: t("praises.form.submit"), exact: true }).click();
  await expect(errorsOf(page)).toContainText(t("access.refusals.SESSION_ENDED"));
  await expect(page.locator("textarea[name=account]")).toHaveValue(account);
  await expect(page.locator("select[name=channel]")).toHaveValue("LETTER");

  const again = await context.newPage();
  await signInAs(again, "m010");
  await page.getByRole("button", { name: t("praises.form.submit"), exact: true }).click();
  await expect(page).toHaveURL(/\/praises\/P-2026-\d+/);
  await expect(page.getByText(account).first()).toBeVisible();
});

test("a double click sends once", async ({ page }) => {
  const account = "连点两下只应登记一次的表扬：柜员发现客户多存一千元，主动联系退回。";
  await signInAs(page, "m011", `${CAMPAIGN}/praises`);
  const rows = page.locator("tbody tr", { hasText: account });
  await expect(page.getByRole("heading", { level: 1, name: t("praises.title") })).toBeVisible();
  const before = await rows.count();
  await page.goto(`${CAMPAIGN}/praises/new`);
  await fillPraise(page, account);
  await page.getByRole("button", { name: t("praises.form.submit"), exact: true }).dblclick();
  await expect(page).toHaveURL(/\/praises\/P-2026-\d+/);
  await page.goto(`${CAMPAIGN}/praises`);
  await expect(rows).toHaveCount(before + 1);
});

test("two devices on one sheet: the later save is told so, and neither is overwritten", async ({ page, browser }) => {
  await beginVisit(page, "O023");
  const other = await enter(browser, "inspector2", DESKTOP_ZH);
  await other.goto(page.url());
  await expect(other.locator("[data-item]").first()).toBeVisible();

  await deductFirst(page, t, "先存的一份：标识陈旧，边角破损");
  await expectSaved(page);
  await passTheRest(other);
  await expect(other.getByText(t("inspections.form.staleTitle"))).toBeVisible();
  await expect(other.locator("[data-item] input[value=PASS]:checked").first()).toBeAttached();
  await other.getByRole("button", { name: t("inspections.form.takeTheirs") }).click();
  await expect(other.locator("[data-item]").first().locator("input[value=DEDUCTED]")).toBeChecked();
  await expect(other.locator("[data-item] textarea[name$='.reason']").first()).toHaveValue(
    "先存的一份：标识陈旧，边角破损",
  );
  await other.context().close();
});

test("two tabs on one sheet: one at a time, and what the other had not sent goes along", async ({ page, context }) => {
  await beginVisit(page, "O024");
  // What is said from here on does not leave the first tab.
  await page.route("**/inspections/drafts", (route) => route.abort());
  await deductFirst(page, t, "没有传出去的一句");

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText(t("inspections.form.elsewhereTitle"))).toBeVisible();
  await expect(other.locator(".check-section").first()).toHaveAttribute("inert", "");
  await expect(page.getByText(t("inspections.form.elsewhereTitle"))).toBeHidden();

  await other.getByRole("button", { name: t("inspections.form.continueHere") }).click();
  await expect(other.locator("[data-item] textarea[name$='.reason']").first()).toHaveValue("没有传出去的一句");
  await expectSaved(other);
  await expect(page.getByText(t("inspections.form.elsewhereTitle"))).toBeVisible();
  await expect(page.locator(".check-section").first()).toHaveAttribute("inert", "");

  // Taken back by hand, the first tab knows what was said meanwhile.
  await passTheRest(other);
  await expectSaved(other);
  await other.close();
  await page.unroute("**/inspections/drafts");
  await page.getByRole("button", { name: t("inspections.form.continueHere") }).click();
  await expect(page.locator(".check-section").first()).not.toHaveAttribute("inert", "");
  await expect(page.locator("[data-item] input[value=PASS]:checked").first()).toBeAttached();
  await expect(page.locator("[data-item] textarea[name$='.reason']").first()).toHaveValue("没有传出去的一句");
  await expect(page.getByText(t("inspections.form.staleTitle"))).toBeHidden();
});

test("a second tab comes alive when the first is closed", async ({ page, context }) => {
  await beginVisit(page, "O025");
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText(t("inspections.form.elsewhereTitle"))).toBeVisible();
  await page.close();
  await expect(other.getByText(t("inspections.form.elsewhereTitle"))).toBeHidden();
  await deductFirst(other, t, "第一页关掉以后接着填");
  await expectSaved(other);
});

test("two tabs on one plan: the second is told that somebody was first", async ({ page, context }) => {
  await signInAs(page, "hq", "/campaigns/new");
  await page.getByLabel(t("campaigns.create.nameZh")).fill("两处同改的草稿");
  await page.getByLabel(t("campaigns.create.nameEn")).fill("A draft in two tabs");
  await page.getByRole("button", { name: t("campaigns.create.submit") }).click();
  await expect(page).toHaveURL(/\/campaigns\/C-2026-\d+/);
  const basics = `${/\/campaigns\/C-2026-\d+/.exec(page.url())?.[0]}/setup/basics`;
  await page.goto(basics);
  const other = await context.newPage();
  await other.goto(basics);
  await page.locator("input[name='theme.zh']").fill("先存的主题");
  await page.locator("input[name='theme.en']").fill("Saved first");
  await page.getByRole("button", { name: t("setup.save"), exact: true }).click();
  await expect(page.getByText(t("campaigns.done.saved"))).toBeVisible();
  await other.locator("input[name='theme.zh']").fill("后存的主题");
  await other.locator("input[name='theme.en']").fill("Saved second");
  await other.getByRole("button", { name: t("setup.save"), exact: true }).click();
  await expect(errorsOf(other)).toContainText(t("access.refusals.STALE"));
  await expect(other.locator("input[name='theme.zh']")).toHaveValue("后存的主题");
  await page.reload();
  await expect(page.locator("input[name='theme.zh']")).toHaveValue("先存的主题");
});
