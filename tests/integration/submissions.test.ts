import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { readFilling } from "@/lib/inspections/data/filling";
import { saveInspectionDraft, startInspectionVisit } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { useDatabase } from "../support/database";
import { allPass, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

/** Finished forms that waited on a device, the key that locks them there, and how a form was filled in. */

const request = vi.hoisted(() => ({ actor: null as unknown, origin: "http://localhost:3000" as string | null }));
vi.mock("@/lib/access/loaders", () => ({
  findCurrentActor: async () => request.actor,
  mustChangePassword: async () => false,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers(request.origin ? { origin: request.origin } : {}) }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return { getTranslations: async () => createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"] }) };
});

const { POST } = await import("@/app/(app)/campaigns/[campaign]/inspections/submissions/route");
const key = await import("@/app/api/device-key/route");

useDatabase();
let bank: InspectedBank;
const C = "C-2026-01";
beforeAll(async () => {
  setClock(() => new Date("2026-07-13T04:40:00Z"));
  bank = await makeInspectedBank();
});
beforeEach(() => Object.assign(request, { actor: bank.inspector, origin: "http://localhost:3000" }));

async function send(body: unknown): Promise<{ status: number; said: Record<string, unknown> }> {
  const answer = await POST(
    new Request(`http://localhost:3000/campaigns/${C}/inspections/submissions`, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
    { params: Promise.resolve({ campaign: C }) },
  );
  return { status: answer.status, said: (await answer.json()) as Record<string, unknown> };
}

const visit = (more: Record<string, unknown> = {}) => ({
  unit: "O001",
  method: "OPEN",
  onDay: "2026-07-13",
  submission: randomUUID(),
  answers: allPass("open-check"),
  ...more,
});

describe("a form that waited on a device", () => {
  it("is taken once, however often it is sent, with the seconds that each item took", async () => {
    const [item] = Object.keys(allPass("open-check"));
    const body = visit({ spent: { [item!]: 42 } });
    const tries = await Promise.all([send(body), send(body), send(body)]);
    const again = await send(body);
    expect(new Set([...tries, again].map(({ said }) => said.no)).size).toBe(1);
    expect(again).toEqual({ status: 200, said: { no: expect.stringMatching(/^I-2026-/) } });
    const record = await db.inspection.findUniqueOrThrow({ where: { no: String(again.said.no) } });
    expect(record.submissionId).toBe(body.submission);
    expect((await readFilling(db, record.id)).spent).toEqual({ [item!]: 42 });
  });

  it("is a self-check where it names a month", async () => {
    request.actor = bank.manager;
    const body = { unit: "O001", month: "2026-07", onDay: "2026-07-13", submission: randomUUID() };
    const whole = { ...body, answers: allPass("self-check") };
    const [done, ...others] = await Promise.all([whole, whole, whole, whole].map(send));
    expect(done).toMatchObject({ status: 200 });
    for (const other of others) expect(other).toEqual(done);
    expect(await db.inspection.findUniqueOrThrow({ where: { no: String(done?.said.no) } })).toMatchObject({
      method: "SELF",
      month: "2026-07",
    });
  });

  it("is refused with the reason in words, and stays a refusal", async () => {
    const first = visit();
    expect((await send(first)).status).toBe(200);
    const other = await send({ ...first, answers: {} });
    expect(other).toMatchObject({ status: 422, said: { code: "SUBMISSION_DIFFERS" } });
    expect(String(other.said.message)).toMatch(/I-2026-/);
    expect(await send(visit({ answers: {} }))).toMatchObject({ status: 422 });
    expect(await send(visit({ spent: { "LOB-001": -1 } }))).toMatchObject({ status: 422 });
    expect(await send(visit({ unit: "O999" }))).toMatchObject({ status: 404, said: { code: "NOT_FOUND" } });
    for (const odd of ["", "[]", "{", JSON.stringify({ unit: "O001" }), "x".repeat(600_000)])
      expect(await send(odd)).toMatchObject({ status: 400, said: { code: "INVALID" } });
    request.actor = null;
    expect(await send(visit())).toMatchObject({ status: 401, said: { code: "SESSION_ENDED" } });
    Object.assign(request, { actor: bank.manager });
    expect((await send(visit())).status).toBe(404);
    Object.assign(request, { actor: bank.inspector, origin: "https://elsewhere.example" });
    expect(await send(visit())).toMatchObject({ status: 403, said: { code: "FOREIGN_ORIGIN" } });
  });
});

describe("the key of a device", () => {
  const fetched = async () => {
    const answer = await key.POST();
    return { status: answer.status, key: answer.ok ? ((await answer.json()) as { key: string }).key : null };
  };

  it("is the same for an account each time, another for another, and nobody’s without a session", async () => {
    const mine = await fetched();
    expect(Buffer.from(mine.key ?? "", "base64")).toHaveLength(32);
    expect(await fetched()).toEqual(mine);
    request.actor = bank.manager;
    expect((await fetched()).key).not.toBe(mine.key);
    request.actor = null;
    expect(await fetched()).toEqual({ status: 401, key: null });
    Object.assign(request, { actor: bank.manager, origin: null });
    expect(await fetched()).toEqual({ status: 403, key: null });
  });
});

describe("an answer that was saved and then changed", () => {
  const save = (actor: Actor, draft: string, revision: number, answers: Record<string, unknown>) =>
    perform(saveInspectionDraft, {
      actor,
      input: { campaign: C, unit: "O001", method: "OPEN", onDay: "2026-07-13", draft, revision, answers },
    });

  it("is kept with what it said before and after; the first answer and words being written are no change", async () => {
    const started = await perform(startInspectionVisit, {
      actor: bank.inspector,
      input: { campaign: C, unit: "O001", method: "OPEN", onDay: "2026-07-13" },
    });
    if (!started.ok) throw new Error(JSON.stringify(started.refusals));
    const { draft } = started.value;
    const answers = allPass("open-check");
    const [one, other] = Object.keys(answers) as [string, string];
    const steps = [
      { [one]: { verdict: "PASS" } },
      { [one]: { verdict: "PASS" }, [other]: { verdict: "DEDUCTED", lost: "1.00", reason: "地" } },
      { [one]: { verdict: "PASS" }, [other]: { verdict: "DEDUCTED", lost: "1.00", reason: "地面有" } },
      { [one]: { verdict: "NOT_APPLICABLE" }, [other]: { verdict: "DEDUCTED", lost: "1.00", reason: "地面有水" } },
      { [one]: { verdict: "PASS" } },
    ];
    for (const [at, step] of steps.entries()) expect((await save(bank.inspector, draft, at + 1, step)).ok).toBe(true);
    const done = await send(visit({ draft, submission: draft }));
    expect(done.status).toBe(200);
    const record = await db.inspection.findUniqueOrThrow({ where: { no: String(done.said.no) } });
    const { changes } = await readFilling(db, record.id);
    expect(changes.map(({ item, before, after }) => [item, before, after])).toEqual([
      [one, { verdict: "PASS" }, { verdict: "NOT_APPLICABLE" }],
      [one, { verdict: "NOT_APPLICABLE" }, { verdict: "PASS" }],
      [other, { verdict: "DEDUCTED", found: [{ lost: "1.00" }] }, {}],
    ]);
    await expect(db.draftChange.deleteMany()).rejects.toThrow();
    await expect(db.draftChange.updateMany({ data: { itemCode: "X" } })).rejects.toThrow();
  });
});
