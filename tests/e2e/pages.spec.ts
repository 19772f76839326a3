import { expect, expectAccessible, inViews, signIn, test, VIEWS } from "../support/browser";

/** Every page a role lives in: it opens, has its title, nothing to scroll sideways for, and no accessibility violation. */
const CAMPAIGN = "/campaigns/C-2026-01";

const PAGES: Readonly<Record<string, readonly string[]>> = {
  hq: [
    "/",
    "/campaigns",
    "/campaigns/new",
    CAMPAIGN,
    `${CAMPAIGN}/setup/basics`,
    `${CAMPAIGN}/setup/committee`,
    `${CAMPAIGN}/setup/units`,
    `${CAMPAIGN}/setup/standards`,
    `${CAMPAIGN}/setup/phases`,
    `${CAMPAIGN}/setup/scoring`,
    `${CAMPAIGN}/setup/reviews`,
    `${CAMPAIGN}/setup/awards`,
    `${CAMPAIGN}/setup/penalties`,
    `${CAMPAIGN}/setup/publish`,
    `${CAMPAIGN}/metrics`,
    `${CAMPAIGN}/learning`,
    `${CAMPAIGN}/learning/new`,
    "/standards",
    "/standards/self-check",
    "/search?q=%E4%B8%B4%E6%B1%9F%E9%97%A8",
  ],
  manager: [
    "/",
    `${CAMPAIGN}/self-check`,
    `${CAMPAIGN}/self-check/2026-11`,
    `${CAMPAIGN}/inspections`,
    `${CAMPAIGN}/complaints`,
    `${CAMPAIGN}/praises`,
    `${CAMPAIGN}/praises/new`,
    `${CAMPAIGN}/reviews`,
    `${CAMPAIGN}/reviews/H1`,
    `${CAMPAIGN}/reviews/H1/why/O004`,
    `${CAMPAIGN}/nominations`,
    `${CAMPAIGN}/nominations/new`,
    "/me",
  ],
  inspector: ["/", `${CAMPAIGN}/inspections`, `${CAMPAIGN}/inspections/new`, `${CAMPAIGN}/inspections/I-2026-00012`],
  complaints: [
    "/",
    `${CAMPAIGN}/complaints`,
    `${CAMPAIGN}/complaints/new`,
    `${CAMPAIGN}/complaints/T-2026-00025`,
    `${CAMPAIGN}/complaints/T-2026-00003`,
    `${CAMPAIGN}/praises/P-2026-00001`,
  ],
  leader: [
    "/",
    `${CAMPAIGN}/reviews/H1`,
    `${CAMPAIGN}/reviews/YEAR`,
    `${CAMPAIGN}/reviews/H1/compare?a=O004&b=O012`,
    `${CAMPAIGN}/awards`,
    `${CAMPAIGN}/penalties`,
    `${CAMPAIGN}/nominations`,
  ],
  auditor: ["/", "/admin/audit"],
  admin: [
    "/",
    "/admin/accounts",
    "/admin/accounts/new",
    "/admin/organisation",
    "/admin/organisation/O004",
    "/admin/tokens",
    "/admin/api",
  ],
};

inViews(VIEWS, () => {
  for (const [username, pages] of Object.entries(PAGES)) {
    test(`${username}: every page opens and is accessible`, async ({ page }) => {
      test.setTimeout(30_000 + pages.length * 15_000);
      const broken: string[] = [];
      page.on("pageerror", (error) => broken.push(error.message));
      await signIn(page, username);
      for (const path of pages) {
        const response = await page.goto(path);
        expect(response?.status(), path).toBe(200);
        await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
        await expectAccessible(page);
      }
      expect(broken, "errors in the browser").toEqual([]);
    });
  }
});
