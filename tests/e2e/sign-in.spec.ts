import { expect, expectAccessible, inViews, signIn, test, VIEWS } from "../support/browser";

inViews(VIEWS, (view) => {
  test("signing in leads to one's own day, in one's language", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.locator("html")).toHaveAttribute("lang", view.locale);
    await expectAccessible(page);
    await signIn(page, "hq");
    await expectAccessible(page);
  });

  test("a wrong password is refused in one sentence", async ({ page }) => {
    await page.goto("/sign-in");
    await page.locator("input[name=username]").fill("hq");
    await page.locator("input[name=password]").fill("not the password");
    await page
      .locator("form", { has: page.locator("input[name=password]") })
      .locator("button[type=submit]")
      .click();
    await expect(page.locator(".errors")).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in/);
  });
});
