import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { submitSelfCheckForMonth } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadStandardFile } from "@/lib/standards/usecases";
import { makeBank } from "./bank";

/**
 * The last evening before the deadline: every outlet hands in its self-check of the month, through the use case that the
 * form and the waiting list of a telephone come through. One in five is sent twice at once, as after a lost answer.
 */

const OUTLETS = Number(process.env.BENCH_OUTLETS ?? 3000);
const AT_ONCE = Number(process.env.BENCH_AT_ONCE ?? 16);
const MONTH = "2026-06";

setClock(() => new Date(`${MONTH}-20T10:00:00Z`));
const bank = await makeBank(process.env.BENCH_OWNER_URL ?? "", { outlets: OUTLETS, visits: 0, findings: 0, until: 3 });

interface Item {
  readonly code: string;
  readonly steps: readonly string[];
}
const document = JSON.parse(readFileSync("prisma/standards/self-check.json", "utf8")) as {
  sections: { items: Item[] }[];
};
const items = document.sections.flatMap((section) => section.items);
const loaded = await perform(loadStandardFile, { actor: systemActor(), input: { document } });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals));
const { versionId } = loaded.value;
await db.standardVersion.update({ where: { id: versionId }, data: { frozenAt: new Date() } });
await db.standardInUse.create({ data: { campaignId: bank.campaign.id, method: "SELF", versionId } });

/** Every eighth item of a sheet lost points, another one at every outlet. */
function answersOf(outlet: number) {
  return Object.fromEntries(
    items.map(({ code, steps }, at) => [
      code,
      (at + outlet) % 8 === 0 && steps[0]
        ? { verdict: "DEDUCTED", lost: steps[0], reason: `${at}号项目现场所见，当日整改` }
        : { verdict: "PASS" },
    ]),
  );
}

const outlets = await db.orgPlacement.findMany({
  where: { unit: { level: "OUTLET" } },
  select: { path: true, unit: { select: { id: true, code: true } } },
  orderBy: { path: "asc" },
});
const forms = outlets.map(({ path, unit }, at) => {
  const accountId = randomUUID();
  const actor: Actor = {
    accountId,
    personId: null,
    name: `网点负责人${unit.code}`,
    grants: [{ role: "BRANCH_MANAGER", unitId: unit.id, path }],
    via: "SESSION",
  };
  const input = {
    campaign: bank.campaign.code,
    unit: unit.code,
    month: MONTH,
    answers: answersOf(at),
    submission: randomUUID(),
  };
  return { actor, input };
});
await db.account.createMany({
  data: forms.map(({ actor: { accountId, name } }) => ({
    id: accountId,
    username: name,
    displayName: name,
    passwordHash: "-",
  })),
});
const sendings = forms.flatMap((form, at) => (at % 5 === 0 ? [form, form] : [form]));

const took: number[] = [];
const numbers = new Map<string, Set<string>>();
async function send({ actor, input }: (typeof forms)[number]) {
  const begun = performance.now();
  const done = await perform(submitSelfCheckForMonth, { actor, input });
  took.push(performance.now() - begun);
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  numbers.set(input.submission, (numbers.get(input.submission) ?? new Set()).add(done.value.no));
}

let next = 0;
async function hand() {
  for (let at = next++; at < sendings.length; at = next++) await send(sendings[at]!);
}
const before = process.cpuUsage();
const begun = performance.now();
await Promise.all(Array.from({ length: AT_ONCE }, hand));
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(before);

const stored = await db.inspection.findMany({ where: { month: MONTH }, select: { submissionId: true } });
const lost = forms.length - new Set(stored.map(({ submissionId }) => submissionId)).size;
const doubled = stored.length - new Set(stored.map(({ submissionId }) => submissionId)).size;
const told = [...numbers.values()].filter((each) => each.size > 1).length;
const sorted = took.sort((a, b) => a - b);
const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
const what = `self-checks of ${items.length} items, ${AT_ONCE} at once, ${sendings.length} sendings of ${forms.length}`;
console.log(
  JSON.stringify([
    {
      what: `${what} (${((user + system) / 1e6).toFixed(1)} s of it computing here)`,
      figure: Math.round(sendings.length / seconds),
      unit: "a second",
      bar: "≥ 100",
    },
    { what: "of these, half took at most", figure: at(0.5), unit: "ms" },
    { what: "of these, 95 of 100 took at most", figure: at(0.95), unit: "ms", bar: "≤ 250 ms" },
    { what: "of these, lost", figure: lost, unit: "records", bar: "0" },
    { what: "of these, doubled or told two numbers", figure: doubled + told, unit: "records", bar: "0" },
  ]),
);
await db.$disconnect();
