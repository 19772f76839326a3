import { readFileSync } from "node:fs";
import excel from "exceljs";
import { DESKTOP_EN, expect, expectAccessible, inViews, PHONE_ZH, signIn, test } from "../support/browser";
import { errorsOf, saying, words } from "../support/journey";

const STARS = "/campaigns/C-2026-02";
const CAMPAIGN = "/campaigns/C-2026-01";

test.use({ actionTimeout: 45_000, acceptDownloads: true });

inViews([PHONE_ZH, DESKTOP_EN], (view) => {
  const t = words(view.locale);

  test("five criteria are filled in on one form, all or none, and stand in the list of records", async ({ page }) => {
    await signIn(page, "hq", `${STARS}/records`);
    await page.getByRole("link", { name: view.locale === "en" ? "Monthly score" : "月度评分表" }).click();
    await expect(page).toHaveURL(/records\/form/);
    await page.locator("select[name=unit]").selectOption({ index: 3 });
    await page.getByRole("button", { name: t("records.form.next") }).click();
    const figures = page.locator("input[name^='values.']");
    await expect(figures).toHaveCount(5);
    await page.locator("select[name=person]").selectOption({ index: 2 });
    const given = ["18", "19", "21", "20", "16"];
    for (const [at, value] of given.entries()) await figures.nth(at).fill(value);
    const sum = (done: number, total: string) => t("records.score.sum", { done, all: 5, sum: total, full: "100" });
    await expect(page.getByText(sum(5, "94"))).toBeVisible();
    await page.getByRole("button", { name: t("records.form.submit"), exact: true }).click();
    await expect(errorsOf(page)).toBeVisible();
    await expect(figures.nth(2)).toHaveAttribute("aria-invalid", "true");
    await expect(figures.nth(0)).toHaveValue("18");
    await figures.nth(2).fill("17");
    await expect(page.getByText(sum(5, "90"))).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: t("records.form.submit"), exact: true }).click();
    const done = page.getByText(saying(t, "records.done.filledSum", "first", "last", "total"));
    await expect(done).toContainText("90");
    const [last = ""] = /R-2026-\d+(?!.*R-2026)/.exec((await done.textContent()) ?? "") ?? [];
    await page.goto(`${STARS}/records`);
    // A phone has the number in no column of its own.
    await expect(page.locator(`a[href$="/records/${last}"]`).first()).toBeAttached();
    await page.goto(`${STARS}/records/${last}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main")).toContainText("16.00");
  });

  test("a manager takes the findings of the own outlet as a workbook, as the page is filtered", async ({ page }) => {
    await signIn(page, "manager", `${CAMPAIGN}/findings?state=OWN`);
    const link = page.getByRole("link", { name: t("lists.export"), exact: true });
    const [taken] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(taken.suggestedFilename()).toMatch(/^C-2026-01-.+\.xlsx$/);
    const workbook = new excel.Workbook();
    await workbook.xlsx.load(new Uint8Array(readFileSync(await taken.path())).buffer);
    const [sheet] = workbook.worksheets;
    const outlets = new Set<string>();
    sheet?.eachRow((row, at) => at > 3 && outlets.add(row.getCell(3).text));
    expect(outlets.size).toBe(1);
    expect([...outlets][0]).toContain(view.locale === "en" ? "Linjiangmen" : "临江门");
  });
});
