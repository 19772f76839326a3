import sharp from "sharp";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadAppeal } from "@/lib/appeals/loaders/appeals";
import { loadBesideItem } from "@/lib/appeals/loaders/items";
import { fileAppeal, hearAppeal, replyToItem, takeAppealUp } from "@/lib/appeals/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { type AppealedBank, makeAppealedBank, publishHalfYear } from "../support/appealed-bank";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";

const request = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/access/loaders", () => ({
  requireActor: async () => request.actor,
  findCurrentActor: async () => request.actor,
  mustChangePassword: async () => false,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ origin: "http://localhost:3000" }) }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return { getTranslations: async () => createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"] }) };
});

const { POST } = await import("@/app/api/files/route");
const { GET } = await import("@/app/api/files/[id]/route");

useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };
const WORDS = "我们有监控录像为证，当时并无此情形。";
let bank: AppealedBank;
let officer: Actor;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeAppealedBank();
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
  officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.id, path: "/HQ/B01/" });
  await publishHalfYear(bank);
  setClock(() => new Date("2026-07-03T02:00:00Z"));
});

const photo = (colour = "#446688") =>
  sharp({ create: { width: 200, height: 100, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

async function send(actor: Actor | null, kind: string, item: string, bytes?: Buffer): Promise<Response> {
  request.actor = actor;
  const form = new FormData();
  form.set("file", new File([(bytes ?? (await photo())) as BlobPart], "录像截图.jpg"));
  const address = `http://localhost:3000/api/files?${new URLSearchParams({ ...C, kind, item })}`;
  return POST(new Request(address, { method: "POST", body: form }));
}

async function sent(actor: Actor, kind: string, item: string, bytes?: Buffer): Promise<string> {
  const answer = await send(actor, kind, item, bytes);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

async function open(actor: Actor | null, id: string): Promise<number> {
  request.actor = actor;
  return (await GET(new Request(`http://localhost:3000/api/files/${id}`), { params: Promise.resolve({ id }) })).status;
}

const file = (actor: Actor, kind: string, item: string, evidence: string[]) =>
  perform(fileAppeal, { actor, input: { ...C, kind, item, statement: WORDS, evidence } });
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  (outcome.refusals ?? []).map(({ code }) => code);

describe("a file laid before a hearing", () => {
  it("is opened by who appeals, who may hear it and the office, and by nobody else", async () => {
    const finding = bank.findings[0]!.no;
    const id = await sent(bank.appellant, "FINDING", finding);
    const filed = await file(bank.appellant, "FINDING", finding, [id]);
    if (!filed.ok) throw new Error(JSON.stringify(filed.refusals));
    for (const reader of [bank.appellant, bank.stranger, bank.upper, bank.staff, bank.leader])
      expect([reader.name, await open(reader, id)]).toEqual([reader.name, 200]);
    for (const other of [bank.manager, bank.inspector, officer])
      expect([other.name, await open(other, id)]).toEqual([other.name, 404]);
    expect(await open(null, id)).toBe(401);

    request.actor = bank.stranger;
    const shown = await loadAppeal("C-2026-01", filed.value.no);
    expect(shown.rounds[0]?.files.map(({ id: one, kind }) => [one, kind])).toEqual([[id, "PICTURE"]]);
    // Beside the finding everybody who may read it reads the words; the file is only for readers of the case.
    request.actor = bank.inspector;
    expect((await loadBesideItem("C-2026-01", "FINDING", finding))?.replies).toMatchObject([
      { text: WORDS, files: [] },
    ]);
    request.actor = bank.appellant;
    expect((await loadBesideItem("C-2026-01", "FINDING", finding))?.replies).toMatchObject([
      { text: WORDS, files: [{ id }] },
    ]);
  });

  it("goes with the next round, and with a reply without appeal, just so", async () => {
    const finding = bank.findings[0]!.no;
    const { no } = await value(file(bank.appellant, "FINDING", finding, []));
    await value(
      perform(hearAppeal, {
        actor: bank.stranger,
        input: { ...C, no, outcome: "REJECTED", code: "NOT_PROVEN", reason: "经复核。" },
      }),
    );
    const id = await sent(bank.appellant, "FINDING", finding);
    await value(
      perform(takeAppealUp, { actor: bank.appellant, input: { ...C, no, statement: WORDS, evidence: [id] } }),
    );
    expect([await open(bank.upper, id), await open(bank.inspector, id)]).toEqual([200, 404]);

    const other = bank.findings[1]!.no;
    const beside = await sent(bank.appellant, "FINDING", other, await photo("#884422"));
    await value(
      perform(replyToItem, {
        actor: bank.appellant,
        input: { ...C, kind: "FINDING", item: other, text: "当日停电。", evidence: [beside] },
      }),
    );
    expect([
      await open(bank.staff, beside),
      await open(bank.manager, beside),
      await open(bank.inspector, beside),
    ]).toEqual([200, 404, 404]);
    expect((await db.outletReply.findFirstOrThrow()).evidence).toEqual([beside]);
  });

  it("is sent by a person without any office against a penalty of their own", async () => {
    const outlet = bank.outlets[1]!;
    const own: Actor = { ...(await actorFor("head", "STAFF", outlet)), personId: outlet.head };
    const other: Actor = { ...(await actorFor("teller", "STAFF", outlet)), personId: outlet.teller };
    const { id: item } = await db.penaltyDecision.findFirstOrThrow({ where: { personId: outlet.head } });
    expect((await send(other, "PENALTY", item)).status).toBe(404);
    const id = await sent(own, "PENALTY", item);
    await value(file(own, "PENALTY", item, [id]));
    expect([await open(own, id), await open(bank.upper, id), await open(other, id)]).toEqual([200, 200, 404]);
  });

  it("stays open as evidence of another record, to that record's readers", async () => {
    const finding = bank.findings[0]!.no;
    const id = await sent(bank.appellant, "FINDING", finding);
    await value(file(bank.appellant, "FINDING", finding, [id]));
    expect(await open(officer, id)).toBe(404);
    await db.complaintStep.create({
      data: {
        complaintId: (await db.complaint.findFirstOrThrow({ where: { no: bank.complaint } })).id,
        kind: "NOTE",
        note: "同一张截图",
        evidence: [id],
        byId: bank.appellant.accountId,
        byName: "m2",
      },
    });
    expect(await open(officer, id)).toBe(200);
  });
});

describe("refused is", () => {
  it("a file for an item that is not the sender's, is not there, or of no kind of file", async () => {
    const finding = bank.findings[0]!.no;
    expect((await send(bank.manager, "FINDING", finding)).status).toBe(404);
    expect((await send(bank.inspector, "FINDING", finding)).status).toBe(404);
    expect((await send(bank.appellant, "FINDING", "F-2026-00000")).status).toBe(404);
    expect((await send(null, "FINDING", finding)).status).toBe(401);
    const script = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>");
    const answer = await send(bank.appellant, "FINDING", finding, script);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, "FILE_KIND"]);
    expect(await db.evidenceFile.count()).toBe(0);
  });

  it("another outlet's file as evidence, and anything after the days are over", async () => {
    const finding = bank.findings[0]!.no;
    const foreign = await db.evidenceFile.create({
      data: {
        name: "x.jpg",
        mime: "image/jpeg",
        bytes: 1,
        sha256: "0".repeat(64),
        storageKey: "none",
        unitId: bank.outlets[0]!.id,
        uploadedById: bank.manager.accountId,
      },
    });
    expect(codes(await file(bank.appellant, "FINDING", finding, [foreign.id]))).toEqual(["EVIDENCE_UNKNOWN"]);
    expect(
      codes(
        await perform(replyToItem, {
          actor: bank.appellant,
          input: { ...C, kind: "FINDING", item: finding, text: "说明", evidence: [foreign.id] },
        }),
      ),
    ).toEqual(["EVIDENCE_UNKNOWN"]);
    expect(await db.appeal.count()).toBe(0);
    const { no } = await value(file(bank.appellant, "FINDING", finding, []));
    await value(
      perform(hearAppeal, {
        actor: bank.stranger,
        input: { ...C, no, outcome: "REJECTED", code: "NOT_PROVEN", reason: "经复核。" },
      }),
    );
    const up = { ...C, no, statement: WORDS, evidence: [foreign.id] };
    expect(codes(await perform(takeAppealUp, { actor: bank.appellant, input: up }))).toEqual(["EVIDENCE_UNKNOWN"]);
    setClock(() => new Date("2026-09-30T02:00:00Z"));
    const own = await sent(bank.appellant, "FINDING", bank.findings[1]!.no);
    expect(codes(await file(bank.appellant, "FINDING", bank.findings[1]!.no, [own]))).toEqual(["WINDOW_CLOSED"]);
  });
});

async function value<T>(
  outcome: Promise<{ ok: true; value: T } | { ok: false; refusals: readonly unknown[] }>,
): Promise<T> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
}
