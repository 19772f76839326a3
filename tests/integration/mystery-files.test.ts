import sharp from "sharp";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/kernel/actor";
import { loadMystery } from "@/lib/mystery/loaders/visits";
import * as mystery from "@/lib/mystery/usecases";
import { setClock } from "@/lib/platform/clock";
import { useDatabase } from "../support/database";
import { actorFor, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";
import { codes, filledIn, must } from "../support/mystery-bank";

/** What comes from the street is closed to the branch from the first moment, whoever files it. */

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

useDatabase();

const C = "C-2026-01";
const DAY = "2026-07-13";
const ADDRESS = "http://localhost:3000/api/files";

let bank: InspectedBank;
let two: Actor;
let leader: Actor;
let auditor: Actor;
let officer: Actor;

beforeAll(async () => {
  setClock(() => new Date(`${DAY}T12:00:00+08:00`));
  bank = await makeInspectedBank();
  const { unitId, path } = bank.staff.grants[0]!;
  const place = { id: unitId, path };
  two = await actorFor("hq2", "CAMPAIGN_STAFF", place);
  leader = await actorFor("leader", "LEADING_GROUP", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
  officer = await actorFor("complaints", "COMPLAINT_OFFICER", place);
});

const picture = (colour: string) =>
  sharp({ create: { width: 20, height: 20, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

type Answer = { status: number; id: string; code?: string };
async function post(actor: Actor, address: string, init: RequestInit): Promise<Answer> {
  request.actor = actor;
  const answer = await POST(new Request(address, { method: "POST", ...init }));
  return { status: answer.status, ...((await answer.json()) as { id: string; code?: string }) };
}
const bare = (actor: Actor, bytes: Buffer, more: Record<string, string> = {}) =>
  post(actor, `${ADDRESS}?${new URLSearchParams({ unit: "O001", name: "问卷.jpg", ...more })}`, {
    headers: { "content-type": "image/jpeg", "content-length": String(bytes.length) },
    body: bytes as BodyInit,
    duplex: "half",
  } as RequestInit);
function multipart(actor: Actor, bytes: Buffer, fields: Record<string, string>, query = ""): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ unit: "O001", ...fields })) form.set(name, value);
  form.set("file", new File([bytes as BlobPart], "问卷.jpg"));
  return post(actor, `${ADDRESS}${query}`, { body: form });
}
async function opens(actor: Actor, id: string, size = "display"): Promise<boolean> {
  request.actor = actor;
  const answer = await GET(new Request(`${ADDRESS}/${id}?size=${size}`), { params: Promise.resolve({ id }) });
  expect([200, 404]).toContain(answer.status);
  return answer.status === 200;
}
async function sent(): Promise<string> {
  const { pseudonym } = await must(mystery.registerMysteryShopper, bank.staff, {
    campaign: C,
    source: "AGENCY",
    name: "王某",
    contact: "13900000000",
  });
  const input = { campaign: C, unit: "O001", shopper: pseudonym, onDay: DAY };
  return (await must(mystery.assignMysteryVisit, bank.staff, input)).no;
}
const attach = (actor: Actor, no: string, file: string) =>
  codes(mystery.attachMysteryRecordings, actor, { campaign: C, no, kind: "QUESTIONNAIRE", evidence: [file] });

describe("a file for a mystery visit", () => {
  it("filed by campaign staff is closed to the branch between upload and attachment, and until the release", async () => {
    const upload = await bare(bank.staff, await picture("navy"), { purpose: "mystery" });
    expect(upload.status).toBe(201);
    const { id } = upload;
    const closed = async () => {
      for (const reader of [bank.manager, bank.otherManager, officer])
        for (const size of ["display", "thumbnail", "original"]) expect(await opens(reader, id, size)).toBe(false);
      for (const reader of [bank.staff, two, bank.inspector, leader, auditor])
        expect(await opens(reader, id)).toBe(true);
    };
    await closed();
    const no = await sent();
    request.actor = bank.staff;
    expect((await loadMystery(C)).rows.find((row) => row.no === no)?.waits).toBe("FILE");
    expect(await attach(bank.staff, no, id)).toEqual([]);
    await closed();
    for (const keyer of [bank.staff, two]) await must(mystery.keyMysteryVisit, keyer, { campaign: C, ...filledIn(no) });
    await must(mystery.checkMysteryVisit, bank.inspector, { campaign: C, no, round: 1, outcome: "PASSED" });
    await closed();
    await must(mystery.releaseMysteryVisit, bank.staff, { campaign: C, no });
    expect(await opens(bank.manager, id)).toBe(true);
    expect(await opens(bank.otherManager, id)).toBe(false);
  });

  it("is closed however it is sent", async () => {
    const purpose = "mystery";
    const answers = [
      await bare(bank.staff, await picture("teal"), { purpose }),
      await multipart(bank.staff, await picture("olive"), { purpose }),
      await multipart(bank.staff, await picture("maroon"), {}, `?purpose=${purpose}`),
    ];
    for (const { status, id } of answers) {
      expect(status).toBe(201);
      expect(await opens(bank.manager, id)).toBe(false);
    }
  });

  it("is refused when it was open before; the same bytes filed for the visit are another, closed file", async () => {
    const bytes = await picture("orange");
    const open = await bare(bank.staff, bytes);
    expect(await opens(bank.manager, open.id)).toBe(true);
    const no = await sent();
    expect(await attach(bank.staff, no, open.id)).toEqual(["FILE_WAS_OPEN"]);
    const closed = await bare(bank.staff, bytes, { purpose: "mystery" });
    expect(closed.id).not.toBe(open.id);
    expect((await bare(bank.staff, bytes, { purpose: "mystery" })).id).toBe(closed.id);
    expect(await opens(bank.manager, closed.id)).toBe(false);
    expect(await attach(bank.staff, no, closed.id)).toEqual([]);
  });

  it("is filed by those who file into mystery visits alone, and for no purpose that is not known", async () => {
    const bytes = await picture("pink");
    for (const actor of [bank.manager, officer]) {
      expect(await bare(actor, bytes, { purpose: "mystery" })).toMatchObject({ status: 404, code: "NOT_FOUND" });
      expect(await multipart(actor, bytes, { purpose: "mystery" })).toMatchObject({ status: 404, code: "NOT_FOUND" });
    }
    expect(await bare(bank.staff, bytes, { purpose: "mistery" })).toMatchObject({ status: 400, code: "INVALID" });
    expect(await multipart(bank.staff, bytes, { purpose: "" })).toMatchObject({ status: 400, code: "INVALID" });
  });
});
