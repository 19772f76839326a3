import { DESKTOP_ZH, expect, expectAccessible, PHONE_ZH, test } from "../support/browser";
import { deductFirst, enter, expectNotThere, handIn, passTheRest, saying, signInAs, words } from "../support/journey";

/** A visit from the plan to the record: planned and drawn, approved, told to the outlet, made, and seen as done. */
const t = words("zh-CN");
const CAMPAIGN = "/campaigns/C-2026-01";
const OUTLET = "O029";

test.use({ actionTimeout: 45_000, view: DESKTOP_ZH });

test("a plan is drawn, approved and announced; its visit is made and done; a sealed plan is not there for the outlet", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signInAs(page, "hq", `${CAMPAIGN}/visits/new`);
  await expectAccessible(page);
  const name = "十一月补查";
  await page.locator("input[name=name]").fill(name);
  await page.locator("select[name=period]").selectOption("2026-11");
  await page.locator("select[name=window]").selectOption("WHOLE");
  await page.getByRole("radio", { name: t("visits.new.choices.CHOSEN") }).check();
  await page.getByText(saying(t, "visits.new.outletList", "count")).click();
  await page.locator(`input[name='outlets[]'][value=${OUTLET}]`).check();
  const people = page.locator("input[name='people[]']");
  await expect(people).toHaveCount(2);
  await page.locator("input[name=notTwice]").uncheck();
  await page.getByRole("button", { name: t("visits.new.submit"), exact: true }).click();
  await expect(page).toHaveURL(/\/visits\/plans\/V-2026-\d+/);
  await expect(page.getByText(t("visits.plan.repeated"))).toBeVisible();
  await expect(page.getByText(t("visits.planStates.DRAWN")).first()).toBeVisible();
  await expectAccessible(page);
  const plan = new URL(page.url()).pathname;

  // Nobody at the outlet is told of it before it is approved, nor of the plan itself afterwards.
  const manager = await enter(browser, "m029", PHONE_ZH);
  await expectNotThere(manager, plan, t);
  await expectNotThere(manager, `${CAMPAIGN}/visits/new`, t);
  await manager.goto(`${CAMPAIGN}/visits`);
  const toldBefore = await manager.locator("a[href*='/visits/0']").count();

  const leader = await enter(browser, "leader", DESKTOP_ZH);
  await leader.goto(plan);
  await leader.getByRole("button", { name: t("visits.plan.approve"), exact: true }).click();
  await expect(leader.getByText(t("visits.planStates.ANNOUNCED")).first()).toBeVisible();
  await leader.context().close();

  await manager.reload();
  await expect(manager.locator("a[href*='/visits/0']")).toHaveCount(toldBefore + 1);
  await expect(manager.getByText("四季度暗访")).toHaveCount(0);
  await expectAccessible(manager);

  await page.reload();
  const way = await page.getByRole("main").locator("table a[href*='/visits/']").first().getAttribute("href");
  const assigned = (await page.getByRole("main").locator("table tbody tr td").nth(2).textContent()) ?? "";
  await page.goto(way!);
  await expectAccessible(page);

  // Whoever was drawn makes it, on a phone; for the other inspector there is no button.
  const inspectors = [await enter(browser, "inspector", PHONE_ZH), await enter(browser, "inspector2", PHONE_ZH)];
  let made = 0;
  for (const inspector of inspectors) {
    await inspector.goto(way!);
    const start = inspector.getByRole("button", { name: t("visits.visit.start"), exact: true });
    await expect(inspector.getByRole("main").getByText(assigned).first()).toBeVisible();
    if ((await start.count()) === 0) continue;
    made += 1;
    await inspector.goto(`${CAMPAIGN}/visits`);
    await expect(inspector.getByRole("heading", { name: t("visits.mine") })).toBeVisible();
    await expectAccessible(inspector);
    await inspector.goto(way!);
    await start.click();
    await expect(inspector).toHaveURL(/\/drafts\//);
    await deductFirst(inspector, t, "叫号机无纸，未及时更换");
    await passTheRest(inspector);
    await handIn(inspector, t);
    await expect(inspector.getByText(saying(t, "inspections.record.submitted", "no"))).toBeVisible();
  }
  expect(made).toBe(1);

  await page.reload();
  await expect(page.getByText(t("visits.states.DONE")).first()).toBeVisible();
  await expect(page.getByRole("main").locator("a[href*='/inspections/I-2026-']")).toHaveCount(1);
  for (const one of [manager, ...inspectors]) await one.context().close();
});
