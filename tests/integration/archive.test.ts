import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { perform, type UseCase } from "@/lib/access/usecase";
import { finaliseReview } from "@/lib/appeals/usecases";
import { decideAward, decidePenalty, nominate } from "@/lib/awards/usecases";
import { discard, editBasics, revise } from "@/lib/campaigns/usecases";
import { addComplaintStep, recordPraise, registerComplaint } from "@/lib/complaints/usecases";
import { db } from "@/lib/platform/db";
import { commentOnReview, freezeReview, liftFreeze, signReview } from "@/lib/reviews/usecases";
import * as settlement from "@/lib/settlement/usecases";
import { recordLearning } from "@/lib/tasks/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import { complain, type ReviewedBank } from "../support/reviewed-bank";
import { atNoon, finalise, H1, makeSettledBank, must, publish, refusalsOf } from "../support/settled-bank";

/** What is archived stays as it is, whoever asks and by whatever way. */

const { owner } = useDatabase({ each: "test" });

let bank: ReviewedBank;
const C = { campaign: "C-2026-01" };

beforeEach(async () => {
  bank = await makeSettledBank((plan) => {
    plan.reviews = plan.reviews.filter(({ code }) => code === "H1");
  });
});

/** Tables that belong to no campaign, or stay open; a new table is either one of a campaign or named here. */
const OUTSIDE = [
  "_prisma_migrations",
  "accounts",
  "api_tokens",
  "audit_entries",
  "campaign_archives",
  "counters",
  "evidence_files",
  "file_checks",
  "file_faults",
  "file_usage",
  "honour_withdrawals",
  "honours",
  "idempotency_keys",
  "jobs",
  "language_drafts",
  "language_versions",
  "notice_reads",
  "org_placements",
  "org_units",
  "persons",
  "postings",
  "produced_files",
  "review_standings",
  "role_grants",
  "sessions",
  "settings",
  "sign_in_throttles",
  "standard_items",
  "standard_versions",
  "standards",
];

async function guarded(): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    owner,
    "SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'archived_is_closed' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

/** A sum over every row of every table of a campaign. */
async function stateOfAll(tables: readonly string[]): Promise<string> {
  const sums = [...tables, "campaign_archives"].map(
    (name) =>
      `SELECT '${name}' AS name, coalesce(md5(string_agg(x::text, '|' ORDER BY x::text)), '') AS sum FROM ${name} x`,
  );
  // Parallel workers bring the tables in any order.
  return JSON.stringify(await asOwner(owner, `${sums.join(" UNION ALL ")} ORDER BY name`));
}

const archiveNow = () =>
  db.campaignArchive.create({
    data: { campaignId: bank.campaign.id, reason: "测试", byId: bank.campaign.id, byName: "测试" },
  });

describe("archiving", () => {
  it("waits for final reviews and settled ledgers, happens once, and is not for everybody", async () => {
    const input = { ...C, reason: "全部办结。" };
    expect(await refusalsOf(settlement.archiveCampaign, bank.manager, input)).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(settlement.archiveCampaign, bank.staff, input)).toEqual(["REVIEWS_NOT_FINAL"]);
    await publish(bank);
    expect(await refusalsOf(settlement.archiveCampaign, bank.staff, input)).toEqual(["REVIEWS_NOT_FINAL"]);
    await finalise(bank);
    expect(await refusalsOf(settlement.archiveCampaign, bank.staff, input)).toEqual(["LEDGERS_OPEN"]);
    for (const [award, prize] of [
      ["BEST", "0"],
      ["BEST", "1"],
    ])
      await must(settlement.handOverPrize, bank.staff, {
        ...H1,
        award,
        subject: bank.outlets[0]!.id,
        prize,
        reference: "付",
      });
    const rows = await db.penaltyDecision.findMany({});
    for (const { id } of rows) await must(settlement.notifyPenalty, bank.staff, { ...C, decision: id });
    atNoon("2026-08-01");
    for (const { id, consequence } of rows) {
      const step = { ...C, decision: id, reference: "凭证", note: "移交" };
      if (consequence === "REMOVAL") {
        await must(settlement.handOverPenalty, bank.staff, step);
        await must(settlement.receivePenalty, bank.leader, step);
      }
      await must(settlement.executePenalty, bank.staff, step);
    }
    expect(await must(settlement.archiveCampaign, bank.staff, input)).toEqual({ campaign: "C-2026-01" });
    expect(await refusalsOf(settlement.archiveCampaign, bank.leader, input)).toEqual(["CAMPAIGN_ARCHIVED"]);
    expect(await db.campaignArchive.count()).toBe(1);
  });
});

describe("an archived campaign", () => {
  it("is guarded on every table that belongs to a campaign", async () => {
    const all = await asOwner<{ name: string }>(
      owner,
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    const known = new Set([...(await guarded()), ...OUTSIDE]);
    expect(all.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect((await guarded()).filter((name) => OUTSIDE.includes(name))).toEqual([]);
  });

  it("refuses every act that would change it", async () => {
    const officer = await actorFor("officer", "COMPLAINT_OFFICER", bank.outlets[0]!);
    const no = await complain(bank, bank.outlets[0]!.id, "2026-07-01", null);
    await publish(bank);
    const decision = await db.penaltyDecision.findFirstOrThrow({ where: { consequence: "FINE" } });
    const claim = { ...H1, award: "BEST", subject: bank.outlets[0]!.id };
    const step = { ...C, decision: decision.id, reference: "x", note: "移交" };
    await archiveNow();
    const tables = await guarded();
    const before = await stateOfAll(tables);
    // biome-ignore lint/suspicious/noExplicitAny: acts of every kind in one list
    const acts: [UseCase<any, any, any>, typeof bank.leader, object][] = [
      [freezeReview, bank.leader, H1],
      [liftFreeze, bank.leader, { ...H1, reason: "重新冻结" }],
      [commentOnReview, bank.leader, { ...H1, text: "意见" }],
      [signReview, bank.leader, { ...H1, seat: "LEADER", seal: "0".repeat(64) }],
      [finaliseReview, bank.leader, H1],
      [decideAward, bank.leader, { ...H1, award: "BEST", chosen: [], reason: "理由" }],
      [
        decidePenalty,
        bank.leader,
        { ...H1, penalty: "TARGET", subject: bank.outlets[1]!.id, consequence: "", reason: "理由" },
      ],
      [
        nominate,
        bank.manager,
        { ...C, award: "BEST", nominee: bank.outlets[0]!.teller, reason: "一直做得非常非常好。" },
      ],
      [revise, bank.staff, { ...C, version: 1 }],
      [discard, bank.staff, { ...C, version: 1 }],
      [
        editBasics,
        bank.staff,
        {
          ...C,
          version: 1,
          name: { zh: "新", en: "New" },
          theme: { zh: "", en: "" },
          purpose: { zh: "新", en: "New" },
        },
      ],
      [
        recordLearning,
        bank.manager,
        { ...C, unit: "O001", kind: "LECTURE", title: "讲座", heldOn: "2026-07-02", attendance: 3 },
      ],
      [
        registerComplaint,
        officer,
        {
          ...C,
          unit: "O001",
          receivedAt: "2026-07-02T09:00",
          channel: "HOTLINE",
          category: "WAITING",
          level: "OUTLET",
          title: "等候",
          account: "等候。",
        },
      ],
      [addComplaintStep, officer, { no, kind: "CONTACTED", note: "已联系。" }],
      [recordPraise, officer, { ...C, unit: "O001", receivedOn: "2026-07-02", channel: "HOTLINE", account: "好。" }],
      [settlement.notifyPenalty, bank.staff, { ...C, decision: decision.id }],
      [settlement.executePenalty, bank.staff, step],
      [settlement.handOverPenalty, bank.staff, step],
      [settlement.receivePenalty, bank.staff, step],
      [settlement.recordPenalty, bank.staff, step],
      [settlement.repayPenalty, bank.staff, step],
      [settlement.fallAway, bank.leader, { ...claim, cause: "LEFT", follower: "", reason: "离职" }],
      [settlement.handOverPrize, bank.staff, { ...claim, prize: "1", reference: "x" }],
      [settlement.takeBackPrize, bank.staff, { ...claim, prize: "1", reference: "x", reason: "追回" }],
      [settlement.archiveCampaign, bank.staff, { ...C, reason: "再次归档" }],
    ];
    for (const [act, actor, input] of acts)
      expect([act.name, ...(await refusalsOf(act, actor, input))]).toEqual([act.name, "CAMPAIGN_ARCHIVED"]);
    expect(await stateOfAll(tables)).toBe(before);
  });

  it("stays as it is whatever use case there is", async () => {
    await publish(bank);
    const decision = await db.penaltyDecision.findFirstOrThrow({ where: { consequence: "FINE" } });
    const no = await complain(bank, bank.outlets[0]!.id, "2026-07-01", null);
    await archiveNow();
    const tables = await guarded();
    const before = await stateOfAll(tables);
    const rooms = import.meta.glob("/lib/*/usecases.ts", { eager: true }) as Record<string, Record<string, unknown>>;
    const acts = Object.values(rooms).flatMap((room) =>
      Object.values(room).filter(
        (one): one is UseCase<unknown, unknown, unknown> =>
          typeof one === "object" && one !== null && "run" in one && "policy" in one,
      ),
    );
    expect(acts.length).toBeGreaterThan(60);
    /** Everything that any act may ask for, and no gate before it. */
    const wide = {
      ...H1,
      version: 1,
      unit: "O001",
      award: "BEST",
      penalty: "TARGET",
      subject: bank.outlets[1]!.id,
      decision: decision.id,
      no,
      prize: 0,
      cause: "LEFT",
      follower: "",
      reason: "理由",
      note: "说明",
      reference: "凭证",
      text: "意见",
      seat: "LEADER",
      nominee: bank.outlets[0]!.teller,
      on: undefined,
      heldOn: "2026-07-02",
      kind: "LECTURE",
      title: "讲座",
      attendance: 3,
      evidence: [],
      values: {},
      at: "",
      units: [],
      groups: [],
      seats: [],
      standards: {},
      onDay: "2026-07-02",
      rows: [],
      month: "2026-07",
      receivedAt: "2026-07-02T09:00",
      receivedOn: "2026-07-02",
      channel: "HOTLINE",
      category: "WAITING",
      level: "OUTLET",
      account: "说明",
    };
    const changed: string[] = [];
    const done: string[] = [];
    for (const act of acts) {
      const open = { ...act, input: z.any(), policy: () => true };
      const outcome = await perform(open, { actor: bank.leader, input: wide });
      if ((await stateOfAll(tables)) !== before) changed.push(act.name);
      if (outcome.ok && !act.reads) done.push(act.name);
    }
    expect(changed).toEqual([]);
    expect(done).toEqual([]);
    // What says of itself that it changes nothing of a campaign, and so is not refused.
    expect(acts.flatMap(({ name, reads }) => (reads ? [name] : [])).sort()).toMatchInlineSnapshot(`
      [
        "complaints.unmask",
        "documents.make",
        "documents.take",
        "documents.takeCertificate",
        "documents.takeFootage",
        "documents.takeNotice",
        "documents.takeRound",
        "dossiers.build",
        "dossiers.cancel",
        "dossiers.take",
        "honours.export",
        "lists.take",
        "notices.read",
        "notices.readAll",
        "reports.workbook",
        "settlement.export",
        "settlement.statement",
        "simulations.run",
        "storage.cancel",
        "storage.check",
      ]
    `);
  });

  it("stays open: files are taken, and another campaign goes on", async () => {
    await publish(bank);
    await archiveNow();
    expect(await must(settlement.takeExport, bank.staff, { ...C, kind: "finance" })).toEqual({});
    expect(await must(settlement.takeStatement, bank.manager, { ...C, of: "O001" })).toEqual({});
    const { id: _, ...other } = await db.campaign.findFirstOrThrow({});
    const next = await db.campaign.create({
      data: { ...other, code: "C-2026-02", document: other.document as object },
    });
    await db.participant.create({ data: { campaignId: next.id, unitId: bank.outlets[0]!.id, position: 0 } });
    await db.campaign.update({ where: { id: next.id }, data: { nameZh: "下一次" } });
  });
});
