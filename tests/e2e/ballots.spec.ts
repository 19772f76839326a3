import { expect, expectAccessible, PHONE_ZH, test } from "../support/browser";
import { enter, expectNotThere, signInAs, words } from "../support/journey";

/**
 * A teller votes for the service star on a phone: from the first page, one tap to choose, a second to cast, and a third
 * from another tab is refused. Meanwhile nobody sees a count, and the month cannot be frozen.
 */
const BALLOT = "/campaigns/C-2026-02/ballots/B-2026-00001";

test.describe("a secret vote", () => {
  test.use({ view: PHONE_ZH });
  const t = words("zh-CN");
  const exact = (key: string) => ({ name: t(key), exact: true });

  test("is cast once, with one hand, and shown to nobody before its end", async ({ page, browser }) => {
    await signInAs(page, "s003");
    await page.getByRole("link", exact("ballots.home.go")).click();
    await expect(page).toHaveURL(new RegExp(BALLOT));
    await expectAccessible(page);
    const other = await page.context().newPage();
    await other.goto(BALLOT);
    await other.locator(".vote-list button:enabled").nth(2).click();

    await page.getByRole("combobox", exact("ballots.vote.outlet")).selectOption("O004");
    await expect(page.locator(".vote-list li").first()).toContainText("临江门");
    await page.getByRole("searchbox", exact("ballots.vote.search")).fill("没有这个人");
    await expect(page.getByText(t("ballots.vote.nobody"))).toBeVisible();
    await page.getByRole("searchbox").fill("");
    const candidate = page.locator(".vote-list button:enabled").first();
    const name = (await candidate.locator("b").textContent()) ?? "";
    await candidate.click();
    await expect(page.getByRole("heading", { name: t("ballots.vote.confirm", { name }) })).toBeFocused();
    await expectAccessible(page);
    await page.getByRole("button", exact("ballots.vote.submit")).click();
    await expect(page.getByText(t("ballots.vote.voted"))).toBeVisible();
    await expect(page.locator("main")).not.toContainText(name);
    await expectAccessible(page);

    await other.getByRole("button", exact("ballots.vote.submit")).click();
    await expect(other.getByText(t("ballots.refusals.ALREADY_VOTED"))).toBeVisible();
    await page.goto("/");
    await expect(page.getByRole("link", exact("ballots.home.go"))).toHaveCount(0);
    await expectNotThere(page, "/campaigns/C-2026-02/ballots/new", t);

    const leader = await enter(browser, "leader", PHONE_ZH);
    await leader.goto(BALLOT);
    await expect(leader.getByText(t("ballots.one.nobodySees"))).toBeVisible();
    await expect(leader.getByRole("heading", exact("ballots.one.result"))).toHaveCount(0);
    await leader.goto("/campaigns/C-2026-02/reviews/MONTHLY.2026-11");
    await expect(leader.locator(`a[href="${BALLOT}"]`)).toBeVisible();
    await expectAccessible(leader);
    await leader.context().close();
  });
});
