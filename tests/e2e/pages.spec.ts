import {
  DESKTOP_EN,
  expect,
  expectAccessible,
  expectNoOverflow,
  inViews,
  PHONE_ZH,
  resize,
  signIn,
  test,
  VIEWS,
  widthsFrom,
} from "../support/browser";

/** Every page a role lives in: it opens, has its title, nothing to scroll sideways for, and no accessibility violation. */
const CAMPAIGN = "/campaigns/C-2026-01";
/** The service star of one sub-branch: people are ranked, month by month, from records. */
const STARS = "/campaigns/C-2026-02";

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
    STARS,
    `${STARS}/setup/plan`,
    `${STARS}/records`,
    `${STARS}/records/new?stream=score.SKILL`,
    `${STARS}/records/import?stream=vote`,
    `${STARS}/records/form`,
    `${STARS}/records/form?form=criteria&unit=O001`,
    "/standards",
    "/standards/self-check",
    "/standards/open-check",
    "/standards/mystery-visit",
    "/standards/library",
    "/standards/library?q=%E9%97%A8%E5%A4%B4",
    "/standards/new",
    "/standards/language?text=both",
    "/standards/language?q=%E5%81%87%E5%B8%81",
    "/standards/language?on=2025-06-30",
    "/standards/language/edit",
    "/standards/language/edit/SIT-08",
    "/standards/language/edit/SET-01",
    "/standards/service-star/edit",
    "/standards/service-star/edit/STAR-001",
    "/standards/score-sheet-2023/import",
    `${CAMPAIGN}/findings`,
    `${CAMPAIGN}/findings/honesty`,
    `${CAMPAIGN}/inspections/I-2026-00563?f=F-2026-02145`,
    `${CAMPAIGN}/rectifications`,
    `${CAMPAIGN}/rectifications/F-2026-02049`,
    `${CAMPAIGN}/outlets/O004`,
    `${CAMPAIGN}/visits`,
    `${CAMPAIGN}/visits?state=MISSED`,
    `${CAMPAIGN}/visits/new`,
    `${CAMPAIGN}/visits/plans/V-2026-00001`,
    `${CAMPAIGN}/mystery`,
    `${CAMPAIGN}/mystery/new`,
    `${CAMPAIGN}/mystery/shoppers`,
    `${CAMPAIGN}/mystery/questionnaire`,
    `${CAMPAIGN}/footage`,
    `${CAMPAIGN}/footage?state=CLOSED`,
    `${CAMPAIGN}/footage/DY-2026-00001`,
    `${CAMPAIGN}/footage/circulars`,
    `${CAMPAIGN}/footage/circulars/DT-2026-00001`,
    `${CAMPAIGN}/mystery/MV-2026-00003`,
    `${CAMPAIGN}/mystery/MV-2026-00005/key`,
    `${CAMPAIGN}/mystery/MV-2026-00009`,
    "/search?q=MV-2026-00003",
    `${CAMPAIGN}/rechecks`,
    `${CAMPAIGN}/rechecks/new`,
    `${CAMPAIGN}/rechecks/samples/FH-2026-00002`,
    `${CAMPAIGN}/rechecks/FH-2026-00001-001`,
    `${CAMPAIGN}/rechecks/FH-2026-00002-004`,
    `${CAMPAIGN}/assignments`,
    `${CAMPAIGN}/assignments/new`,
    `${CAMPAIGN}/surveys`,
    `${CAMPAIGN}/surveys/new`,
    `${CAMPAIGN}/surveys/MD-2026-00001/answers`,
    `${CAMPAIGN}/surveys/MD-2026-00001/post`,
    `${CAMPAIGN}/surveys/MD-2026-00002`,
    `${CAMPAIGN}/surveys/MD-2026-00003/answers?show=REMARKS`,
    `${CAMPAIGN}/surveys/MD-2026-00003/cards`,
    "/search?q=MD-2026-00001",
    "/search?q=SAY-024",
    "/notices",
    `${CAMPAIGN}/letters`,
    `${CAMPAIGN}/letters/new`,
    `${CAMPAIGN}/letters/H-2026-00002`,
    `${CAMPAIGN}/letters/H-2026-00003`,
    "/honours",
    "/honours?kind=COLLECTIVE",
    "/honours/new",
    "/honours/new?unit=O004",
    "/search",
    "/search?q=%E4%B8%B4%E6%B1%9F%E9%97%A8",
    "/search?q=%E6%97%A0%E6%AD%A4%E4%BA%BA",
  ],
  manager: [
    "/",
    "/?campaign=C-2026-02",
    `${STARS}/reviews/MONTHLY.2026-10`,
    `${CAMPAIGN}/self-check`,
    `${CAMPAIGN}/self-check/2026-11`,
    "/notices",
    `${CAMPAIGN}/inspections`,
    `${CAMPAIGN}/inspections/I-2026-00538`,
    `${CAMPAIGN}/visits`,
    `${CAMPAIGN}/mystery`,
    `${CAMPAIGN}/footage`,
    `${CAMPAIGN}/footage/DY-2026-00005`,
    `${CAMPAIGN}/footage/circulars/DT-2026-00001`,
    `${CAMPAIGN}/mystery/MV-2026-00001`,
    `${CAMPAIGN}/surveys`,
    `${CAMPAIGN}/surveys/MD-2026-00001`,
    `${CAMPAIGN}/findings`,
    `${CAMPAIGN}/rectifications/F-2026-02049`,
    `${CAMPAIGN}/outlets/O004`,
    `${CAMPAIGN}/complaints`,
    `${CAMPAIGN}/praises`,
    `${CAMPAIGN}/praises/new`,
    `${CAMPAIGN}/reviews`,
    `${CAMPAIGN}/reviews/H1`,
    `${CAMPAIGN}/reviews/H1/why/O004`,
    `${CAMPAIGN}/reviews/H1/why/O004?view=table`,
    `${CAMPAIGN}/reviews/H1/why/O004?view=sentences`,
    `${CAMPAIGN}/nominations`,
    `${CAMPAIGN}/nominations/new`,
    `${CAMPAIGN}/documents`,
    "/honours",
    "/certificates/JZ-2026-00001-AAAAAAAAAAAA",
    "/me",
  ],
  inspector: [
    "/",
    "/standards/language",
    `${CAMPAIGN}/inspections`,
    `${CAMPAIGN}/inspections/new`,
    `${CAMPAIGN}/inspections/I-2026-00012`,
    `${CAMPAIGN}/visits`,
    `${CAMPAIGN}/visits/declare`,
    `${CAMPAIGN}/footage/new`,
    `${CAMPAIGN}/footage/DY-2026-00003`,
    `${CAMPAIGN}/mystery/MV-2026-00004`,
    `${CAMPAIGN}/rechecks`,
    `${CAMPAIGN}/rechecks/FH-2026-00002-002`,
    `${CAMPAIGN}/surveys/MD-2026-00002/record?unit=O002`,
    `${CAMPAIGN}/rectifications`,
    `${CAMPAIGN}/rectifications/F-2026-02169`,
  ],
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
    `${CAMPAIGN}/targets`,
    `${CAMPAIGN}/visits/plans/V-2026-00002`,
    `${CAMPAIGN}/mystery/shoppers`,
    `${CAMPAIGN}/reviews/H1`,
    `${CAMPAIGN}/reviews/YEAR`,
    `${CAMPAIGN}/reviews/H1/dossier`,
    `${CAMPAIGN}/reviews/H1/meeting#minutes`,
    `${CAMPAIGN}/reviews/YEAR/meeting#recusals`,
    `${CAMPAIGN}/reviews/H1/compare`,
    `${CAMPAIGN}/reviews/H1/compare?a=O004&b=O012`,
    `${CAMPAIGN}/reviews/H1/compare?a=O004&b=O041`,
    `${CAMPAIGN}/reviews/H1/why/O041`,
    `${CAMPAIGN}/reviews/YEAR/why/O041`,
    `${CAMPAIGN}/awards`,
    `${CAMPAIGN}/penalties`,
    `${CAMPAIGN}/documents`,
    `${STARS}/documents`,
    `${CAMPAIGN}/nominations`,
    "/?campaign=C-2026-02",
    `${STARS}/reviews/MONTHLY.2026-09`,
    `${STARS}/reviews/YEAR_END`,
    `${STARS}/awards`,
    `${STARS}/penalties`,
  ],
  evaluator: [
    "/assignments",
    "/assignments/WT-2026-00001",
    "/assignments/WT-2026-00002",
    "/assignments/WT-2026-00003",
    "/me",
  ],
  auditor: ["/", "/admin/audit", "/admin/storage"],
  admin: [
    "/",
    "/admin/accounts",
    "/admin/accounts?q=nobody",
    "/admin/accounts/new",
    "/admin/organisation",
    "/admin/organisation?on=2026-03-01",
    "/admin/organisation/HQ",
    "/admin/organisation/O004",
    "/admin/tokens",
    "/admin/api",
    "/admin/storage",
  ],
};

/** Pages whose address holds an id: the list, and the first link on it that leads there. */
const FOLLOWED = [
  ["/admin/accounts?q=manager", 'a[href^="/admin/accounts/"]:not([href$="/new"])'],
  ["/admin/organisation/O004", 'a[href^="/admin/organisation/people/"]'],
] as const;

/** What is not there: outside the frame, inside it, and an id that is none. */
const ABSENT = ["/nowhere", `${CAMPAIGN}/reviews/H1/why/O999`, "/campaigns/C-2099-01"];

test.use({ actionTimeout: 45_000 });

/**
 * Axe looks at every page in both languages and at both widths, once each: Chinese on a phone, English at a desk. What
 * is turned to the other width must still fit, in either language.
 */
inViews([PHONE_ZH, DESKTOP_EN], (view) => {
  const widths = widthsFrom(view);

  for (const [username, pages] of Object.entries(PAGES)) {
    test(`${username}: every page opens and is accessible`, async ({ page }) => {
      test.setTimeout(30_000 + pages.length * 30_000);
      const broken: string[] = [];
      page.on("pageerror", (error) => broken.push(error.message));
      await signIn(page, username);
      for (const path of pages) {
        await resize(page, widths[0]);
        const response = await page.goto(path);
        expect(response?.status(), path).toBe(200);
        await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
        await expectAccessible(page);
        await resize(page, widths[1]);
        await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
        await expectNoOverflow(page);
      }
      expect(broken, "errors in the browser").toEqual([]);
    });
  }

  test("hq: a page that is not there says so and stays usable", async ({ page }) => {
    await signIn(page, "hq");
    for (const path of ABSENT) {
      await resize(page, widths[0]);
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(404);
      for (const width of widths) {
        await resize(page, width);
        await expect(page.getByRole("main"), path).toHaveCount(1);
        await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
        await expectAccessible(page);
      }
    }
  });
});

inViews(VIEWS, () => {
  test("leader: why a person stands where they stand, down to a record", async ({ page }) => {
    await signIn(page, "leader");
    await page.goto(`${STARS}/reviews/MONTHLY.2026-09`);
    await page.locator('a[href*="/why/J"]').first().click();
    await expect(page).toHaveURL(/\/why\/J\d+/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    await page.locator("table.tree .toggle").first().click();
    // A phone has the record's link in another cell than a desk.
    const records = page.locator('table.tree td a[href*="fact="]').filter({ visible: true });
    await records.first().click();
    await expect(page).toHaveURL(/fact=/);
    await expectAccessible(page);
  });

  test("admin: one account and one person, found from their lists", async ({ page }) => {
    await signIn(page, "admin");
    for (const [list, link] of FOLLOWED) {
      await page.goto(list);
      await page.locator(link).first().click();
      await expect(page.locator(link), list).toHaveCount(0);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expectAccessible(page);
    }
  });
});
