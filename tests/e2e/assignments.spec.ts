import { DESKTOP_EN, DESKTOP_ZH, expect, expectAccessible, PHONE_ZH, test } from "../support/browser";
import { enter, errorsOf, expectNotThere, signInAs, words } from "../support/journey";

/** An evaluator from outside: handed interviews by the office, asks on a phone, and finds nothing else of the bank. */
const t = words("zh-CN");
const en = words("en");
const CAMPAIGN = "/campaigns/C-2026-01";

test.use({ actionTimeout: 45_000, view: DESKTOP_ZH });

test("the office hands out a keying and takes it back; the evaluator asks customers and sees nothing else", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signInAs(page, "hq", `${CAMPAIGN}/assignments`);
  await expectAccessible(page);
  const before = await page.locator("tbody tr").count();
  await page.getByRole("link", { name: t("assignments.give"), exact: true }).click();
  await expectAccessible(page);
  await page.locator("select[name=evaluator]").selectOption("evaluator");
  await page.locator("select[name=about]").selectOption("MD-2026-00002");
  await page.locator("input[name=dueOn]").fill("2026-11-30");
  await page.locator("input[name='outlets[]'][value=O040]").check();
  await page.getByRole("button", { name: t("assignments.giveSubmit"), exact: true }).click();
  // These interviews are hers already.
  await expect(errorsOf(page)).toBeVisible();
  await expect(page.locator("input[name='outlets[]'][value=O040]")).toBeChecked();
  await page.goto(`${CAMPAIGN}/assignments`);
  await expect(page.locator("tbody tr")).toHaveCount(before);

  const phone = await enter(browser, "evaluator", PHONE_ZH);
  await expect(phone).toHaveURL(/\/assignments$/);
  await expectAccessible(phone);
  await phone.getByRole("link", { name: "四季度拦截访问" }).click();
  await phone.locator("select[name=unit]").selectOption({ index: 4 });
  await phone.getByRole("button", { name: t("surveys.record.go"), exact: true }).click();
  await expectAccessible(phone);
  await phone.getByRole("button", { name: t("surveys.record.submit"), exact: true }).click();
  await expect(phone.getByText(t("surveys.refusals.NOTHING_SAID")).first()).toBeVisible();
  for (const question of await phone.getByRole("main").getByRole("group").all())
    await question.getByRole("radio", { name: "满意", exact: true }).check();
  await phone.getByRole("button", { name: t("surveys.record.submit"), exact: true }).click();
  await expect(phone.getByText(t("surveys.done.recorded"))).toBeVisible();
  await expect(phone.getByText(t("assignments.answers", { count: 1 }), { exact: true })).toBeVisible();
  for (const path of [
    CAMPAIGN,
    `${CAMPAIGN}/surveys/MD-2026-00002`,
    `${CAMPAIGN}/mystery`,
    `${CAMPAIGN}/reviews/H1`,
    "/standards",
    "/admin/accounts",
  ])
    await expectNotThere(phone, path, t);
  await phone.goto("/assignments");
  await phone
    .getByRole("link", { name: /MV-2026-/ })
    .last()
    .click();
  await expect(phone.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(phone);
  const own = new URL(phone.url()).pathname;
  await phone.context().close();

  // Who is of the bank has no way in there, and somebody else's assignment is nowhere.
  const inspector = await enter(browser, "inspector", DESKTOP_EN);
  await expectNotThere(inspector, own, en);
  await expectNotThere(inspector, "/assignments", en);
  await inspector.context().close();
});
