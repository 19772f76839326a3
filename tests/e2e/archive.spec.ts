import type { APIResponse, Page } from "@playwright/test";
import { DESKTOP_ZH, expect, expectAccessible, PHONE_EN, resize, test } from "../support/browser";
import { enter, officialAct, words } from "../support/journey";

/**
 * A campaign whose only review is over goes to the archive by its page; from then on every page and file of it opens, and
 * none has a form left that would change it. A pledge month of the past has neither prizes nor fines to settle.
 */
const t = words("zh-CN");
const NAME = "服务月承诺";
const OUTLETS = ["龙泉", "观澜"];

test.use({ view: DESKTOP_ZH, actionTimeout: 45_000 });

test("an archived campaign opens everywhere and has no form left", async ({ browser }) => {
  test.setTimeout(420_000);
  const hq = await enter(browser, "hq", DESKTOP_ZH);
  let campaign = "";
  const saved = async (name: string) => {
    await hq.getByRole("button", { name, exact: true }).first().click();
    await expect(hq.locator(".remark.done")).toBeVisible();
  };

  await test.step("headquarters publishes the service month", async () => {
    await hq.goto("/campaigns/new");
    await hq.locator("input[name=programme][value=P09]").check();
    await hq.getByLabel(t("campaigns.create.nameZh")).fill(NAME);
    await hq.getByLabel(t("campaigns.create.nameEn")).fill("Pledges of the service month");
    await hq.getByLabel(t("campaigns.create.organiser")).selectOption({ label: "城东支行" });
    await hq.getByRole("button", { name: t("campaigns.create.submit") }).click();
    await expect(hq).toHaveURL(/\/campaigns\/C-2026-\d+/);
    campaign = /\/campaigns\/C-2026-\d+/.exec(hq.url())?.[0] ?? "";
    await hq.goto(`${campaign}/setup/committee`);
    for (const [seat, staffNo] of Object.entries({ 组长: "J100001", 成员: "J100004" }))
      await hq.getByLabel(t("setup.committee.person", { seat, n: 1 }), { exact: true }).fill(staffNo);
    await saved(t("setup.committee.savePeople"));
    await hq.goto(`${campaign}/setup/units`);
    for (const box of await hq.locator("input[type=checkbox][name$='.takesPart']").all()) {
      const label = (await box.getAttribute("aria-label")) ?? "";
      await box.setChecked(OUTLETS.some((unit) => label === t("setup.units.takesPartOf", { unit })));
    }
    await saved(t("setup.units.saveUnits"));
    await hq.goto(`${campaign}/setup/publish`);
    await officialAct(hq, t("setup.publish.act"));
    await expect(hq.getByText(t("setup.statePlan", { version: 1 })).first()).toBeVisible();
  });

  const review = `${campaign}/reviews/SERVICE_MONTH`;
  const act = (name: string) => t(`reviews.acts.${name}.title`, { review: "服务月承诺履行情况" });
  const leader = await enter(browser, "leader", DESKTOP_ZH);
  const state = (name: string) => expect(leader.getByText(t(`reviews.state.${name}`)).first()).toBeVisible();

  await test.step("its review is frozen, signed, published and final", async () => {
    await leader.goto(review);
    await officialAct(leader, act("freeze"));
    await state("FROZEN");
    const member = await enter(browser, "member", DESKTOP_ZH);
    await member.goto(review);
    await officialAct(member, act("sign"));
    await expect(member.getByText(t("reviews.acts.missing.signed"))).toBeVisible();
    await member.context().close();
    await leader.reload();
    for (const [step, then] of [
      ["sign", "APPROVED"],
      ["publish", "NOTICE"],
      ["finalise", "FINAL"],
    ] as const) {
      await officialAct(leader, act(step));
      await state(then);
      await leader.reload();
    }
  });

  await test.step("before the archive there are forms", async () => {
    const found = await walk(leader, campaign);
    expect(found.forms.length).toBeGreaterThan(0);
  });

  await test.step("headquarters archives it, and everybody is told on every page", async () => {
    await hq.goto(`${campaign}/settlement`);
    await officialAct(hq, t("settlement.archive.act"), (sheet) =>
      sheet.locator("textarea[name=reason]").fill("评比已定稿，无待兑现事项。"),
    );
    await expect(hq.getByText(t("campaigns.archived.title"))).toBeVisible();
  });

  for (const [name, page] of [
    ["headquarters", hq],
    ["the leader", leader],
  ] as const)
    await test.step(`${name} opens every page and file, and finds no form`, async () => {
      const found = await walk(page, campaign);
      expect(found.broken).toEqual([]);
      expect(found.pages.length).toBeGreaterThan(25);
      expect(found.files.filter((type) => type.includes("spreadsheetml")).length).toBeGreaterThan(0);
      expect(found.untold).toEqual([]);
      expect(found.forms).toEqual([]);
    });

  await test.step("the dossier is still made and taken", async () => {
    await leader.goto(`${review}/dossier`);
    await leader.getByRole("button", { name: t("dossiers.make.button") }).click();
    const link = leader.getByRole("link", { name: t("dossiers.make.download") });
    await expect(link).toBeVisible({ timeout: 120_000 });
    const zip = await leader.request.get((await link.getAttribute("href")) ?? "");
    expect(zip.headers()["content-type"]).toContain("zip");
    expect((await zip.body()).length).toBeGreaterThan(10_000);
  });

  await test.step("as it looks, wide and narrow", async () => {
    for (const path of ["", "/settlement", "/setup/units"]) {
      await hq.goto(`${campaign}${path}`);
      await expectAccessible(hq);
      await resize(hq, { width: PHONE_EN.width, height: PHONE_EN.height });
      await expectAccessible(hq);
      await resize(hq, { width: DESKTOP_ZH.width, height: DESKTOP_ZH.height });
    }
  });
});

interface Found {
  readonly pages: string[];
  /** Content types of what is taken as a file. */
  readonly files: string[];
  readonly broken: string[];
  /** Pages without the word that the campaign is archived. */
  readonly untold: string[];
  readonly forms: string[];
}

/** Follows every link of a campaign from page to page, as the signed-in person, by what the server sends. */
async function walk(page: Page, campaign: string): Promise<Found> {
  const found: Found = { pages: [], files: [], broken: [], untold: [], forms: [] };
  const waiting = [campaign];
  const seen = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const response: APIResponse = await page.request.get(path);
    const type = response.headers()["content-type"] ?? "";
    if (!response.ok()) found.broken.push(`${response.status()} ${path}`);
    if (!type.includes("text/html")) {
      found.files.push(type);
      continue;
    }
    found.pages.push(path);
    const html = await response.text();
    // The wall shows nothing but the meeting.
    const wall = path.endsWith("/meeting");
    if (!wall && !html.includes(t("campaigns.archived.title"))) found.untold.push(path);
    // The hidden key of every form that sends an act; those of a dossier and of long papers change nothing.
    const reads = /\/dossier$|\/documents/.test(path);
    if (!reads && html.includes('name="_key"')) found.forms.push(path);
    for (const [, written = ""] of html.matchAll(/<a\b[^>]*?\bhref="([^"#]+)/g)) {
      const whole = written.replaceAll("&amp;", "&");
      // One look at a page is enough; a file is another one for every choice in its address.
      const href = /[?&](format|kind|form|campaign)=/.test(whole) ? whole : (whole.split("?")[0] ?? "");
      const own =
        href === campaign || href.startsWith(`${campaign}/`) || href.includes(`campaign=${campaign.slice(11)}`);
      if (!own || seen.has(href)) continue;
      seen.add(href);
      waiting.push(href);
    }
  }
  return found;
}
