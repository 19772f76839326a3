import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { DESKTOP_ZH, expect, expectAccessible, PHONE_ZH, test } from "../support/browser";
import {
  deductFirst,
  enter,
  errorsOf,
  expectNotThere,
  handIn,
  officialAct,
  PASSWORD,
  PICTURE,
  passTheRest,
  saying,
  words,
} from "../support/journey";
import { addressesFrom, leaksTo } from "../support/leaks";

/**
 * One competition from the empty plan to the published result, by everybody who has a part in it. The clock of the demo
 * bank stands on 2026-11-16; two outlets of the third sub-branch compete, so that no other journey is touched.
 */
const t = words("zh-CN");
const [WINNER, LOSER] = [
  { code: "O040", name: "龙泉", manager: "m040" },
  { code: "O042", name: "观澜", manager: "m042" },
] as const;
/** Staff numbers of the demo bank's officers, in the order of prisma/demo/bank.ts. */
const SEATS = {
  组长: ["J100001"],
  副组长: ["J100002", "J100003"],
  成员: ["J100004"],
  办公室主任: ["J100007"],
} as const;
const FINDING = "大堂引导台无人，客户等候八分钟无人接待";
/** Words that stand only in what is not published; wherever one of them turns up, something leaks. */
const UNPUBLISHED = {
  covert: "暗访KANARI甲：客户经理在客户面前玩手机",
  penalty: "KANARI乙：列末位，处以经济处罚并限期整改。",
  remark: "KANARI丙：末位与第三位差距不大，建议约谈。",
  minutes: "KANARI丁：会议逐项审议了名次和处罚建议。",
} as const;
const DATES = {
  "/phases/0/from": "2026-10-01",
  "/phases/0/to": "2026-10-31",
  "/phases/1/from": "2026-11-01",
  "/phases/2/from": "2026-11-16",
  "/phases/2/to": "2026-11-16",
  "/reviews/0/cutOffOn": "2026-11-16",
  "/periods/0/from": "2026-10-01",
  "/periods/0/to": "2026-11-16",
  "/periods/1/from": "2026-11-17",
  "/periods/2/from": "2026-10-01",
};

test.use({ view: DESKTOP_ZH, actionTimeout: 45_000 });

test("a competition from the empty plan to the published result", async ({ browser }) => {
  test.setTimeout(600_000);
  const hq = await enter(browser, "hq", DESKTOP_ZH);
  let campaign = "";
  const setup = (step: string) => `${campaign}/setup/${step}`;
  const blank = (page: Page, path: string) => page.locator(`[name="values.${path}"]`);
  const save = async (page: Page, name = t("setup.save")) => {
    await page.getByRole("button", { name, exact: true }).first().click();
  };
  const saved = async (page: Page, name?: string) => {
    await save(page, name);
    await expect(page.locator(".remark.done")).toBeVisible();
  };

  await test.step("headquarters begins a plan from the shipped programme", async () => {
    await hq.goto("/campaigns/new");
    await hq.getByLabel(t("campaigns.create.nameZh")).fill("城东支行服务竞赛");
    await hq.getByLabel(t("campaigns.create.organiser")).selectOption({ label: "城东支行" });
    await hq.getByRole("button", { name: t("campaigns.create.submit") }).click();
    await expect(errorsOf(hq)).toContainText(t("access.fields.REQUIRED"));
    await expect(hq.getByLabel(t("campaigns.create.nameZh"))).toHaveValue("城东支行服务竞赛");
    await hq.getByLabel(t("campaigns.create.nameEn")).fill("Chengdong service competition");
    await hq.getByRole("button", { name: t("campaigns.create.submit") }).click();
    await expect(hq).toHaveURL(/\/campaigns\/C-2026-\d+/);
    campaign = /\/campaigns\/C-2026-\d+/.exec(hq.url())?.[0] ?? "";
  });

  await test.step("publishing is refused with a list that leads to every gap", async () => {
    await hq.goto(setup("publish"));
    await expect(hq.getByRole("button", { name: t("setup.publish.act") })).toHaveAttribute("aria-disabled", "true");
    await expect(hq.getByText(saying(t, "setup.missing.SEAT_OPEN", "name_zh", "held", "min")).first()).toBeVisible();
    const gaps = hq.getByRole("link", { name: t("setup.publish.go") });
    expect(await gaps.count()).toBeGreaterThan(5);
    await expectAccessible(hq);
    await gaps.first().click();
    await expect(hq).toHaveURL(/\/setup\/committee/);
  });

  await test.step("the leading group is named; an unknown number is refused where it stands", async () => {
    const place = (seat: string, n: number) => hq.getByLabel(t("setup.committee.person", { seat, n }), { exact: true });
    for (const [seat, people] of Object.entries(SEATS)) {
      for (const [at, staffNo] of people.entries()) await place(seat, at + 1).fill(staffNo);
    }
    await place("成员", 2).fill("J999999");
    await save(hq, t("setup.committee.savePeople"));
    await expect(place("成员", 2)).toHaveAttribute("aria-invalid", "true");
    await expect(place("组长", 1)).toHaveValue("J100001");
    await place("成员", 2).fill("");
    await saved(hq, t("setup.committee.savePeople"));
  });

  await test.step("two outlets take part", async () => {
    await hq.goto(setup("units"));
    const boxes = hq.locator("input[type=checkbox][name$='.takesPart']");
    await expect(boxes).toHaveCount(14);
    for (const box of await boxes.all()) {
      const label = (await box.getAttribute("aria-label")) ?? "";
      await box.setChecked(
        [WINNER, LOSER].some((outlet) => label === t("setup.units.takesPartOf", { unit: outlet.name })),
      );
    }
    await saved(hq, t("setup.units.saveUnits"));
    await hq.reload();
    await expect(hq.locator("input[type=checkbox][name$='.takesPart']:checked")).toHaveCount(2);
  });

  await test.step("an end before its start is refused at the field, and nothing typed is lost", async () => {
    await hq.goto(setup("phases"));
    for (const [path, day] of Object.entries(DATES)) await blank(hq, path).fill(day);
    await blank(hq, "/periods/0/to").fill("2026-09-16");
    await save(hq);
    await expect(blank(hq, "/periods/0/to")).toHaveAttribute("aria-invalid", "true");
    await expect(
      hq.getByText(t("campaigns.refusals.DATES_REVERSED", { from: "2026-10-01", to: "2026-09-16" })).first(),
    ).toBeVisible();
    await expect(blank(hq, "/phases/0/from")).toHaveValue("2026-10-01");
    await expectAccessible(hq);
    await blank(hq, "/periods/0/to").fill("2026-11-16");
    await saved(hq);
  });

  await test.step("weights that do not total 100 % are warned of, and block publishing", async () => {
    await hq.goto(setup("scoring"));
    const weight = hq.locator("input[name^='values.'][name$='/weight']").first();
    await expect(weight).toHaveValue("10");
    await weight.fill("15");
    await expect(hq.getByText(t("setup.scoring.sumWrong", { sum: "105" }))).toBeVisible();
    await saved(hq);
    await hq.goto(setup("publish"));
    await expect(hq.getByText(/105%/).first()).toBeVisible();
    await hq.goto(setup("scoring"));
    await weight.fill("10");
    await expect(hq.getByText(t("setup.scoring.sum", { sum: "100" })).first()).toBeVisible();
    await saved(hq);
  });

  await test.step("awards get their money, penalties their range", async () => {
    for (const award of [0, 1, 2, 3, 4]) {
      await hq.goto(`${setup("awards")}?award=${award}`);
      await hq.locator("input[name='prizes.0.amount']").fill(award === 0 ? "-1" : "3000");
      if (award === 0) {
        await save(hq, t("setup.awards.save"));
        await expect(hq.locator("input[name='prizes.0.amount']")).toHaveAttribute("aria-invalid", "true");
        await hq.locator("input[name='prizes.0.amount']").fill("3000");
      }
      await saved(hq, t("setup.awards.save"));
    }
    await hq.goto(setup("penalties"));
    for (const penalty of [2, 3]) {
      await blank(hq, `/penalties/${penalty}/when/n`).fill("1");
      await blank(hq, `/penalties/${penalty}/consequences/1/amount/min`).fill("500");
      await blank(hq, `/penalties/${penalty}/consequences/1/amount/max`).fill("2000");
    }
    await saved(hq);
  });

  await test.step("published with the password, not without", async () => {
    await hq.goto(setup("publish"));
    await expect(hq.getByText(t("setup.publish.ready"))).toBeVisible();
    await officialAct(hq, t("setup.publish.act"), undefined, "not the password");
    const sheet = hq.getByRole("dialog");
    await expect(sheet.getByText(t("access.refusals.WRONG_IDENTITY")).first()).toBeVisible();
    await sheet.locator("input[name=password]").fill(PASSWORD);
    await sheet.getByRole("button", { name: t("setup.publish.act") }).click();
    await expect(hq.getByText(t("setup.statePlan", { version: 1 })).first()).toBeVisible();
  });

  const leader = await enter(browser, "leader", DESKTOP_ZH);
  const loser = await enter(browser, LOSER.manager, PHONE_ZH);

  await test.step("managers hand in their self-checks on the phone; the draft outlives the page, a second one is refused", async () => {
    const winner = await enter(browser, WINNER.manager, PHONE_ZH);
    for (const manager of [winner, loser]) {
      await manager.goto(`${campaign}/self-check/2026-11`);
      const item = await deductFirst(manager, t, manager === loser ? FINDING : "宣传架上两份折页过期，已当场更换");
      await item.getByLabel(t("inspections.form.person")).selectOption({ index: 1 });
      await passTheRest(manager);
      await expect(manager.locator(".stick").getByText(saying(t, "inspections.form.saved", "time"))).toBeVisible();
    }
    await loser.reload();
    await expect(loser.locator("[data-item]").first().locator("input[value=DEDUCTED]")).toBeChecked();
    await expect(loser.locator("textarea[name$='.reason']").first()).toHaveValue(FINDING);
    await expectAccessible(loser);
    const second = await enter(browser, LOSER.manager, PHONE_ZH);
    await second.goto(`${campaign}/self-check/2026-11`);
    await expect(second.locator("[data-item]").first().locator("input[value=DEDUCTED]")).toBeChecked();
    for (const manager of [winner, loser]) {
      await handIn(manager, t);
      await expect(manager).toHaveURL(/\/inspections\/I-2026-\d+/);
      await expect(manager.getByText(saying(t, "inspections.record.submitted", "no"))).toBeVisible();
    }
    await handIn(second, t);
    await expect(errorsOf(second)).toContainText(
      t("inspections.refusals.ALREADY_SUBMITTED", { no: "", at: new Date() }).slice(0, 8),
    );
    await expect(second).toHaveURL(/self-check\/2026-11/);
    await second.context().close();
    await winner.context().close();
  });

  await test.step("the inspector records open inspections and mystery visits", async () => {
    const inspector = await enter(browser, "inspector", DESKTOP_ZH);
    for (const outlet of [WINNER, LOSER]) {
      for (const method of ["OPEN", "COVERT"] as const) {
        await inspector.goto(`${campaign}/inspections/new?method=${method}`);
        await inspector.locator("select[name=unit]").selectOption(outlet.code);
        await inspector.getByRole("button", { name: t("inspections.new.start") }).click();
        await expect(inspector).toHaveURL(/\/drafts\//);
        if (outlet === LOSER) await deductFirst(inspector, t, method === "COVERT" ? UNPUBLISHED.covert : FINDING);
        else
          await inspector
            .locator("[data-item]")
            .first()
            .getByRole("radio", { name: t("inspections.verdicts.PASS"), exact: true })
            .check();
        await passTheRest(inspector);
        await handIn(inspector, t);
        await expect(inspector.getByText(saying(t, "inspections.record.submitted", "no"))).toBeVisible();
      }
    }
    await inspector.context().close();
    await loser.goto(`${campaign}/inspections`);
    await expect(loser.getByRole("table").getByText(t("inspections.methods.OPEN"), { exact: true })).toHaveCount(1);
    await expect(loser.getByRole("table").getByText(t("inspections.methods.COVERT"), { exact: true })).toHaveCount(0);
  });

  const officer = await enter(browser, "complaints", DESKTOP_ZH);
  let complaint = "";
  await test.step("the complaint officer registers a complaint with its evidence", async () => {
    await officer.goto(`${campaign}/complaints/new`);
    await officer.locator("select[name=unit]").selectOption(LOSER.code);
    await officer.getByRole("button", { name: t("complaints.form.next") }).click();
    await officer.getByLabel(t("complaints.form.receivedAt")).fill("2026-11-16T08:30");
    await officer.getByLabel(t("complaints.form.channel")).selectOption("HOTLINE");
    await officer.getByLabel(t("complaints.form.category")).selectOption("ATTITUDE");
    await officer.getByLabel(t("complaints.form.titleField")).fill("柜员言语生硬");
    await officer
      .getByLabel(t("complaints.form.account"), { exact: true })
      .fill("办理挂失时多问了一句，柜员语气很不耐烦。");
    await officer.getByLabel(t("complaints.form.evidence")).setInputFiles(PICTURE);
    await expect(officer.locator("input[type=hidden][name='evidence[]']")).toHaveCount(1);
    await officer.getByRole("button", { name: t("complaints.form.submit"), exact: true }).click();
    await expect(officer).toHaveURL(/\/complaints\/T-2026-\d+/);
    complaint = new URL(officer.url()).pathname;
  });

  await test.step("what is undecided or not imported stands in the way of freezing", async () => {
    await leader.goto(`${campaign}/reviews/H1`);
    await expect(
      leader.getByText(t("reviews.obstacles.COMPLAINT_UNDECIDED", { ref: complaint.split("/").at(-1) ?? "" })),
    ).toBeVisible();
    await expect(
      leader.getByText(
        t("reviews.obstacles.METRIC_MISSING", { month: "2026年10月", metric: t("reviews.obstacles.metric.HEADCOUNT") }),
      ),
    ).toBeVisible();
    await expect(
      leader.getByRole("button", { name: t("reviews.acts.freeze.title", { review: "上半年评比" }) }),
    ).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(leader);
  });

  await test.step("the complaint is decided valid on its evidence", async () => {
    await officer.getByRole("radio", { name: t("complaints.detail.causeSubjective"), exact: true }).check();
    await officer.getByLabel(t("complaints.detail.reason"), { exact: true }).fill("录音证实使用服务禁语，认定有效。");
    await officer.getByLabel(t("complaints.detail.password")).fill(PASSWORD);
    await officer.getByRole("button", { name: t("complaints.detail.valid") }).click();
    await expect(officer.getByText(t("complaints.states.DECIDED")).first()).toBeVisible();
    await officer.context().close();
  });

  await test.step("figures: the template comes back with two mistakes, then right", async () => {
    await hq.goto(`${campaign}/metrics`);
    await expect(hq.getByText(t("metrics.page.empty"))).toBeVisible();
    const download = hq.waitForEvent("download");
    await hq.getByRole("button", { name: t("metrics.template.csv") }).click();
    const lines = readFileSync(await (await download).path(), "utf8")
      .split(/\r?\n/)
      .filter(Boolean);
    const fill = (figures: Readonly<Record<string, readonly [string, string]>>) =>
      lines
        .map((line) => {
          const cells = line.split(",");
          const found = cells[2]?.includes("2026-10") ? figures[cells[0]?.replaceAll('"', "") ?? ""] : undefined;
          return found ? [...cells.slice(0, 3), ...found, "", ""].join(",") : line;
        })
        .join("\r\n");
    const send = async (name: string, text: string) => {
      await hq
        .getByLabel(t("metrics.upload.file"))
        .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
      await hq.getByRole("button", { name: t("metrics.upload.check") }).click();
    };
    await send("坏.csv", fill({ [WINNER.code]: ["十人", "8000"], [LOSER.code]: ["9", "-5"] }));
    await expect(hq.getByText(t("ui.faults.title", { count: 2 }))).toBeVisible();
    await expect(hq.getByText(t("metrics.faults.NOT_A_NUMBER", { text: "十人" }))).toBeVisible();
    await expect(hq.getByText(t("metrics.faults.NEGATIVE", { text: "-5" }))).toBeVisible();
    await expectAccessible(hq);
    await hq.reload();
    await expect(hq.getByText(t("metrics.page.empty"))).toBeVisible();
    await send("好.csv", fill({ [WINNER.code]: ["10", "9000"], [LOSER.code]: ["9", "7200"] }));
    await expect(hq.getByText(t("metrics.upload.readyTitle"))).toBeVisible();
    await hq.getByRole("button", { name: t("metrics.upload.confirm", { count: 4 }) }).click();
    await expect(hq.getByText(saying(t, "metrics.upload.doneTitle", "no"))).toBeVisible();
    await expect(hq.getByText(t("metrics.page.empty"))).toBeHidden();
    await hq.context().close();
  });

  await test.step("before publication the outlet finds nothing", async () => {
    await expectNotThere(loser, `${campaign}/reviews/H1`, t);
    await expectNotThere(loser, `${campaign}/reviews/H1/why/${LOSER.code}`, t);
    await loser.goto(`${campaign}/reviews`);
    await expect(loser.getByText(t("reviews.list.nothingPublished"))).toBeVisible();
  });

  const act = (name: string) => t(`reviews.acts.${name}.title`, { review: "上半年评比" });
  await test.step("the leader freezes the half-year and decides what the plan leaves open", async () => {
    await leader.reload();
    await officialAct(leader, act("freeze"));
    await expect(leader.getByText(t("reviews.state.FROZEN")).first()).toBeVisible();
    const [first, second] = [
      leader.locator("table.ranking tbody tr").nth(0),
      leader.locator("table.ranking tbody tr").nth(1),
    ];
    await expect(first).toContainText(WINNER.name);
    await expect(second).toContainText(LOSER.name);
    await officialAct(leader, t("penalties.proposals.decide"), async (sheet) => {
      await sheet.getByRole("radio", { name: "对网点经济处罚" }).check();
      await sheet.locator("input[name=amount]").fill("9000");
      await sheet.locator("textarea[name=reason]").fill(UNPUBLISHED.penalty);
    });
    const sheet = leader.getByRole("dialog");
    await expect(
      sheet.getByText(t("penalties.refusals.AMOUNT_OUT_OF_RANGE", { min: "500", max: "2000" })).first(),
    ).toBeVisible();
    await sheet.locator("input[name=amount]").fill("800");
    await sheet.locator("input[name=password]").fill(PASSWORD);
    await sheet.getByRole("button", { name: t("penalties.proposals.decide") }).click();
    await expect(sheet).toBeHidden();
    // Penalties take two people: another member confirms what the leader proposed.
    await expect(leader.getByText("您提出，待另一名成员复核")).toBeVisible();
    const other = await enter(browser, "deputy", DESKTOP_ZH);
    await other.goto(`${campaign}/reviews/H1`);
    await officialAct(other, t("penalties.proposals.confirm"));
    await expect(other.getByText(`800.00元：${UNPUBLISHED.penalty.slice(0, 8)}`)).toBeVisible();
    await other.context().close();
    await leader.reload();
    await expect(leader.getByText(`800.00元：${UNPUBLISHED.penalty.slice(0, 8)}`)).toBeVisible();
  });

  await test.step("the group remarks, writes its minutes, and shows the result on the wall", async () => {
    await leader.getByLabel(t("reviews.remarks.label")).fill(UNPUBLISHED.remark);
    await leader.getByRole("button", { name: t("reviews.remarks.add") }).click();
    await expect(leader.getByText(UNPUBLISHED.remark)).toBeVisible();
    await leader.getByText(t("reviews.minutes.open")).click();
    await leader.getByLabel(t("reviews.minutes.place")).fill("城东支行三楼会议室");
    await leader.getByLabel(t("reviews.minutes.said")).fill(UNPUBLISHED.minutes);
    await leader.getByLabel(t("reviews.minutes.resolved")).fill("同意处罚建议，提请公示。");
    await leader.getByRole("button", { name: t("reviews.minutes.submit") }).click();
    await expect(leader.getByText(UNPUBLISHED.minutes)).toBeVisible();
    await expectAccessible(leader);
    await leader.goto(`${campaign}/reviews/H1/meeting`);
    await expect(leader.getByText(t("reviews.meeting.keys"))).toBeVisible();
    await leader.goto(`${campaign}/reviews/H1/meeting#ranking`);
    await leader.reload();
    await expect(leader.locator(".places li").first()).toContainText(WINNER.name);
    for (const [screen, said] of [
      ["recusals", t("reviews.recusals.nobody")],
      ["remarks", UNPUBLISHED.remark],
      ["signing", t("reviews.meeting.signed", { state: "FROZEN", signed: 0, needed: 4 })],
      ["minutes", UNPUBLISHED.minutes],
    ] as const) {
      await leader.goto(`${campaign}/reviews/H1/meeting#${screen}`);
      await leader.reload();
      await expect(leader.locator(`#${screen}`)).toContainText(said);
      await expect(leader.locator("form")).toHaveCount(0);
    }
    await expectAccessible(leader);
    await leader.keyboard.press("Escape");
    await expect(leader).toHaveURL(/\/reviews\/H1$/);
  });

  await test.step("signed in the order of the plan: out of turn there is nothing to press", async () => {
    await expect(leader.getByRole("button", { name: act("sign") })).toHaveAttribute("aria-disabled", "true");
    await expect(leader.getByText(t("reviews.acts.missing.turn", { seat: "成员" }))).toBeVisible();
    for (const username of ["member", "deputy", "deputy2"]) {
      const signer = await enter(browser, username, DESKTOP_ZH);
      await signer.goto(`${campaign}/reviews/H1`);
      await officialAct(signer, act("sign"));
      await expect(signer.getByText(t("reviews.acts.missing.signed"))).toBeVisible();
      await signer.context().close();
    }
    await expectNotThere(loser, `${campaign}/reviews/H1`, t);
    await leader.reload();
    await officialAct(leader, act("sign"));
    await expect(leader.getByText(t("reviews.state.APPROVED")).first()).toBeVisible();
  });

  await test.step("until it is published no page, payload, export, search or file name tells an outlet of it", async () => {
    const words = Object.values(UNPUBLISHED);
    const addresses = await addressesFrom(
      leader,
      [`${campaign}/reviews/H1`, `${campaign}/reviews/H1/why/${LOSER.code}`, campaign, `${campaign}/inspections`],
      110,
    );
    addresses.push(
      "/",
      "/notices",
      `${campaign}/letters`,
      `${campaign}/reviews/H1/workbook`,
      `${campaign}/reviews/H1/meeting`,
      `${campaign}/reviews/H1/compare`,
      `/api/v1${campaign}/reviews/H1`,
      ...words.map((word) => `/search?q=${encodeURIComponent(word.slice(2, 9))}`),
    );
    // The net has no holes where the words do stand.
    const told = await leaksTo(leader, [`${campaign}/reviews/H1`], words);
    for (const word of [UNPUBLISHED.penalty, UNPUBLISHED.remark, UNPUBLISHED.minutes])
      expect(told.join("\n")).toContain(word);
    const outsider = await enter(browser, "m001", PHONE_ZH);
    for (const person of [loser, outsider]) expect(await leaksTo(person, addresses, words)).toEqual([]);
    await outsider.context().close();
  });

  await test.step("published: now the outlet sees its rank, and opens a figure down to the finding in three clicks", async () => {
    await officialAct(leader, act("publish"));
    await expect(leader.getByText(saying(t, "reviews.state.noticeUntil", "day")).first()).toBeVisible();
    await loser.goto(`${campaign}/reviews`);
    await loser.getByRole("link", { name: "上半年评比" }).click();
    const own = loser.locator("table.ranking tr.own");
    await expect(own).toContainText(LOSER.name);
    await expect(own.locator("td.rk")).toHaveText("2");
    await expectAccessible(loser);
    await expectNotThere(loser, `${campaign}/reviews/H1/why/${WINNER.code}`, t);

    await loser.goto(`${campaign}/reviews/H1/why/${LOSER.code}`);
    await expectAccessible(loser);
    const tree = loser.locator("table.tree");
    await tree.getByRole("link", { name: /明查/ }).first().click();
    await expect(tree.locator("tr.l2")).not.toHaveCount(0);
    await tree.locator("tr.l2 .toggle").first().click();
    await expect(tree.locator("tr.l3")).not.toHaveCount(0);
    await tree.locator("tr.l3 td a").first().click();
    await expect(loser.getByText(FINDING).first()).toBeVisible();
    await expectAccessible(loser);
  });

  let set = "";
  await test.step("the outlet appeals against a deduction, and somebody one level up upholds it", async () => {
    await loser.goto(`${campaign}/inspections`);
    const visit = loser.getByRole("row").filter({ hasText: t("inspections.methods.OPEN") });
    await visit.locator("a[href*='/inspections/I-']").first().click();
    await loser.locator("a[href*='kind=FINDING']").first().click();
    await expect(loser.getByLabel(t("appeals.new.statement"))).toBeVisible();
    await expectAccessible(loser);
    await loser.getByRole("button", { name: t("appeals.new.submit") }).click();
    await expect(errorsOf(loser)).toContainText(t("access.fields.TOO_SHORT", { minimum: 10 }));
    await loser.getByLabel(t("appeals.new.statement")).fill("引导员当时正在扶老人下台阶，录像为证。");
    await loser.getByRole("button", { name: t("appeals.new.submit") }).click();
    await expect(loser.getByText(t("appeals.file.waiting")).first()).toBeVisible();
    await expectAccessible(loser);
    await expect(loser.getByRole("button", { name: t("appeals.hear.title") })).toHaveCount(0);
    await leader.goto(new URL(loser.url()).pathname);
    await officialAct(leader, t("appeals.hear.title"), async (sheet) => {
      await sheet.getByRole("radio", { name: t("appeals.states.UPHELD"), exact: true }).check();
      await sheet.locator("select[name=code]").selectOption("EVIDENCE_INSUFFICIENT");
      await sheet.locator("textarea[name=reason]").fill("录像证实，撤销扣分。");
    });
    await leader.locator("a[href*='/rescore/']").first().click();
    await expect(leader).toHaveURL(/\/rescore\/RS-2026-\d+/);
    set = new URL(leader.url()).pathname;
  });

  await test.step("the correction is previewed, signed by those who signed the result, and put on notice again", async () => {
    const no = set.split("/").at(-1) ?? "";
    const apply = t("appeals.set.apply", { no });
    await expect(leader.getByRole("button", { name: apply })).toHaveAttribute("aria-disabled", "true");
    await leader.getByRole("button", { name: t("appeals.set.preview"), exact: true }).click();
    await expect(leader.getByRole("heading", { name: "上半年评比" })).toBeVisible();
    await expectAccessible(leader);
    for (const username of ["member", "deputy", "deputy2"]) {
      const signer = await enter(browser, username, DESKTOP_ZH);
      await signer.goto(set);
      await officialAct(signer, t("appeals.set.signTitle", { no }));
      await expect(signer.getByRole("button", { name: t("appeals.set.signTitle", { no }) })).toHaveCount(0);
      await signer.context().close();
    }
    await leader.reload();
    await officialAct(leader, t("appeals.set.signTitle", { no }));
    await officialAct(leader, apply);
    await expect(leader.getByText(saying(t, "appeals.set.closed.APPLIED", "at", "name")).first()).toBeVisible();
    await loser.goto(`${campaign}/reviews/H1`);
    await expect(loser.getByRole("heading", { name: t("appeals.notice.changed") })).toBeVisible();
    await expectAccessible(loser);
    await loser.getByRole("link", { name: saying(t, "appeals.notice.earlierLine", "seq", "at") }).click();
    await expect(loser.getByText(t("appeals.former.notice")).first()).toBeVisible();
  });

  await test.step("the year cannot be frozen before its day", async () => {
    await leader.goto(`${campaign}/reviews/YEAR`);
    await expect(
      leader.getByRole("button", { name: t("reviews.acts.freeze.title", { review: "全年评比" }) }),
    ).toHaveAttribute("aria-disabled", "true");
    await expect(leader.getByText(t("reviews.acts.missing.cutOff", { day: "12月31日" }))).toBeVisible();
    await expectAccessible(leader);
  });
});
