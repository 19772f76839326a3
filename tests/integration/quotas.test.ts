import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { fileEvidenceFor } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { usedInAll } from "@/lib/platform/files/quotas";
import { fileStore } from "@/lib/platform/files/storage/open";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

const MB = 1024 * 1024;

const request = vi.hoisted(() => {
  // 10 MB an outlet, 4 MB a person and day, 16 MB in all; read once, at the first use of the environment.
  Object.assign(process.env, {
    MINGYOU_FILES_OUTLET_GB: String(10 / 1024),
    MINGYOU_FILES_DAY_MB: "4",
    MINGYOU_FILES_TOTAL_GB: String(16 / 1024),
  });
  return { actor: null as unknown };
});
vi.mock("@/lib/access/loaders", () => ({
  findCurrentActor: async () => request.actor,
  mustChangePassword: async () => false,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ origin: "http://localhost:3000" }) }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return { getTranslations: async () => createTranslator({ locale: "en", messages: MESSAGES.en }) };
});
const { POST } = await import("@/app/api/files/route");

const address = useDatabase();
let bank: InspectedBank;
let people: Actor[];
let clock = new Date("2026-07-13T04:40:00Z");
beforeAll(async () => {
  setClock(() => clock);
  bank = await makeInspectedBank();
  const branch = bank.staff.grants[0]!;
  people = [];
  for (let at = 0; at < 8; at += 1) {
    people.push(await actorFor(`inspector${at}`, "INSPECTOR", { id: branch.unitId, path: branch.path }));
  }
});
beforeEach(async () => {
  clock = new Date("2026-07-13T04:40:00Z");
  await asOwner(address.owner, "DELETE FROM evidence_files");
});

/** The row alone, as if the bytes were in the store. */
const file = (actor: Actor, bytes: number, unit = "O001", sha256 = randomBytes(32).toString("hex")) =>
  perform(fileEvidenceFor, {
    actor,
    input: {
      unit,
      name: "x",
      mime: "audio/wav",
      bytes,
      width: null,
      height: null,
      sha256,
      folder: `${sha256.slice(0, 2)}/${sha256}`,
    },
  });
const used = async () =>
  (await db.fileUsage.findMany({ orderBy: { bytes: "desc" } }))
    .filter(({ files }) => files > 0)
    .map(({ bytes, files }) => [Number(bytes), files]);
const refusal = (outcome: Awaited<ReturnType<typeof file>>) => (outcome.ok ? null : outcome.refusals[0]);

describe("a quota", () => {
  it("of the day is the uploader's own, wherever it is filed, and ends with the day", async () => {
    const [one, two] = people as [Actor, Actor];
    expect((await file(one, 3 * MB)).ok).toBe(true);
    const over = await file(one, 1.5 * MB, "O002");
    expect(refusal(over)).toEqual({ code: "QUOTA_DAY", values: { used: "3.0", limit: "4" } });
    expect((await file(one, MB)).ok).toBe(true);
    expect((await file(two, MB)).ok).toBe(true);
    // Two in the afternoon in UTC is still the same business day; four is the next.
    clock = new Date("2026-07-13T15:59:00Z");
    expect(refusal(await file(one, MB))?.code).toBe("QUOTA_DAY");
    clock = new Date("2026-07-13T16:01:00Z");
    expect((await file(one, MB)).ok).toBe(true);
  });

  it("of the outlet counts everybody", async () => {
    for (const one of people.slice(0, 3)) expect((await file(one, 3 * MB)).ok).toBe(true);
    expect(refusal(await file(people[3]!, 1.5 * MB))).toEqual({
      code: "QUOTA_OUTLET",
      values: { used: "0.0", limit: String(10 / 1024) },
    });
    expect((await file(people[3]!, MB)).ok).toBe(true);
    expect((await file(people[4]!, MB, "O002")).ok).toBe(true);
    expect(await used()).toEqual([
      [10 * MB, 4],
      [MB, 1],
    ]);
  });

  it("of the bank counts all outlets", async () => {
    for (const [at, one] of people.slice(0, 5).entries()) {
      expect((await file(one, 3 * MB, at % 2 ? "O001" : "O002")).ok).toBe(true);
    }
    expect(refusal(await file(people[5]!, 1.5 * MB))?.code).toBe("QUOTA_TOTAL");
    expect((await file(people[5]!, MB)).ok).toBe(true);
    expect(await usedInAll(db)).toBe(16 * MB);
  });

  it("is not passed by many at once", async () => {
    const mine = await Promise.all(Array.from({ length: 8 }, () => file(people[0]!, MB)));
    expect(mine.filter(({ ok }) => ok)).toHaveLength(4);
    const theirs = await Promise.all(people.slice(1).map((one) => file(one, MB)));
    expect(theirs.filter(({ ok }) => ok)).toHaveLength(6);
    expect(await used()).toEqual([[10 * MB, 10]]);
  });

  it("does not count the same file twice, nor what was refused", async () => {
    const sha = randomBytes(32).toString("hex");
    expect((await file(people[0]!, 3 * MB, "O001", sha)).ok).toBe(true);
    expect((await file(people[0]!, 3 * MB, "O001", sha)).ok).toBe(true);
    await file(people[0]!, 3 * MB);
    expect(await used()).toEqual([[3 * MB, 1]]);
  });

  it("is the sum of the rows, whoever writes them", async () => {
    await file(people[0]!, MB);
    await db.evidenceFile.create({
      data: {
        name: "x",
        mime: "x/x",
        bytes: 7,
        sha256: "x",
        storageKey: randomUUID(),
        uploadedById: people[0]!.accountId,
      },
    });
    const [{ sum }] = (await asOwner<{ sum: string }>(
      address.owner,
      "SELECT sum(bytes)::text FROM evidence_files",
    )) as [{ sum: string }];
    expect(await usedInAll(db)).toBe(Number(sum));
    await asOwner(address.owner, "DELETE FROM evidence_files");
    expect(await usedInAll(db)).toBe(0);
  });

  it("refuses before anything goes into the store, and says what is used and what to do", async () => {
    request.actor = people[0];
    const bytes = Buffer.concat([Buffer.from("RIFF\x10\0\0\0WAVEfmt ", "latin1"), randomBytes(5 * MB)]);
    const send = (body: Uint8Array) =>
      POST(
        new Request("http://localhost:3000/api/files?unit=O001&name=x.wav", {
          method: "POST",
          body: body as BodyInit,
          headers: { "content-type": "audio/wav" },
        }),
      );
    const small = bytes.subarray(0, 3 * MB);
    expect((await send(small)).status).toBe(201);
    const answer = await send(bytes);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({
      code: "QUOTA_DAY",
      message:
        "You have uploaded 3.0 MB today and 4 MB is the limit of a day, so this file was not taken. Send it tomorrow, or ask the system administrator for a higher limit.",
    });
    const { createHash } = await import("node:crypto");
    const sha = createHash("sha256").update(bytes).digest("hex");
    expect(await fileStore().stat(`${sha.slice(0, 2)}/${sha}`, "original")).toBeNull();
    // What is already filed may be sent again, after a lost answer.
    expect((await send(small)).status).toBe(201);
  });
});
