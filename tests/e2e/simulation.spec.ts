import type { Page } from "@playwright/test";
import { expect, expectAccessible, inViews, test, VIEWS } from "../support/browser";
import { expectNotThere, signInAs, words } from "../support/journey";

/**
 * Headquarters tries a plan: refused while it has gaps, with the way to each; then compared with the plan that held on the
 * facts of the half-year, taken along as a table, and put to the luck test. A manager finds nothing there.
 */
const CAMPAIGN = "/campaigns/C-2026-01";
const TRIAL = `${CAMPAIGN}/simulation`;

test.use({ actionTimeout: 45_000 });

inViews(VIEWS, (view) => {
  const t = words(view.locale);
  const exact = (key: string) => ({ name: t(key), exact: true });

  test("a plan with gaps is refused with the way to each of them, a whole one is compared", async ({ page }) => {
    await signInAs(page, "hq", "/campaigns/new");
    await page.getByLabel(t("campaigns.create.nameZh")).fill(`试算（${view.name}）`);
    await page.getByLabel(t("campaigns.create.nameEn")).fill(`Trial, ${view.name}`);
    await page.getByRole("button", { name: t("campaigns.create.submit") }).click();
    await expect(page).toHaveURL(/\/campaigns\/C-2026-\d+/);
    const draft = /\/campaigns\/(C-2026-\d+)/.exec(page.url())?.[1] ?? "";

    await page.goto(`/campaigns/${draft}/setup/scoring`);
    await page.locator(".setup-steps a", { hasText: t("simulations.link") }).click();
    await expect(page).toHaveURL(new RegExp(`/campaigns/${draft}/simulation`));
    await expect(page.locator("select[name=plan]")).toHaveValue(`draft:${draft}`);
    await page.locator("select[name=facts]").selectOption("C-2026-01:H1");
    await expectAccessible(page);
    await page.getByRole("button", exact("simulations.form.run")).click();
    await expect(page.getByText(t("simulations.refusedTitle"))).toBeVisible();
    const gaps = page.getByRole("link", { name: t("setup.publish.go") });
    expect(await gaps.count()).toBeGreaterThan(3);
    await expectAccessible(page);
    await gaps.first().click();
    await expect(page).toHaveURL(new RegExp(`/campaigns/${draft}/setup/`));

    await page.goto(`${CAMPAIGN}/reviews/H1`);
    await page.getByRole("link", exact("simulations.link")).click();
    await expect(page.locator("select[name=facts]")).toHaveValue("C-2026-01:H1");
    await page.locator("select[name=plan]").selectOption("version:C-2026-01:1");
    await page.getByRole("button", exact("simulations.form.run")).click();
    await expect(page.getByText(t("simulations.not.text"))).toBeVisible();
    // The plan that held, tried on its own facts: nobody moves.
    await expect(page.getByText(t("simulations.sealed"))).toBeVisible();
    await expect(page.locator("#rows tbody tr")).toHaveCount(42);
    await expectAccessible(page);
    await page
      .locator("#rows")
      .getByRole("link", { name: new RegExp(`^${t("simulations.table.changed")}`) })
      .click();
    await expect(page.locator("#rows tbody tr")).toHaveCount(0);

    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", exact("simulations.export.csv")).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`C-2026-01-${t("simulations.export.fileName")}.csv`);
  });

  test("the half-year's rules on the year's facts move ranks; the drawing and its table say so", async ({ page }) => {
    await signInAs(page, "leader", `${TRIAL}?plan=version:C-2026-01:1&facts=C-2026-01:YEAR&review=H1`);
    await expect(page.getByText(t("simulations.live"))).toBeVisible();
    await expect(page.locator("figure.chart .recharts-line").first()).toBeAttached();
    expect(await page.locator("#rows tbody .move.up, #rows tbody .move.down").count()).toBeGreaterThan(2);
    await expectAccessible(page);
  });

  test("the luck test draws a thousand lots from its seed, and a manager is told that nothing is there", async ({
    page,
  }) => {
    test.setTimeout(600_000);
    await signInAs(page, "leader", `${TRIAL}/luck?plan=version:C-2026-01:1&facts=C-2026-01:H1&seed=2026&draws=200`);
    await expect(page.getByText(t("simulations.luck.drawn", { draws: "200", seed: "2026" }))).toBeVisible({
      timeout: 200_000,
    });
    await expect(page.getByRole("heading", { name: t("simulations.luck.ranks.title") })).toBeVisible();
    await expectAccessible(page);
    const said = await sentence(page);
    await page.reload();
    await expect(page.getByText(t("simulations.luck.drawn", { draws: "200", seed: "2026" }))).toBeVisible({
      timeout: 200_000,
    });
    expect(await sentence(page)).toBe(said);

    await page.context().clearCookies({ name: /session/ });
    await signInAs(page, "manager", "/");
    await expectNotThere(page, TRIAL, t);
    await expectNotThere(page, `${TRIAL}?plan=version:C-2026-01:1&facts=C-2026-01:H1`, t);
    await expectNotThere(page, `${TRIAL}/luck?plan=version:C-2026-01:1&facts=C-2026-01:H1`, t);
    const table = await page.request.get(
      "/api/simulations/C-2026-01?plan=version:C-2026-01:1&facts=C-2026-01:H1&format=csv",
    );
    expect(table.status()).toBe(404);
  });
});

async function sentence(page: Page): Promise<string> {
  return (await page.locator("p.sentence").first().textContent()) ?? "";
}
