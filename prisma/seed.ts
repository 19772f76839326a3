import { db } from "@/lib/platform/db";
import { loadStandards, publishCampaign } from "./demo/campaign";
import { foundBank } from "./demo/people";
import { Dice } from "./demo/random";
import { say } from "./demo/stage";

/**
 * The demo bank: one provincial branch with 42 outlets, half-way through the second half of its annual competition.
 * Deterministic from one seed and made through the product's own use cases, day by day in the order of the story.
 */
const dice = new Dice(20_260_316);
const started = Date.now();
const took = () => `${Math.round((Date.now() - started) / 1000)} s`;

await db.setting.upsert({ where: { key: "demo" }, create: { key: "demo", value: "loading" }, update: { value: "loading" } });
const bank = await foundBank(dice);
say(`bank founded: ${bank.outlets.length} outlets, ${bank.outlets.reduce((all, outlet) => all + outlet.crew.length, 0)} people (${took()})`);
await loadStandards();
const campaign = await publishCampaign(bank);
say(`campaign ${campaign.code} published (${took()})`);
await db.setting.update({ where: { key: "demo" }, data: { value: "loaded" } });
await db.$disconnect();
