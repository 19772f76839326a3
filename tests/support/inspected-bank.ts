import { readFileSync } from "node:fs";
import { join } from "node:path";
import { perform } from "@/lib/access/usecase";
import type { Actor, Role } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { loadStandardFile } from "@/lib/standards/usecases";

/** A small bank with a running P01 campaign: two outlets, people at each, the three sheets frozen. For tests of facts. */
export interface InspectedBank {
  readonly campaign: { readonly id: string; readonly code: string };
  readonly outlets: readonly {
    readonly id: string;
    readonly code: string;
    readonly path: string;
    readonly people: readonly string[];
  }[];
  readonly manager: Actor;
  readonly otherManager: Actor;
  readonly inspector: Actor;
  readonly staff: Actor;
}

const root = join(import.meta.dirname, "../..");

export function documentOf(path: string): unknown {
  return JSON.parse(readFileSync(join(root, "prisma", path), "utf8"));
}

const SYSTEM: Actor = {
  accountId: "00000000-0000-7000-8000-000000000001",
  personId: null,
  name: "System",
  grants: [],
  via: "SYSTEM",
};

export async function placeUnit(code: string, level: string, parent: { id: string; path: string } | null) {
  const unit = await db.orgUnit.create({
    data: { code, nameZh: `${code}网点`, nameEn: `Outlet ${code}`, level, openedOn: new Date("2020-01-01") },
  });
  const path = `${parent?.path ?? "/"}${code}/`;
  await db.orgPlacement.create({
    data: { unitId: unit.id, parentId: parent?.id ?? null, path, fromOn: new Date("2020-01-01") },
  });
  return { id: unit.id, code, path };
}

export async function hire(
  unitId: string,
  staffNo: string,
  post: string,
  fromOn = "2020-01-01",
  toOn: string | null = null,
): Promise<string> {
  const person = await db.person.create({
    data: { staffNo, name: `员工${staffNo}`, nameLatin: `Employee ${staffNo}` },
  });
  await db.posting.create({
    data: { personId: person.id, unitId, post, fromOn: new Date(fromOn), toOn: toOn === null ? null : new Date(toOn) },
  });
  return person.id;
}

export async function actorFor(username: string, role: Role, unit: { id: string; path: string }): Promise<Actor> {
  const account = await db.account.create({ data: { username, displayName: username, passwordHash: "-" } });
  await db.roleGrant.create({ data: { accountId: account.id, role, unitId: unit.id } });
  return {
    accountId: account.id,
    personId: null,
    name: username,
    grants: [{ role, unitId: unit.id, path: unit.path }],
    via: "SESSION",
  };
}

/** `items`: what the sheets say otherwise than those that ship, by item; a locked sheet cannot be changed any more. */
export async function makeInspectedBank(items: Readonly<Record<string, object>> = {}): Promise<InspectedBank> {
  const hq = await placeUnit("HQ", "HQ", null);
  const branch = await placeUnit("B01", "BRANCH", hq);
  const first = await placeUnit("O001", "OUTLET", branch);
  const second = await placeUnit("O002", "OUTLET", branch);
  const outlets = [
    { ...first, people: [await hire(first.id, "1001", "OUTLET_HEAD"), await hire(first.id, "1002", "TELLER")] },
    { ...second, people: [await hire(second.id, "2001", "OUTLET_HEAD")] },
  ];
  const document = documentOf("programmes/P01.json") as object;
  const campaign = await db.campaign.create({
    data: {
      code: "C-2026-01",
      nameZh: "2026年文明优质服务竞赛",
      nameEn: "Service competition 2026",
      year: 2026,
      organiserId: branch.id,
      programmeCode: "P01",
      document,
      createdById: SYSTEM.accountId,
    },
  });
  await db.campaignPlan.create({
    data: { campaignId: campaign.id, version: 1, document, hash: "-", publishedById: SYSTEM.accountId },
  });
  await db.participant.createMany({
    data: outlets.map((outlet, position) => ({ campaignId: campaign.id, unitId: outlet.id, position })),
  });
  for (const [file, method] of [
    ["self-check", "SELF"],
    ["open-check", "OPEN"],
    ["mystery-visit", "COVERT"],
  ] as const) {
    const loaded = await perform(loadStandardFile, {
      actor: SYSTEM,
      input: { document: documentOf(`standards/${file}.json`) },
    });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals));
    for (const [code, data] of Object.entries(items))
      await db.standardItem.updateMany({ where: { versionId: loaded.value.versionId, code }, data });
    await db.standardVersion.update({ where: { id: loaded.value.versionId }, data: { frozenAt: new Date() } });
    await db.standardInUse.create({ data: { campaignId: campaign.id, method, versionId: loaded.value.versionId } });
  }
  return {
    campaign,
    outlets,
    manager: await actorFor("manager", "BRANCH_MANAGER", first),
    otherManager: await actorFor("other", "BRANCH_MANAGER", second),
    inspector: await actorFor("inspector", "INSPECTOR", branch),
    staff: await actorFor("hq", "CAMPAIGN_STAFF", branch),
  };
}

/** Every item of a sheet passed, with the named answers put in their place. */
export function allPass(file: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const { sections } = documentOf(`standards/${file}.json`) as { sections: { items: { code: string }[] }[] };
  const answers = sections.flatMap((section) => section.items.map((item) => [item.code, { verdict: "PASS" }]));
  return { ...Object.fromEntries(answers), ...changes };
}
