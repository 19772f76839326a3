import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { FormState } from "@/lib/kernel/form";

const request = vi.hoisted(() => ({
  headers: new Headers(),
  sessionId: null as string | null,
  redirected: null as string | null,
}));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => undefined, get: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    request.redirected = to;
    throw new Error("NEXT_REDIRECT");
  },
}));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return { getTranslations: async () => createTranslator({ locale: "en", messages: MESSAGES.en }) };
});
vi.mock("react", async (original) => ({ ...(await original<typeof import("react")>()), cache: (run: unknown) => run }));
vi.mock("@/lib/access/auth", () => ({
  currentSessionId: async () => request.sessionId,
  keepSession: async () => undefined,
}));

import { action } from "@/lib/access/action";
import { changePasswordAction, endSessionsAction, signInAction } from "@/lib/access/actions";
import { findActor } from "@/lib/access/data";
import { allows } from "@/lib/access/policy";
import { endSession, findSessionActor, signIn } from "@/lib/access/sessions";
import { systemActor } from "@/lib/access/system";
import { countWithin } from "@/lib/access/throttle";
import { findToken } from "@/lib/access/tokens";
import { asUseCase, perform } from "@/lib/access/usecase";
import {
  changePassword,
  disableAccount,
  enableAccount,
  endOwnSession,
  endSessions,
  grantRole,
  issueToken,
  openAccount,
  revokeRole,
  revokeToken,
  setPassword,
} from "@/lib/access/usecases";
import type { Actor, Role } from "@/lib/kernel/actor";
import { accept, refuse } from "@/lib/kernel/result";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { asOwner, useDatabase } from "../support/database";
import { placeUnit } from "../support/inspected-bank";

const addresses = useDatabase({ each: "test" });
const PASSWORD = "Correct-Horse-9";
const START = new Date("2026-06-01T02:00:00Z");
let at = START;
setClock(() => at);
const later = (minutes: number) => {
  at = new Date(at.getTime() + minutes * 60_000);
};

let units: Record<string, { id: string; code: string; path: string }>;
beforeEach(async () => {
  at = START;
  request.headers = new Headers({ origin: "http://localhost:3000" });
  request.sessionId = null;
  request.redirected = null;
  const hq = await placeUnit("HQ", "HQ", null);
  const b1 = await placeUnit("B01", "BRANCH", hq);
  const b2 = await placeUnit("B02", "BRANCH", hq);
  units = { hq, b1, b2 };
});

const unit = (name: string) => units[name]?.id ?? "";

async function open(username: string, role: Role, where = "hq", more: Record<string, unknown> = {}): Promise<string> {
  const outcome = await perform(openAccount, {
    actor: systemActor(),
    input: { username, displayName: username, password: PASSWORD, grants: [{ role, unitId: unit(where) }], ...more },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.id;
}

async function as(accountId: string): Promise<Actor> {
  const actor = await findActor(db, accountId, at, "SESSION");
  if (!actor) throw new Error("disabled");
  return actor;
}

const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? ["OK"] : (outcome.refusals ?? []).map((refusal) => refusal.code);

describe("signing in", () => {
  it("begins a session for the right password, whatever the case of the name", async () => {
    const id = await open("liming", "STAFF");
    const signedIn = await signIn(" LiMing ", PASSWORD, "10.0.0.1");
    expect(signedIn?.accountId).toBe(id);
    expect((await findSessionActor(signedIn?.sessionId ?? ""))?.sessionId).toBe(signedIn?.sessionId);
    expect(await db.auditEntry.count({ where: { action: "access.signIn", outcome: "DONE", actorId: id } })).toBe(1);
  });

  it("answers unknown, wrong, locked and disabled with the very same nothing, and records each", async () => {
    await open("liming", "STAFF");
    const gone = await open("gone", "STAFF");
    await db.account.update({ where: { id: gone }, data: { disabledAt: at } });
    for (let tries = 0; tries < 5; tries += 1) await signIn("locked-out", "x", "10.0.0.1");
    const answers = [
      await signIn("nobody", PASSWORD, "10.0.0.1"),
      await signIn("liming", "Wrong-Horse-9", "10.0.0.1"),
      await signIn("locked-out", PASSWORD, "10.0.0.1"),
      await signIn("gone", PASSWORD, "10.0.0.1"),
    ];
    expect(answers).toEqual([null, null, null, null]);
    expect(await db.auditEntry.count({ where: { action: "access.signIn", outcome: "REFUSED" } })).toBe(9);
    const written = await db.auditEntry.findMany({ where: { outcome: "REFUSED" } });
    expect(JSON.stringify(written.map((entry) => entry.detail))).not.toContain("nobody");
  });

  it("says one sentence through the form for all of them", async () => {
    await open("liming", "STAFF");
    const said = new Set<string | undefined>();
    for (const [username, password] of [
      ["nobody", PASSWORD],
      ["liming", "Wrong-Horse-9"],
      ["", ""],
    ] as const) {
      const data = new FormData();
      data.set("username", username);
      data.set("password", password);
      const state = await signInAction({ status: "idle" }, data);
      expect(state.status).toBe("refused");
      expect(JSON.stringify(state)).not.toContain("Horse");
      said.add(state.message);
    }
    expect(said.size).toBe(1);
  });

  it("closes after five failures for that account from that source, for fifteen minutes, and for nobody else", async () => {
    await open("liming", "STAFF");
    await open("wangfang", "STAFF");
    for (let tries = 0; tries < 5; tries += 1) expect(await signIn("liming", "wrong", "10.0.0.1")).toBeNull();
    expect(await signIn("liming", PASSWORD, "10.0.0.1")).toBeNull();
    expect(await signIn("liming", PASSWORD, "10.0.0.2")).not.toBeNull();
    expect(await signIn("wangfang", PASSWORD, "10.0.0.1")).not.toBeNull();
    later(14);
    expect(await signIn("liming", PASSWORD, "10.0.0.1")).toBeNull();
    later(2);
    expect(await signIn("liming", PASSWORD, "10.0.0.1")).not.toBeNull();
  });

  it("counts failures that arrive at once", async () => {
    await open("liming", "STAFF");
    await Promise.all(Array.from({ length: 6 }, () => signIn("liming", "wrong", "10.0.0.1")));
    expect(await signIn("liming", PASSWORD, "10.0.0.1")).toBeNull();
  });

  it("forgets four failures after a success", async () => {
    await open("liming", "STAFF");
    for (let round = 0; round < 2; round += 1) {
      for (let tries = 0; tries < 4; tries += 1) await signIn("liming", "wrong", "10.0.0.1");
      expect(await signIn("liming", PASSWORD, "10.0.0.1")).not.toBeNull();
    }
  });

  it("leads only to a path of this site", async () => {
    await open("liming", "STAFF");
    for (const [then, to] of [
      ["/me", "/me"],
      ["https://evil.example", "/"],
      ["//evil.example", "/"],
      ["/\\evil.example", "/"],
      ["/\t/evil.example", "/"],
    ] as const) {
      const data = new FormData();
      data.set("username", "liming");
      data.set("password", PASSWORD);
      data.set("onward", then);
      await expect(signInAction({ status: "idle" }, data)).rejects.toThrow("NEXT_REDIRECT");
      expect(request.redirected).toBe(to);
    }
  });
});

describe("a session", () => {
  it("ends after thirty idle minutes, an administrator's after fifteen", async () => {
    await open("liming", "STAFF");
    await open("admin", "SYSTEM_ADMIN");
    const [staff, admin] = [await signIn("liming", PASSWORD, "x"), await signIn("admin", PASSWORD, "x")];
    later(14);
    expect(await findSessionActor(staff?.sessionId ?? "")).not.toBeNull();
    expect(await findSessionActor(admin?.sessionId ?? "")).not.toBeNull();
    later(16);
    expect(await findSessionActor(admin?.sessionId ?? "")).toBeNull();
    expect(await findSessionActor(staff?.sessionId ?? "")).not.toBeNull();
    later(31);
    expect(await findSessionActor(staff?.sessionId ?? "")).toBeNull();
  });

  it("ends twelve hours after it began, however busy", async () => {
    await open("liming", "STAFF");
    const session = (await signIn("liming", PASSWORD, "x"))?.sessionId ?? "";
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      later(20);
      expect(await findSessionActor(session)).not.toBeNull();
    }
    later(21);
    expect(await findSessionActor(session)).toBeNull();
  });

  it("ends at the next request after signing out, disabling or an administrator's word", async () => {
    const id = await open("liming", "STAFF");
    const admin = await as(await open("admin", "SYSTEM_ADMIN"));
    const session = async () => (await signIn("liming", PASSWORD, "x"))?.sessionId ?? "";
    const [first, second] = [await session(), await session()];
    await endSession(first, "SIGNED_OUT");
    expect(await findSessionActor(first)).toBeNull();
    expect(await findSessionActor(second)).not.toBeNull();
    expect(codes(await perform(endSessions, { actor: admin, input: { accountId: id } }))).toEqual(["OK"]);
    expect(await findSessionActor(second)).toBeNull();
    const third = await session();
    await perform(disableAccount, { actor: admin, input: { accountId: id } });
    expect(await findSessionActor(third)).toBeNull();
    await perform(enableAccount, { actor: admin, input: { accountId: id } });
    expect(await findSessionActor(third)).toBeNull();
  });

  it("knows a role given or taken at the next request", async () => {
    const id = await open("liming", "STAFF");
    const admin = await as(await open("admin", "SYSTEM_ADMIN"));
    const session = (await signIn("liming", PASSWORD, "x"))?.sessionId ?? "";
    const given = await perform(grantRole, {
      actor: admin,
      input: { accountId: id, role: "INSPECTOR", unitId: unit("b1") },
    });
    expect((await findSessionActor(session))?.grants.map((grant) => grant.role).sort()).toEqual(["INSPECTOR", "STAFF"]);
    if (given.ok) await perform(revokeRole, { actor: admin, input: { accountId: id, grantId: given.value.id } });
    expect((await findSessionActor(session))?.grants.map((grant) => grant.role)).toEqual(["STAFF"]);
  });

  it("is ended by its owner and by nobody else's hand", async () => {
    const id = await open("liming", "STAFF");
    const other = await as(await open("wangfang", "STAFF"));
    const session = (await signIn("liming", PASSWORD, "x"))?.sessionId ?? "";
    expect(codes(await perform(endOwnSession, { actor: other, input: { sessionId: session } }))).toEqual([
      "SESSION_OVER",
    ]);
    expect(await findSessionActor(session)).not.toBeNull();
    expect(codes(await perform(endOwnSession, { actor: await as(id), input: { sessionId: session } }))).toEqual(["OK"]);
    expect(await findSessionActor(session)).toBeNull();
  });
});

describe("a server action", () => {
  const note = asUseCase({
    name: "probe.note",
    input: z.strictObject({ unitId: z.string(), text: z.string().min(1) }),
    subject: async () => ({ path: "/HQ/" }),
    policy: allows("organisation.read"),
    run: async (context, input) => {
      await context.tx.setting.create({ data: { key: `note-${input.text}`, value: input.text } });
      return accept({ text: input.text });
    },
  });
  const send = (fields: Record<string, string>, act = action(note)): Promise<FormState> => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return act({ status: "idle" }, data);
  };
  const signedIn = async (mustChange = false) => {
    await open("liming", "STAFF", "hq", { mustChange });
    request.sessionId = (await signIn("liming", PASSWORD, "x"))?.sessionId ?? null;
  };

  it("is refused when the origin is absent, foreign, or only looks like ours, and changes nothing", async () => {
    await signedIn();
    for (const origin of [
      null,
      "https://evil.example",
      "http://localhost:3000.evil.example",
      "http://localhost:3001",
      "null",
    ]) {
      request.headers = new Headers({
        host: "localhost:3000",
        "x-forwarded-host": "localhost:3000",
        ...(origin === null ? {} : { origin }),
      });
      const state = await send({ unitId: "x", text: "a" });
      expect(state.status).toBe("refused");
      expect(state.message).toMatch(/did not come from a page/);
    }
    expect(await db.setting.count()).toBe(0);
  });

  it("is refused without a live session, and gives back what was typed", async () => {
    const state = await send({ unitId: "x", text: "long story" });
    expect(state.message).toMatch(/session has ended/);
    expect(state.values).toEqual({ unitId: "x", text: "long story" });
  });

  it("refuses fields the form does not have, at the field", async () => {
    await signedIn();
    const state = await send({ unitId: "x", text: "a", role: "SYSTEM_ADMIN" });
    expect(Object.keys(state.fieldErrors ?? {})).toEqual(["role"]);
    const missing = await send({ unitId: "x", text: "" });
    expect(missing.fieldErrors).toEqual({ text: ["Please fill this in."] });
    expect(await db.setting.count()).toBe(0);
  });

  it("refuses hostile field names without falling over", async () => {
    await signedIn();
    for (const name of ["a.__proto__.x", "rows[99999].x", "constructor.prototype.x"])
      expect((await send({ [name]: "1" })).status).toBe("refused");
  });

  it("does it, and once only when the same form is sent again", async () => {
    await signedIn();
    expect((await send({ unitId: "x", text: "a", _key: "k-1" })).status).toBe("done");
    expect((await send({ unitId: "x", text: "a", _key: "k-1" })).status).toBe("done");
    expect(await db.setting.count()).toBe(1);
    expect((await send({ unitId: "x", text: "b", _key: "k-1" })).message).toMatch(/already submitted/);
  });

  it("asks for the password again where the act is official", async () => {
    await signedIn();
    const official = action(note, { official: true });
    expect((await send({ unitId: "x", text: "a", password: "wrong" }, official)).fieldErrors?.password).toHaveLength(1);
    expect((await send({ unitId: "x", text: "a" }, official)).fieldErrors?.password).toHaveLength(1);
    expect(await db.setting.count()).toBe(0);
    expect((await send({ unitId: "x", text: "a", password: PASSWORD }, official)).status).toBe("done");
  });

  it("waits until a password that somebody else set has been changed", async () => {
    await signedIn(true);
    expect((await send({ unitId: "x", text: "a" })).message).toMatch(/administrator set this password/);
    const changed = await send(
      { currentPassword: PASSWORD, password: "Another-Horse-9", passwordAgain: "Another-Horse-9" },
      changePasswordAction,
    );
    expect(changed.status).toBe("done");
    expect((await send({ unitId: "x", text: "a" })).status).toBe("done");
  });

  it("shows somebody else's account as not there", async () => {
    await signedIn();
    const other = await open("wangfang", "STAFF");
    const [foreign, absent] = [
      await send({ accountId: other }, endSessionsAction),
      await send({ accountId: "0190a000-0000-7000-8000-000000000000" }, endSessionsAction),
    ];
    expect(foreign.message).toBe(absent.message);
  });
});

describe("a use case", () => {
  const make = asUseCase({
    name: "probe.make",
    input: z.strictObject({ text: z.string(), campaign: z.string().optional() }),
    subject: async () => ({ path: "/HQ/" }),
    policy: allows("organisation.read"),
    run: async (context, input) => {
      await context.tx.setting.create({ data: { key: `${input.text}-${Math.random()}`, value: input.text } });
      return accept({ at: context.now.toISOString() });
    },
    trace: (input) => (input.campaign ? { campaignId: input.campaign } : {}),
  });
  let actor: Actor;
  beforeEach(async () => {
    actor = await as(await open("liming", "STAFF"));
  });

  it("answers the same key with the same answer, and refuses it for another body or another act", async () => {
    const first = await perform(make, { actor, input: { text: "a" }, key: "k1" });
    later(5);
    expect(await perform(make, { actor, input: { text: "a" }, key: "k1" })).toEqual(first);
    expect(codes(await perform(make, { actor, input: { text: "b" }, key: "k1" }))).toEqual(["KEY_REUSED"]);
    expect(codes(await perform({ ...make, name: "probe.other" }, { actor, input: { text: "a" }, key: "k1" }))).toEqual([
      "KEY_REUSED",
    ]);
    expect(await db.setting.count()).toBe(1);
    const other = await as(await open("wangfang", "STAFF"));
    expect(codes(await perform(make, { actor: other, input: { text: "b" }, key: "k1" }))).toEqual(["OK"]);
  });

  it("does once what arrives many times at once", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => perform(make, { actor, input: { text: "a" }, key: "k1" })),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await db.setting.count()).toBe(1);
    expect(await db.auditEntry.count({ where: { action: "probe.make", outcome: "DONE" } })).toBe(1);
  });

  it("keeps no key of what was refused", async () => {
    const refusing = { ...make, policy: () => false };
    expect(codes(await perform(refusing, { actor, input: { text: "a" }, key: "k1" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await perform(make, { actor, input: { text: "b" }, key: "k1" }))).toEqual(["OK"]);
  });

  it("does not happen when its audit row cannot be written", async () => {
    const outcome = await perform(make, { actor, input: { text: "a", campaign: "no uuid" } });
    expect(codes(outcome)).toEqual(["FAILED"]);
    expect(outcome).toHaveProperty("reference");
    expect(await db.setting.count()).toBe(0);
  });

  it("leaves a row of what was refused and nothing else", async () => {
    const refusing = {
      ...make,
      run: async (...given: Parameters<typeof make.run>) => {
        await make.run(...given);
        return refuse("NO");
      },
    };
    expect(codes(await perform(refusing, { actor, input: { text: "a" }, source: "10.0.0.1" }))).toEqual(["NO"]);
    expect(await db.setting.count()).toBe(0);
    const row = await db.auditEntry.findFirstOrThrow({ where: { action: "probe.make" } });
    expect(row).toMatchObject({
      outcome: "REFUSED",
      source: "10.0.0.1",
      actorId: actor.accountId,
      detail: { codes: ["NO"] },
    });
  });

  it("stores no password, not even inside a hash that anybody could try words against", async () => {
    const admin = await as(await open("admin", "SYSTEM_ADMIN"));
    const input = {
      username: "new",
      displayName: "n",
      password: PASSWORD,
      grants: [{ role: "STAFF", unitId: unit("hq") }],
    };
    await perform(openAccount, { actor: admin, input, key: "k1" });
    const dump = await asOwner<{ text: string }>(
      addresses.owner,
      "SELECT (SELECT json_agg(t)::text FROM audit_entries t) || (SELECT json_agg(t)::text FROM idempotency_keys t) AS text",
    );
    expect(dump[0]?.text).not.toContain(PASSWORD);
    const { createHash } = await import("node:crypto");
    const { default: canonicalize } = await import("canonicalize");
    const guessed = createHash("sha256")
      .update(canonicalize({ ...input, personId: null, staffNo: "", mustChange: false }) ?? "")
      .digest("hex");
    expect(dump[0]?.text).not.toContain(guessed);
  });
});

describe("accounts", () => {
  let admin: Actor;
  let branchAdmin: Actor;
  beforeEach(async () => {
    admin = await as(await open("admin", "SYSTEM_ADMIN"));
    branchAdmin = await as(await open("branch-admin", "SYSTEM_ADMIN", "b1"));
  });

  it("are opened with judged passwords, free names and roles that do not clash", async () => {
    const base = {
      username: "new",
      displayName: "New",
      password: PASSWORD,
      grants: [{ role: "STAFF", unitId: unit("b1") }],
    };
    const tried = async (changes: Record<string, unknown>) =>
      codes(await perform(openAccount, { actor: admin, input: { ...base, ...changes } }));
    expect(await tried({ password: "short" })).toEqual(["PASSWORD_SHORT"]);
    expect(await tried({ username: "ADMIN" })).toEqual(["USERNAME_TAKEN"]);
    expect(await tried({ username: "a b" })).toEqual(["USERNAME_FORM"]);
    expect(await tried({ grants: [] })).toEqual(["TOO_FEW"]);
    expect(await tried({ staffNo: "9999" })).toEqual(["PERSON_UNKNOWN"]);
    expect(
      await tried({
        grants: [
          { role: "AUDITOR", unitId: unit("b1") },
          { role: "STAFF", unitId: unit("b1") },
        ],
      }),
    ).toEqual(["ROLES_CLASH"]);
    expect(await tried({})).toEqual(["OK"]);
    expect(await tried({})).toEqual(["USERNAME_TAKEN"]);
  });

  it("with one name opened twice at once are one account", async () => {
    const input = {
      username: "twin",
      displayName: "Twin",
      password: PASSWORD,
      grants: [{ role: "STAFF", unitId: unit("b1") }],
    };
    const outcomes = await Promise.all([
      perform(openAccount, { actor: admin, input }),
      perform(openAccount, { actor: admin, input }),
    ]);
    expect(outcomes.map((outcome) => codes(outcome)[0]).sort()).toEqual(["OK", "USERNAME_TAKEN"]);
  });

  it("are managed only where every one of their roles lies", async () => {
    const below = await open("below", "STAFF", "b1");
    const beside = await open("beside", "STAFF", "b2");
    const both = await open("both", "STAFF", "b1");
    await perform(grantRole, { actor: admin, input: { accountId: both, role: "INSPECTOR", unitId: unit("hq") } });
    const end = async (accountId: string) =>
      codes(await perform(endSessions, { actor: branchAdmin, input: { accountId } }));
    expect(await end(below)).toEqual(["OK"]);
    expect(await end(beside)).toEqual(["NOT_FOUND"]);
    expect(await end(both)).toEqual(["NOT_FOUND"]);
    expect(await end(admin.accountId)).toEqual(["NOT_FOUND"]);
    expect(
      codes(
        await perform(grantRole, {
          actor: branchAdmin,
          input: { accountId: below, role: "STAFF", unitId: unit("hq") },
        }),
      ),
    ).toEqual(["NOT_FOUND"]);
    expect(
      codes(
        await perform(openAccount, {
          actor: branchAdmin,
          input: {
            username: "up",
            displayName: "Up",
            password: PASSWORD,
            grants: [{ role: "SYSTEM_ADMIN", unitId: unit("hq") }],
          },
        }),
      ),
    ).toEqual(["NOT_FOUND"]);
  });

  it("never take a second duty beside administrator or auditor", async () => {
    expect(
      codes(
        await perform(grantRole, {
          actor: admin,
          input: { accountId: admin.accountId, role: "LEADING_GROUP", unitId: unit("hq") },
        }),
      ),
    ).toEqual(["ROLES_CLASH"]);
    const id = await open("liming", "STAFF");
    expect(
      codes(await perform(grantRole, { actor: admin, input: { accountId: id, role: "AUDITOR", unitId: unit("hq") } })),
    ).toEqual(["ROLES_CLASH"]);
    const [one, two] = await Promise.all(
      (["INSPECTOR", "INSPECTOR"] as const).map((role) =>
        perform(grantRole, { actor: admin, input: { accountId: id, role, unitId: unit("b1") } }),
      ),
    );
    expect([codes(one ?? { ok: true })[0], codes(two ?? { ok: true })[0]].sort()).toEqual(["OK", "ROLE_HELD"]);
  });

  it("keep a last administrator, also when two disable each other at once", async () => {
    const grant = await db.roleGrant.findFirstOrThrow({ where: { accountId: admin.accountId } });
    expect(codes(await perform(disableAccount, { actor: admin, input: { accountId: admin.accountId } }))).toEqual([
      "LAST_ADMINISTRATOR",
    ]);
    expect(
      codes(await perform(revokeRole, { actor: admin, input: { accountId: admin.accountId, grantId: grant.id } })),
    ).toEqual(["LAST_ADMINISTRATOR"]);
    const second = await as(await open("admin2", "SYSTEM_ADMIN"));
    const outcomes = await Promise.all([
      perform(disableAccount, { actor: admin, input: { accountId: second.accountId } }),
      perform(disableAccount, { actor: second, input: { accountId: admin.accountId } }),
    ]);
    expect(outcomes.map((outcome) => codes(outcome)[0]).sort()).toEqual(["LAST_ADMINISTRATOR", "OK"]);
  });

  it("change their own password with the present one, and every other session ends", async () => {
    const id = await open("liming", "STAFF");
    const [here, there] = [
      (await signIn("liming", PASSWORD, "x"))?.sessionId ?? "",
      (await signIn("liming", PASSWORD, "x"))?.sessionId ?? "",
    ];
    const self = { ...(await as(id)), sessionId: here };
    const next = "Another-Horse-9";
    const tried = async (input: Record<string, string>) => codes(await perform(changePassword, { actor: self, input }));
    expect(await tried({ currentPassword: "wrong", password: next, passwordAgain: next })).toEqual(["WRONG_IDENTITY"]);
    expect(await tried({ currentPassword: PASSWORD, password: next, passwordAgain: "other" })).toEqual([
      "PASSWORDS_DIFFER",
    ]);
    expect(await tried({ currentPassword: PASSWORD, password: PASSWORD, passwordAgain: PASSWORD })).toEqual([
      "PASSWORD_SAME",
    ]);
    expect(await tried({ currentPassword: PASSWORD, password: next, passwordAgain: next })).toEqual(["OK"]);
    expect(await findSessionActor(here)).not.toBeNull();
    expect(await findSessionActor(there)).toBeNull();
    expect(await signIn("liming", PASSWORD, "y")).toBeNull();
    expect(await signIn("liming", next, "y")).not.toBeNull();
  });

  it("get a new password from an administrator, but no administrator sets the own one", async () => {
    const id = await open("liming", "STAFF");
    expect(
      codes(await perform(setPassword, { actor: admin, input: { accountId: id, password: "Another-Horse-9" } })),
    ).toEqual(["OK"]);
    expect((await db.account.findUniqueOrThrow({ where: { id } })).mustChange).toBe(true);
    expect(
      codes(
        await perform(setPassword, {
          actor: admin,
          input: { accountId: admin.accountId, password: "Another-Horse-9" },
        }),
      ),
    ).toEqual(["NOT_FOUND"]);
  });
});

describe("a key for another system", () => {
  let admin: Actor;
  let account: string;
  beforeEach(async () => {
    admin = await as(await open("admin", "SYSTEM_ADMIN"));
    account = await open("callcentre", "COMPLAINT_OFFICER");
  });
  const issue = (changes: Record<string, unknown> = {}, key?: string) =>
    perform(issueToken, {
      actor: admin,
      input: { name: "k", accountId: account, scopes: ["complaints:write"], expiresOn: "2026-12-31", ...changes },
      ...(key ? { key } : {}),
    });

  it("is shown once, and only its hash is kept", async () => {
    const outcome = await issue({}, "k1");
    const token = outcome.ok ? outcome.value.token : "";
    expect(token).toMatch(/^my_[\w-]{43}$/);
    const again = await issue({}, "k1");
    expect(again.ok && again.value.token).toBe("");
    const dump = await asOwner<{ text: string }>(
      addresses.owner,
      "SELECT (SELECT json_agg(t)::text FROM audit_entries t) || (SELECT json_agg(t)::text FROM idempotency_keys t) || (SELECT json_agg(t)::text FROM api_tokens t) AS text",
    );
    expect(dump[0]?.text).not.toContain(token);
    expect((await findToken(token))?.actor).toMatchObject({ accountId: account, via: "TOKEN" });
  });

  it("works to the end of its last day and not a moment longer", async () => {
    const outcome = await issue({ expiresOn: "2026-06-02" });
    const token = outcome.ok ? outcome.value.token : "";
    at = new Date("2026-06-02T15:59:59Z");
    expect(await findToken(token)).not.toBeNull();
    at = new Date("2026-06-02T16:00:00Z");
    expect(await findToken(token)).toBeNull();
  });

  it("is refused for a day that is over, for ever, for a disabled account or an unknown scope", async () => {
    expect(codes(await issue({ expiresOn: "2026-06-01" }))).toEqual(["EXPIRY_PAST"]);
    expect(codes(await issue({ expiresOn: "2030-01-01" }))).toEqual(["EXPIRY_FAR"]);
    expect(codes(await issue({ scopes: ["everything"] }))).toEqual(["NOT_A_CHOICE"]);
    await perform(disableAccount, { actor: admin, input: { accountId: account } });
    expect(codes(await issue())).toEqual(["ACCOUNT_DISABLED"]);
  });

  it("stops with its revocation and with its account", async () => {
    const [first, second] = [await issue(), await issue({ name: "k2" })];
    if (!first.ok || !second.ok) throw new Error("not issued");
    expect(codes(await perform(revokeToken, { actor: admin, input: { tokenId: first.value.id } }))).toEqual(["OK"]);
    expect(await findToken(first.value.token)).toBeNull();
    await perform(disableAccount, { actor: admin, input: { accountId: account } });
    expect(await findToken(second.value.token)).toBeNull();
    await perform(enableAccount, { actor: admin, input: { accountId: account } });
    expect(await findToken(second.value.token)).toBeNull();
  });
});

describe("a rate", () => {
  it("counts what arrives at once, and begins anew after a minute", async () => {
    const within = await Promise.all(Array.from({ length: 12 }, () => countWithin("api:x", 10)));
    expect(within.filter(Boolean)).toHaveLength(10);
    expect(await countWithin("api:y", 10)).toBe(true);
    later(1);
    expect(await countWithin("api:x", 10)).toBe(true);
  });
});
