import { readFileSync } from "node:fs";
import pg from "pg";
import type { Actor, Role } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import type { Programme } from "@/lib/scoring/programme/schema";

/** A bank as large as asked for, with a year of the stored records that the plan P01 scores, made by the database itself. */

export interface Size {
  readonly outlets: number;
  /** Visits an outlet and month, self-checks among them. */
  readonly visits: number;
  /** Findings a visit. */
  readonly findings: number;
  /** Last month with figures, of 2026; the plan begins in March. */
  readonly until: number;
}

export interface Bank {
  readonly campaign: { readonly id: string; readonly code: string };
  readonly seats: readonly (readonly [Actor, string])[];
  readonly staff: Actor;
}

const CODE = "C-2026-01";
const SOMEBODY = "'00000000-0000-7000-8000-00000000000b'::uuid";
const VERSION = "'00000000-0000-7000-8000-00000000000a'::uuid";

async function placeUnit(code: string, level: string, parent: { id: string; path: string } | null) {
  const from = new Date("2020-01-01");
  const unit = await db.orgUnit.create({ data: { code, nameZh: code, nameEn: code, level, openedOn: from } });
  const path = `${parent?.path ?? "/"}${code}/`;
  await db.orgPlacement.create({ data: { unitId: unit.id, parentId: parent?.id ?? null, path, fromOn: from } });
  return { id: unit.id, path };
}

async function actorFor(username: string, role: Role, unit: { id: string; path: string }): Promise<Actor> {
  const account = await db.account.create({ data: { username, displayName: username, passwordHash: "-" } });
  await db.roleGrant.create({ data: { accountId: account.id, role, unitId: unit.id } });
  const grants = [{ role, unitId: unit.id, path: unit.path }];
  return { accountId: account.id, personId: null, name: username, grants, via: "SESSION" };
}

/** P01 without what the leading group has to choose before it publishes: here nobody sits in a meeting. */
function withoutChoices(document: Programme): Programme {
  return {
    ...document,
    awards: document.awards.map((award) => ({ ...award, quota: { ...award.quota, max: 1 } })) as Programme["awards"],
    penalties: document.penalties.filter(({ when }) => when.kind === "PER_EVENT"),
  };
}

/** @param ownerUrl address of the role that owns the tables: it fills them, the product reads and computes as its own role */
export async function makeBank(ownerUrl: string, size: Size): Promise<Bank> {
  const hq = await placeUnit("HQ", "HQ", null);
  const branch = await placeUnit("B01", "BRANCH", hq);
  const document = withoutChoices(JSON.parse(readFileSync("prisma/programmes/P01.json", "utf8")));
  const named = { nameZh: "2026年文明优质服务竞赛", nameEn: "Service competition 2026" };
  const about = { code: CODE, ...named, year: 2026, organiserId: branch.id, programmeCode: "P01" };
  const createdById = "00000000-0000-7000-8000-00000000000b";
  const campaign = await db.campaign.create({ data: { ...about, document, createdById } });
  const hash = digest(canonical(document));
  await db.campaignPlan.create({
    data: { campaignId: campaign.id, version: 1, document, hash, publishedById: createdById },
  });
  const seats: [Actor, string][] = [];
  for (const [username, seat] of [
    ["member", "MEMBER"],
    ["deputy", "DEPUTY_LEADER"],
    ["leader", "LEADER"],
  ] as const) {
    const person = await db.person.create({ data: { staffNo: username, name: username, nameLatin: username } });
    await db.posting.create({
      data: { personId: person.id, unitId: branch.id, post: "LEADER", fromOn: new Date("2020-01-01") },
    });
    await db.committeeMember.create({ data: { campaignId: campaign.id, seat, personId: person.id, position: 0 } });
    seats.push([{ ...(await actorFor(username, "LEADING_GROUP", branch)), personId: person.id }, seat]);
  }
  await fill(ownerUrl, campaign.id, branch, size);
  return { campaign, seats, staff: await actorFor("hq", "CAMPAIGN_STAFF", branch) };
}

async function fill(ownerUrl: string, campaign: string, branch: { id: string; path: string }, size: Size) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const id = `'${campaign}'::uuid`;
  try {
    for (const statement of [
      `CREATE TEMP TABLE o AS SELECT gen_random_uuid() AS id, n, 'O' || lpad(n::text, 5, '0') AS code
         FROM generate_series(1, ${size.outlets}) AS n`,
      "INSERT INTO org_units (id, code, name_zh, name_en, level, opened_on) SELECT id, code, code || '网点', 'Outlet ' || code, 'OUTLET', '2020-01-01' FROM o",
      `INSERT INTO org_placements (id, unit_id, parent_id, path, from_on)
         SELECT gen_random_uuid(), id, '${branch.id}'::uuid, '${branch.path}' || code || '/', '2020-01-01' FROM o`,
      `INSERT INTO participants (id, campaign_id, unit_id, position) SELECT gen_random_uuid(), ${id}, id, n FROM o`,
      // Visit v of month m: the first is the self-check, then open inspections and mystery visits in turn.
      `CREATE TEMP TABLE v AS SELECT gen_random_uuid() AS id, o.id AS unit, n, m, v, row_number() OVER () AS no,
           CASE WHEN v = 1 AND (m % 3 = 0 OR ${size.visits} > 1) THEN 'SELF' WHEN (v + m) % 3 = 2 THEN 'OPEN' ELSE 'COVERT' END AS method,
           make_date(2026, m, 16 + v % 12) AS day,
           (SELECT count(*) FROM generate_series(1, ${size.findings}) AS f WHERE (n * 31 + m * 17 + f * 7) % 23 < 6) AS hits
         FROM o, generate_series(3, ${size.until}) AS m, generate_series(1, ${size.visits}) AS v`,
      `INSERT INTO inspections (id, no, campaign_id, unit_id, method, month, on_day, version_id, answers, "full", score, author_id, author_name, started_at)
         SELECT id, 'I-2026-' || lpad(no::text, 8, '0'), ${id}, unit, method, CASE method WHEN 'SELF' THEN '2026-' || lpad(m::text, 2, '0') END,
           day, ${VERSION}, '{}', 100, 100 - ${size.findings} * 0.25 - hits * 0.25, ${SOMEBODY}, '检查员', day + interval '10 hours' FROM v`,
      `INSERT INTO findings (id, no, inspection_id, item_code, lost, of_points, reason, evidence)
         SELECT gen_random_uuid(), 'I-2026-' || lpad(no::text, 8, '0') || '-' || f, id, 'LOB-' || lpad(f::text, 3, '0'),
           CASE WHEN (n * 31 + m * 17 + f * 7) % 23 < 6 THEN 0.5 ELSE 0.25 END, 0.5, '现场所见', '{}'
         FROM v, generate_series(1, ${size.findings}) AS f`,
      `INSERT INTO metric_imports (id, no, campaign_id, file_name, sha256, rows, imported_by_id)
         VALUES ('00000000-0000-7000-8000-0000000000f1', 'D-1', ${id}, 'figures.xlsx', '-', 1, ${SOMEBODY})`,
      `INSERT INTO metric_facts (id, campaign_id, unit_id, metric, month, value, import_id, row)
         SELECT gen_random_uuid(), ${id}, o.id, metric, '2026-' || lpad(m::text, 2, '0'),
           CASE metric WHEN 'HEADCOUNT' THEN 9 + (n + m) % 4 WHEN 'BUSINESS_VOLUME' THEN CASE n WHEN 1 THEN 14000 ELSE 9000 + (n * 37 + m) % 4000 END END,
           '00000000-0000-7000-8000-0000000000f1', n
         FROM o, generate_series(3, ${size.until}) AS m, (VALUES ('HEADCOUNT'), ('BUSINESS_VOLUME')) AS k(metric)`,
      `CREATE TEMP TABLE c AS SELECT gen_random_uuid() AS id, o.id AS unit, n, d FROM o, (VALUES (DATE '2026-05-03'), ('2026-09-03')) AS k(d) WHERE n % 5 = 0`,
      `INSERT INTO complaints (id, no, campaign_id, unit_id, received_on, received_at, channel, category, level, title, account, evidence, registered_by_id)
         SELECT id, 'T-' || row_number() OVER (), ${id}, unit, d, d, 'HOTLINE', 'WAITING', 'OUTLET', '等候时间长', '等候53分钟。', '{}', ${SOMEBODY} FROM c`,
      `INSERT INTO complaint_decisions (id, complaint_id, validity, level, cause, reason, evidence, decided_by_id, decided_name)
         SELECT gen_random_uuid(), id, CASE n % 3 WHEN 0 THEN 'INVALID' ELSE 'VALID' END, CASE n % 2 WHEN 0 THEN 'OUTLET' ELSE 'BRANCH' END,
           'SUBJECTIVE', '查实。', '{}', ${SOMEBODY}, '投诉管理' FROM c`,
      `CREATE TEMP TABLE p AS SELECT gen_random_uuid() AS id, o.id AS unit, n, d FROM o, (VALUES (DATE '2026-04-11'), ('2026-10-11')) AS k(d) WHERE n % 3 = 0`,
      `INSERT INTO praises (id, no, campaign_id, unit_id, received_on, channel, account, evidence, recorded_by_id)
         SELECT id, 'P-' || row_number() OVER (), ${id}, unit, d, 'LETTER', '客户来信表扬。', '{}', ${SOMEBODY} FROM p`,
      `INSERT INTO praise_verifications (id, praise_id, verified, reason, verified_by_id, verified_name)
         SELECT gen_random_uuid(), id, n % 2 = 0, '属实。', ${SOMEBODY}, '办公室' FROM p`,
      "VACUUM ANALYZE",
    ])
      await owner.query(statement);
  } finally {
    await owner.end();
  }
}
