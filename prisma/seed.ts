import { db } from "@/lib/platform/db";
import { assignments } from "./demo/assignments";
import { loadStandards, publishCampaign } from "./demo/campaign";
import { figures } from "./demo/figures";
import { followUps } from "./demo/findings";
import { footage } from "./demo/footage";
import { improvements } from "./demo/improvements";
import { language } from "./demo/language";
import { letters } from "./demo/letters";
import { mysteryVisits } from "./demo/mystery";
import { foundBank } from "./demo/people";
import { visitPlans } from "./demo/plans";
import { Dice } from "./demo/random";
import { rechecks } from "./demo/rechecks";
import { halfYear, nominations, screenings } from "./demo/review";
import { say } from "./demo/stage";
import { publishStars, stars } from "./demo/stars";
import {
  begunSelfCheck,
  castOf,
  customers,
  filePictures,
  gravestCase,
  learning,
  play,
  selfChecks,
  sheetsOf,
  visits,
} from "./demo/story";
import { surveys } from "./demo/surveys";

/**
 * The demo bank: one provincial branch with 42 outlets, half-way through the second half of its annual competition.
 * Deterministic from one seed and made through the product's own use cases, day by day in the order of the story.
 */
const dice = new Dice(20_260_316);
const started = Date.now();
const took = () => `${Math.round((Date.now() - started) / 1000)} s`;

await db.setting.upsert({
  where: { key: "demo" },
  create: { key: "demo", value: "loading" },
  update: { value: "loading" },
});
const bank = await foundBank(dice);
say(
  `bank founded: ${bank.outlets.length} outlets, ${bank.outlets.reduce((all, outlet) => all + outlet.crew.length, 0)} people (${took()})`,
);
await loadStandards();
const campaign = await publishCampaign(bank);
say(`campaign ${campaign.code} published (${took()})`);

const cast = await castOf(bank);
const ground = {
  dice,
  bank,
  cast,
  campaign: campaign.code,
  sheets: await sheetsOf(campaign),
  pictures: await filePictures(bank, cast),
};
const subBranch = ["S01", "S02", "S03"];

await play([
  ...["2026-04", "2026-05", "2026-06"].flatMap((month) => selfChecks(ground, month)),
  ...visits(ground, "OPEN", "2026-04-08", 24),
  ...visits(ground, "OPEN", "2026-06-01", 24),
  ...visits(ground, "COVERT", "2026-04-20", 20),
  ...visits(ground, "COVERT", "2026-05-25", 25),
  ...customers(ground, "2026-03-26", 92, { complaints: 14, praises: 22 }, { complaints: 0, praises: 0 }),
  ...["2026-03", "2026-04", "2026-05"].map((month, at) =>
    figures(dice, bank, campaign.code, month, `2026-0${at + 4}-05`),
  ),
  figures(dice, bank, campaign.code, "2026-06", "2026-07-01"),
  ...learning(ground, "B01", "LECTURE", "服务礼仪与客户沟通专题讲座", "2026-03-30", 210),
  ...learning(ground, "S01", "QUIZ", "服务规范知识测试", "2026-05-21", 132),
  ...halfYear(bank, campaign),
]);
say(`first half played, reviewed and published (${took()})`);

await play([
  ...["2026-07", "2026-08", "2026-09", "2026-10"].flatMap((month) => selfChecks(ground, month)),
  ...selfChecks(ground, "2026-11", 0.4, "2026-11-15"),
  ...begunSelfCheck(ground, "2026-11", "2026-11-16"),
  ...visits(ground, "OPEN", "2026-08-12", 30),
  ...visits(ground, "OPEN", "2026-10-20", 26, 0.6),
  ...visits(ground, "COVERT", "2026-09-01", 40, 0.9),
  ...customers(ground, "2026-07-02", 136, { complaints: 11, praises: 16 }, { complaints: 2, praises: 2 }),
  ...gravestCase(ground, "2026-09-22"),
  ...["2026-07", "2026-08", "2026-09", "2026-10"].map((month, at) =>
    figures(dice, bank, campaign.code, month, `2026-${String(at + 8).padStart(2, "0")}-05`),
  ),
  ...learning(ground, "B01", "CONTEST", "柜面技能比武（点钞、录入、翻打）", "2026-08-28", 96),
  ...learning(ground, subBranch[1]!, "LECTURE", "投诉处理经验交流会", "2026-11-06", 58),
  ...followUps(ground),
  ...visitPlans(ground, bank.officers.leader!.accountId),
  ...mysteryVisits(ground),
  ...letters(ground),
  ...language(ground),
  ...footage(ground),
  ...rechecks(ground),
  ...surveys(ground),
  ...assignments(ground),
  ...improvements(ground),
  ...nominations(dice, bank, campaign.code, "2026-11-12"),
  ...screenings(bank, campaign.code, "2026-11-13"),
]);
say(`second half played up to 16 November 2026 (${took()})`);

const service = await publishStars(bank);
await play(stars(new Dice(20_260_701), bank, service));
say(`campaign ${service.code}, the service star of one sub-branch, played (${took()})`);

await db.setting.update({ where: { key: "demo" }, data: { value: "loaded" } });
await db.$disconnect();
