import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { DESKTOP_ZH, expect, expectAccessible, inViews, PHONE_EN, test } from "../support/browser";
import { enter, errorsOf, expectNotThere, words } from "../support/journey";

/** The structure of a plan, built and changed on its page: by mouse on a desktop in Chinese, on a phone in English. */
inViews([DESKTOP_ZH, PHONE_EN], (view) => {
  const t = words(view.locale);
  const zh = view.locale === "zh-CN";
  const NAME = zh ? "结构试编" : "Trial of structure";
  const PART = zh ? "监控调阅" : "Camera review";

  test("headquarters builds a plan out of components, with undo, checks, export and import", async ({ browser }) => {
    test.setTimeout(420_000);
    const page = await enter(browser, "hq", view);
    const title = page.locator("#part-title");
    const line = (text: string) => page.locator(".plan-line").filter({ has: page.getByText(text, { exact: true }) });
    const status = page.locator(".plan-history [role=status]");
    const button = (key: string) => page.getByRole("button", { name: t(key) });
    let plan = "";

    await test.step("a draft begins from a shipped programme", async () => {
      await page.goto("/campaigns/new");
      await page.locator("[name='name.zh']").fill(`${NAME}${view.width}`);
      await page.locator("[name='name.en']").fill(`${NAME} ${view.width}`);
      await page.locator("[name=organiser]").selectOption({ index: 1 });
      await page.getByRole("button", { name: t("campaigns.create.submit") }).click();
      await expect(page).toHaveURL(/\/setup\/basics/);
      plan = `${/\/campaigns\/C-2026-\d+/.exec(page.url())?.[0]}/setup/plan`;
      await page.goto(plan);
      await expect(page.getByRole("heading", { level: 1, name: t("setup.steps.plan") })).toBeVisible();
      await expect(status).toHaveText(t("plan.page.nothingChanged"));
      await expectAccessible(page);
    });

    await test.step("a component is chosen in the tree and says what it does", async () => {
      await line(zh ? "服务得分" : "Service score")
        .first()
        .click();
      await expect(title).toHaveText(zh ? "服务得分" : "Service score");
      await expect(page.locator(".plan-line.on")).toHaveAttribute("aria-current", "true");
    });

    await test.step("a component is added, and filled in by its form; a slip is refused at its box", async () => {
      const add = page.locator(".plan-adds form").first();
      await add.locator("select[name=kind]").selectOption("measure");
      await add.getByRole("button").click();
      await expect(status).toContainText(t("plan.nodes.measure.name"));
      await expect(title).toContainText(t("plan.nodes.measure.name"));
      const form = page.locator(".plan-part > form").first();
      await form.locator("[name='f./name/zh']").fill("监控调阅");
      await form.locator("[name='f./name/en']").fill("Camera review");
      await form.locator("[name='f./atLeast']").fill("two");
      await button("plan.page.save").click();
      await expect(errorsOf(page)).toBeVisible();
      await expect(form.locator("[name='f./atLeast']")).toHaveAttribute("aria-invalid", "true");
      await expect(form.locator("[name='f./name/zh']")).toHaveValue("监控调阅");
      await form.locator("[name='f./atLeast']").fill("2");
      await button("plan.page.save").click();
      await expect(title).toHaveText(PART);
      await expect(line(PART)).toContainText("2");
      await expectAccessible(page);
    });

    await test.step("the worked example follows the figures", async () => {
      const example = page.locator("#example");
      await example.locator("[name=x0]").fill("90, 94");
      await example.getByRole("button", { name: t("plan.example.compute") }).click();
      await expect(example.locator(".plan-result")).toContainText("92.00");
      await expect(title).toHaveText(PART);
    });

    await test.step("it moves up, and every step can be undone and done again, also after a reload", async () => {
      await button("plan.page.up").click();
      await expect(status).toContainText(t("plan.changes.up", { name: PART }));
      await button("plan.page.undo").click();
      await expect(status).toContainText(t("plan.changes.edit", { name: PART }));
      await button("plan.page.undo").click();
      await expect(line(PART)).toHaveCount(0);
      await page.reload();
      await button("plan.page.redo").click();
      await expect(line(PART)).toHaveCount(1);
    });

    await test.step("the list of checks leads to the part that is wrong", async () => {
      const first = page.locator(".plan-checks a").first();
      const place = await first.getAttribute("href");
      await first.click();
      await expect(page).toHaveURL(
        new RegExp(encodeURIComponent(new URLSearchParams(place?.split("?")[1]).get("at")?.split("#")[0] ?? "-")),
      );
      await expect(page.locator(".plan-line.on")).toHaveCount(1);
      await expect(title).not.toHaveText(PART);
    });

    await test.step("the document goes out as a file and comes back changed, after its differences were shown", async () => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: t("plan.page.export") }).click(),
      ]);
      const document = JSON.parse(readFileSync(await download.path(), "utf8"));
      expect(JSON.stringify(document)).toContain("监控调阅");
      document.awards.splice(0, 1);
      document.name = { zh: "改过的<b>方案</b>", en: "A changed <b>plan</b>" };
      await page.getByRole("link", { name: t("plan.page.import") }).click();
      await bring(page, "{}");
      await expect(errorsOf(page)).toContainText("format");
      await expect(page.locator(".plan-decide")).toHaveCount(0);
      await page.locator("input[type=file]").setInputFiles({
        name: "plan.json",
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify(document)),
      });
      await expect(page.locator("textarea[name=text]")).toHaveValue(/监控调阅/);
      await button("plan.bring.read").click();
      await expect(page.locator(".plan-decide")).toBeVisible();
      await expect(page.locator("main table")).toContainText(t("plan.diff.removed"));
      await expect(page.locator("main table")).toContainText(zh ? "改过的<b>方案</b>" : "A changed <b>plan</b>");
      await expectAccessible(page);
      await button("plan.bring.take").click();
      await expect(title).toHaveText(zh ? "改过的<b>方案</b>" : "A changed <b>plan</b>");
      await button("plan.page.undo").click();
      await expect(title).not.toHaveText(zh ? "改过的<b>方案</b>" : "A changed <b>plan</b>");
    });

    await test.step("by keyboard alone a line is chosen and its form reached", async () => {
      const first = page.locator(".plan-line").nth(1);
      await first.focus();
      await page.keyboard.press("Enter");
      await expect(first).toHaveAttribute("aria-current", "true");
    });

    await test.step("an outlet's people do not find any of it", async () => {
      const outlet = await enter(browser, "m040", view);
      for (const path of [plan, `${plan}/import`, `${plan}/document`]) {
        if (path.endsWith("document")) expect((await outlet.request.get(path)).status()).toBe(404);
        else await expectNotThere(outlet, path, t);
      }
    });
  });

  async function bring(page: Page, text: string) {
    await page.locator("textarea[name=text]").fill(text);
    await page.getByRole("button", { name: t("plan.bring.read") }).click();
  }
});
