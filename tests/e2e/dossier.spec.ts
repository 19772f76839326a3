import { expect, test } from "../support/browser";
import { signInAs, words } from "../support/journey";

/** From the review to a zip that proves itself: made, taken, and verified in a browser that is not signed in. */
const t = words("zh-CN");
const H1 = "/campaigns/C-2026-01/reviews/H1";

test.use({ actionTimeout: 45_000, acceptDownloads: true });

test("a dossier is made, taken, and verified by anybody without a network", async ({ page, browser }) => {
  await signInAs(page, "leader", H1);
  await page.getByRole("link", { name: t("dossiers.link"), exact: true }).click();
  await expect(page).toHaveURL(`${H1}/dossier`);
  await page
    .getByRole("button", { name: new RegExp(`^(${t("dossiers.make.button")}|${t("dossiers.make.again")})$`) })
    .click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 120_000 });
  const link = page.getByRole("link", { name: t("dossiers.make.download") });
  await expect(link).toBeVisible({ timeout: 120_000 });
  const [taken] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(taken.suggestedFilename()).toBe("C-2026-01-H1-dossier.zip");
  const zip = test.info().outputPath("dossier.zip");
  await taken.saveAs(zip);

  const stranger = await browser.newPage();
  const asked: string[] = [];
  const broken: string[] = [];
  stranger.on("request", (request) => asked.push(new URL(request.url()).pathname));
  stranger.on("console", (message) => message.type() === "error" && broken.push(message.text()));
  await stranger.goto("/verify");
  await stranger.setInputFiles("#file", zip);
  await expect(stranger.locator("section.good")).toHaveCount(2);
  expect(broken).toEqual([]);
  expect(asked.filter((path) => path !== "/favicon.ico")).toEqual(["/verify"]);
});
