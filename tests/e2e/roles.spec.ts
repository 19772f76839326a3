import {
  DESKTOP_EN,
  DESKTOP_ZH,
  expect,
  expectAccessible,
  inViews,
  PHONE_EN,
  PHONE_ZH,
  test,
  VIEWS,
  type View,
} from "../support/browser";
import {
  deductFirst,
  errorsOf,
  expectNotThere,
  handIn,
  PASSWORD,
  PICTURE,
  passTheRest,
  saying,
  signInAs,
  words,
} from "../support/journey";

/**
 * What each of the five roles comes for, and one thing that each is refused, on both widths and in both languages. Every
 * view works on outlets of its own, so that the tests neither wait for nor disturb each other.
 */
const CAMPAIGN = "/campaigns/C-2026-01";

const GROUND: Readonly<Record<string, { inspected: string; complained: string; nominator: string }>> = {
  [DESKTOP_ZH.name]: { inspected: "O015", complained: "O019", nominator: "m005" },
  [DESKTOP_EN.name]: { inspected: "O016", complained: "O020", nominator: "m006" },
  [PHONE_ZH.name]: { inspected: "O017", complained: "O021", nominator: "m007" },
  [PHONE_EN.name]: { inspected: "O018", complained: "O022", nominator: "m009" },
};

function groundOf(view: View) {
  const ground = GROUND[view.name];
  if (!ground) throw new Error(`no ground for ${view.name}`);
  return ground;
}

test.use({ actionTimeout: 45_000 });

inViews(VIEWS, (view) => {
  const t = words(view.locale);
  const ground = groundOf(view);

  test("headquarters begins a plan; a quota below zero and a file that is no workbook are refused", async ({
    page,
  }) => {
    await signInAs(page, "hq", "/campaigns/new");
    await page.getByLabel(t("campaigns.create.nameZh")).fill(`试拟竞赛（${view.name}）`);
    await page.getByLabel(t("campaigns.create.nameEn")).fill(`Trial competition, ${view.name}`);
    await expectAccessible(page);
    await page.getByRole("button", { name: t("campaigns.create.submit") }).click();
    await expect(page).toHaveURL(/\/campaigns\/C-2026-\d+/);
    const plan = /\/campaigns\/C-2026-\d+/.exec(page.url())?.[0];

    await page.goto(`${plan}/setup/awards?award=0`);
    const quota = page.locator("[name='values./awards/0/quota/max']");
    await quota.fill("-1");
    await page.locator("input[name='prizes.0.amount']").fill("4500");
    await page.getByRole("button", { name: t("setup.awards.save") }).click();
    await expect(errorsOf(page)).toBeVisible();
    await expect(quota).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator("input[name='prizes.0.amount']")).toHaveValue("4500");
    await expectAccessible(page);
    await quota.fill("2");
    await page.getByRole("button", { name: t("setup.awards.save") }).click();
    await expect(page.getByText(t("campaigns.done.saved"))).toBeVisible();
    await page.goto(`${plan}/setup/publish`);
    await expect(page.getByRole("button", { name: t("setup.publish.act") })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(page);

    await page.goto(`${CAMPAIGN}/metrics`);
    await page.getByLabel(t("metrics.upload.file")).setInputFiles({
      name: "数据.xlsx",
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      buffer: PICTURE.buffer,
    });
    await page.getByRole("button", { name: t("metrics.upload.check") }).click();
    await expect(page.getByText(t("metrics.refusals.SHEET_NOT_READABLE"))).toBeVisible();
    await expect(page.getByRole("button", { name: saying(t, "metrics.upload.confirm", "count") })).toHaveCount(0);
    await expectAccessible(page);
  });

  test("a manager reads the published result down to a finding; another outlet and the running year are not there", async ({
    page,
  }) => {
    await signInAs(page, "manager", `${CAMPAIGN}/self-check/2026-11`);
    await expect(page.locator("[data-item] [data-verdict] input:checked").first()).toBeAttached();
    await expectAccessible(page);

    await page.goto(`${CAMPAIGN}/reviews/H1`);
    const own = page.locator("table.ranking tr.own");
    await expect(own).toHaveCount(1);
    await own.locator("a[href*='/why/O004']").click();
    await expect(page).toHaveURL(/\/why\/O004/);
    await expectAccessible(page);
    const tree = page.locator("table.tree");
    await tree.locator("tr.l1 .toggle").nth(1).click();
    await tree.locator("tr.l2 .toggle").first().click();
    await tree.locator("tr.l3 td a").first().click();
    await expect(page.locator("aside").getByText(t("reviews.evidence.reason"), { exact: true })).toBeVisible();
    await expectAccessible(page);

    await expectNotThere(page, `${CAMPAIGN}/reviews/H1/why/O012`, t);
    await expectNotThere(page, `${CAMPAIGN}/reviews/YEAR`, t);
    await expectNotThere(page, `${CAMPAIGN}/complaints/new`, t);
    await expectNotThere(page, "/admin/accounts", t);
  });

  test("a manager nominates one person; the second for the same award is beyond the limit", async ({ page }) => {
    await signInAs(page, ground.nominator, `${CAMPAIGN}/nominations/new`);
    const nominate = async (index: number, reason: string) => {
      await page.locator("input[name=award][value=PACESETTER]").check();
      await page.locator("select[name=nominee]").selectOption({ index });
      await page.locator("textarea[name=reason]").fill(reason);
      await page.getByRole("button", { name: t("awards.nominations.submit") }).click();
    };
    await nominate(2, "短。");
    await expect(errorsOf(page)).toBeVisible();
    await expect(page.locator("textarea[name=reason]")).toHaveValue("短。");
    await expect(page.locator("input[name=award][value=PACESETTER]")).toBeChecked();
    await expectAccessible(page);
    await nominate(2, "全年零投诉，三次收到客户书面表扬，带教两名新员工独立上岗。");
    await expect(page).toHaveURL(/\/nominations$/);
    await expect(page.getByText(t("awards.nominations.waiting"), { exact: true })).toHaveCount(1);
    await expectAccessible(page);
    await page.goto(`${CAMPAIGN}/nominations/new`);
    await nominate(3, "主动服务老年客户，上门办理业务四十余次，客户送来锦旗。");
    await expect(errorsOf(page)).toContainText(t("awards.refusals.UNIT_LIMIT", { limit: 1 }));
  });

  test("an inspector records a visit; a deduction without its reason is not handed in, and the sheet leads to it", async ({
    page,
  }) => {
    await signInAs(page, "inspector", `${CAMPAIGN}/inspections/new`);
    await expectAccessible(page);
    await page.locator("select[name=unit]").selectOption(ground.inspected);
    await page.getByRole("button", { name: t("inspections.new.start") }).click();
    await expect(page).toHaveURL(/\/drafts\//);
    const item = await deductFirst(page, t, null);
    await passTheRest(page);
    await expectAccessible(page);
    if (view.width > 1000) {
      await page.getByRole("button", { name: t("inspections.form.finish") }).click();
      const review = page.getByRole("dialog", { name: t("inspections.form.summary") });
      await expect(review.getByText(t("inspections.form.incomplete", { count: 1 }))).toBeVisible();
      await expect(review.locator("button[type=submit]")).toBeDisabled();
      await review.locator("button.plain").click();
    }
    await page
      .getByRole("button", { name: saying(t, "inspections.form.next", "item") })
      .first()
      .click();
    await expect(item.locator(":focus")).toHaveCount(1);
    const reason = item.locator("textarea[name$='.reason']");
    await expect(item.locator("input[value=DEDUCTED]")).toBeChecked();
    await reason.fill("连续观察十分钟，两次未执行");
    await handIn(page, t);
    await expect(page.getByText(saying(t, "inspections.record.submitted", "no"))).toBeVisible();
    await expect(page.getByText("连续观察十分钟，两次未执行").first()).toBeVisible();
    await expectAccessible(page);
    await expectNotThere(page, `${CAMPAIGN}/inspections/drafts/00000000-0000-7000-8000-000000000000`, t);
    await expectNotThere(page, `${CAMPAIGN}/complaints/new`, t);
  });

  test("a complaint officer registers and decides; with a wrong password nothing takes effect", async ({ page }) => {
    await signInAs(page, "complaints", `${CAMPAIGN}/complaints/new?unit=${ground.complained}`);
    const title = page.getByLabel(t("complaints.form.titleField"));
    await title.fill(view.locale === "en" ? "Waited too long" : "等候太久");
    await page.getByRole("button", { name: t("complaints.form.submit"), exact: true }).click();
    await expect(errorsOf(page)).toBeVisible();
    await expect(title).not.toHaveValue("");
    await expectAccessible(page);
    await page.locator("input[name=receivedAt]").fill("2026-11-16T08:15");
    await page.locator("select[name=channel]").selectOption("COUNTER");
    await page.locator("select[name=category]").selectOption("WAITING");
    await page.locator("textarea[name=account]").fill("早上取号，等了五十分钟才办上。");
    await page.locator("input[type=file]").first().setInputFiles(PICTURE);
    await expect(page.locator("input[type=hidden][name='evidence[]']")).toHaveCount(1);
    await page.getByRole("button", { name: t("complaints.form.submit"), exact: true }).click();
    await expect(page).toHaveURL(/\/complaints\/T-2026-\d+/);

    const reason = page.getByLabel(t("complaints.detail.reason"), { exact: true });
    await reason.fill("系统中断属全行性原因，网点已采取措施，认定无效。");
    await page.getByLabel(t("complaints.detail.password")).fill("not the password");
    await page.getByRole("button", { name: t("complaints.detail.invalid") }).click();
    await expect(errorsOf(page)).toContainText(t("access.refusals.WRONG_IDENTITY"));
    await expect(reason).toHaveValue("系统中断属全行性原因，网点已采取措施，认定无效。");
    await expect(page.getByText(t("complaints.states.OPEN")).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel(t("complaints.detail.password")).fill(PASSWORD);
    await page.getByRole("button", { name: t("complaints.detail.invalid") }).click();
    await expect(page.getByText(t("complaints.states.DECIDED")).first()).toBeVisible();
    await expectAccessible(page);
    await expectNotThere(page, `${CAMPAIGN}/setup/publish/none`, t);
    await expectNotThere(page, `${CAMPAIGN}/inspections/new`, t);
  });

  test("the leader reads why one outlet stands above another; the year cannot be frozen yet", async ({ page }) => {
    await signInAs(page, "leader", `${CAMPAIGN}/reviews/H1`);
    const rows = page
      .locator("table.ranking tbody tr[class]:not(.unranked), table.ranking tbody tr")
      .filter({ has: page.locator("a[href*='/why/']") });
    await expect(rows.first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${CAMPAIGN}/reviews/H1/compare?a=O004&b=O012`);
    await expect(page.locator("main table").first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${CAMPAIGN}/reviews/H1/compare?a=O004&b=O004`);
    await expect(page.getByText(t("reviews.compare.refusedTitle"))).toBeVisible();
    await page.goto(`${CAMPAIGN}/reviews/YEAR`);
    const freeze = page.locator("button.act");
    await expect(freeze).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByText(saying(t, "reviews.acts.missing.cutOff", "day"))).toBeVisible();
    await freeze.click({ force: true });
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expectAccessible(page);
    await expectNotThere(page, `${CAMPAIGN}/inspections/new`, t);
  });
});
