import { beforeAll, describe, expect, it } from "vitest";
import { MATRIX } from "@/lib/access/matrix";
import { SCOPES } from "@/lib/access/schema";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { issueToken } from "@/lib/access/usecases";
import { serve } from "@/lib/api/door";
import {
  ENDPOINTS,
  listCampaignsEndpoint,
  postComplaintEndpoint,
  postInspectionEndpoint,
  postMetricsEndpoint,
  readCampaignEndpoint,
  readRankingEndpoint,
  readStandingEndpoint,
} from "@/lib/api/endpoints";
import { openApi } from "@/lib/api/openapi";
import { problemAnswer } from "@/lib/api/schema";
import type { Endpoint } from "@/lib/api/types";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { useDatabase } from "../support/database";
import { actorFor, allPass, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

useDatabase();
let at = new Date("2026-06-15T02:00:00Z");
setClock(() => at);

let bank: InspectedBank;
let officer: Actor;
const tokens: Record<string, string> = {};

async function tokenFor(actor: Actor, scopes: readonly string[] = SCOPES): Promise<string> {
  const outcome = await perform(issueToken, {
    actor: systemActor(),
    input: { name: "k", accountId: actor.accountId, scopes, expiresOn: "2026-12-31" },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.token;
}

beforeAll(async () => {
  bank = await makeInspectedBank();
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" }, select: { id: true } });
  officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.id, path: "/HQ/B01/" });
  tokens.manager = await tokenFor(bank.manager);
  tokens.inspector = await tokenFor(bank.inspector);
  tokens.staff = await tokenFor(bank.staff);
  tokens.officer = await tokenFor(officer);
  tokens.reader = await tokenFor(bank.staff, ["campaigns:read"]);
});

interface Call {
  token?: string;
  params?: Record<string, string>;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
}
let calls = 0;

async function call(
  endpoint: Endpoint,
  { token, params = {}, body, raw, headers = {} }: Call,
): Promise<{ status: number; json: Record<string, unknown>; headers: Headers }> {
  calls += 1;
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(`http://localhost:3000/api/v1${endpoint.path}`, {
    method: endpoint.method,
    headers: {
      "accept-language": "en",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(sent === undefined
        ? {}
        : { "content-type": "application/json", "idempotency-key": `call-${calls}-${calls}` }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const response = await serve(endpoint)(request, { params: Promise.resolve(params) });
  return {
    status: response.status,
    json: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  };
}

const HERE = { campaign: "C-2026-01" };
const complaint = () => ({
  unit: bank.outlets[0]?.code,
  receivedAt: "2026-06-12T09:30",
  channel: "HOTLINE",
  category: "WAITING",
  level: "OUTLET",
  title: "Waited long",
  account: "Waited for an hour at the counter.",
});

describe("a key", () => {
  it("is needed, and unknown, mistyped, expired and revoked keys read the same", async () => {
    const revoked = await tokenFor(officer);
    await db.apiToken.updateMany({ where: { hint: revoked.slice(-4) }, data: { revokedAt: at } });
    const answers = await Promise.all(
      [undefined, "nonsense", `my_${"a".repeat(43)}`, `${tokens.staff}x`, revoked].map((token) =>
        call(listCampaignsEndpoint, token === undefined ? {} : { token }),
      ),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.json).toEqual(answers[0]?.json);
      expect(answer.headers.get("www-authenticate")).toMatch(/Bearer/);
    }
    at = new Date("2027-01-01T00:00:00+08:00");
    const expired = await call(listCampaignsEndpoint, { token: tokens.staff ?? "" });
    at = new Date("2026-06-15T02:00:00Z");
    expect(expired.json).toEqual(answers[0]?.json);
  });

  it("does what its scopes name and no more", async () => {
    expect((await call(listCampaignsEndpoint, { token: tokens.reader ?? "" })).status).toBe(200);
    for (const endpoint of ENDPOINTS.filter((each) => each.scope !== "campaigns:read")) {
      const answer = await call(endpoint, {
        token: tokens.reader ?? "",
        params: { ...HERE, review: "H1", unit: "O001" },
        ...(endpoint.body ? { body: {} } : {}),
      });
      expect([answer.status, answer.json.code], endpoint.name).toEqual([403, "SCOPE_MISSING"]);
    }
  });

  it("never does what its account may not", async () => {
    const posted = await call(postComplaintEndpoint, { token: tokens.manager ?? "", params: HERE, body: complaint() });
    expect([posted.status, posted.json.code]).toEqual([404, "NOT_FOUND"]);
    const nowhere = await call(postComplaintEndpoint, {
      token: tokens.officer ?? "",
      params: { campaign: "C-1999-01" },
      body: complaint(),
    });
    expect(nowhere.json).toEqual(posted.json);
    expect(MATRIX["complaints.register"].BRANCH_MANAGER).toBeUndefined();
  });

  it("is let through so often a minute and then waits", async () => {
    const token = await tokenFor(officer, ["campaigns:read"]);
    const { id } = await db.apiToken.findFirstOrThrow({
      where: { hint: token.slice(-4) },
      orderBy: { createdAt: "desc" },
    });
    await db.signInThrottle.create({ data: { key: `api:${id}`, failures: 299, startedAt: at } });
    expect((await call(listCampaignsEndpoint, { token })).status).toBe(200);
    const late = await call(listCampaignsEndpoint, { token });
    expect([late.status, late.headers.get("retry-after")]).toEqual([429, "60"]);
    at = new Date(at.getTime() + 61_000);
    expect((await call(listCampaignsEndpoint, { token })).status).toBe(200);
  });
});

describe("reading", () => {
  it("gives campaigns as the schema says", async () => {
    const list = await call(listCampaignsEndpoint, { token: tokens.manager ?? "" });
    expect(listCampaignsEndpoint.answer.schema.parse(list.json)).toEqual(list.json);
    expect(JSON.stringify(list.json)).toContain("C-2026-01");
    const one = await call(readCampaignEndpoint, { token: tokens.manager ?? "", params: HERE });
    expect(one.status).toBe(200);
    expect(readCampaignEndpoint.answer.schema.parse(one.json)).toEqual(one.json);
    expect(one.headers.get("cache-control")).toContain("no-store");
  });

  it("finds no campaign by anything but its code", async () => {
    expect(
      (await call(readCampaignEndpoint, { token: tokens.manager ?? "", params: { campaign: bank.campaign.id } }))
        .status,
    ).toBe(404);
    expect((await call(readCampaignEndpoint, { token: tokens.manager ?? "", params: { campaign: "" } })).status).toBe(
      404,
    );
  });

  it("shows an unpublished ranking to nobody, exactly as one that does not exist", async () => {
    const absent = await call(readRankingEndpoint, { token: tokens.staff ?? "", params: { ...HERE, review: "NOPE" } });
    for (const token of [tokens.staff, tokens.manager]) {
      for (const [endpoint, params] of [
        [readRankingEndpoint, { ...HERE, review: "H1" }],
        [readStandingEndpoint, { ...HERE, review: "H1", unit: "O001" }],
      ] as const) {
        const answer = await call(endpoint, { token: token ?? "", params });
        expect([answer.status, answer.json]).toEqual([404, absent.json]);
      }
    }
  });
});

describe("writing", () => {
  it("registers a complaint once, however often it is sent under one key", async () => {
    const sent = {
      token: tokens.officer ?? "",
      params: HERE,
      body: complaint(),
      headers: { "idempotency-key": "complaint-0001" },
    };
    const first = await call(postComplaintEndpoint, sent);
    expect([first.status, first.json]).toEqual([201, { no: expect.any(String) }]);
    const answers = await Promise.all([call(postComplaintEndpoint, sent), call(postComplaintEndpoint, sent)]);
    for (const answer of answers) expect([answer.status, answer.json]).toEqual([201, first.json]);
    const other = await call(postComplaintEndpoint, { ...sent, body: { ...complaint(), title: "Another" } });
    expect([other.status, other.json.code]).toEqual([409, "KEY_REUSED"]);
    expect(await db.complaint.count()).toBe(1);
    const row = await db.auditEntry.findFirstOrThrow({ where: { action: "complaints.register", outcome: "DONE" } });
    expect(row).toMatchObject({ via: "TOKEN", actorId: officer.accountId });
  });

  it("submits a visit by the very rules of the page", async () => {
    const visit = { unit: bank.outlets[0]?.code, method: "OPEN", onDay: "2026-06-12", answers: allPass("open-check") };
    const done = await call(postInspectionEndpoint, { token: tokens.inspector ?? "", params: HERE, body: visit });
    expect(done.json).toMatchObject({ no: expect.any(String), findings: 0 });
    expect(postInspectionEndpoint.answer.schema.parse(done.json)).toEqual(done.json);
    const half = await call(postInspectionEndpoint, {
      token: tokens.inspector ?? "",
      params: HERE,
      body: { ...visit, answers: {} },
    });
    expect(half.status).toBe(422);
    expect(problemAnswer.parse(half.json)).toEqual(half.json);
    const covert = await call(postInspectionEndpoint, {
      token: tokens.inspector ?? "",
      params: HERE,
      body: { ...visit, draft: "0190a000-0000-7000-8000-000000000000" },
    });
    expect(covert.json.errors).toMatchObject([{ field: "draft", code: "UNKNOWN_FIELD" }]);
  });

  it("takes figures all or none, and names every faulty row", async () => {
    const rows = [
      { unit: bank.outlets[0]?.code, month: "2026-05", headcount: "11", volume: "1234.50" },
      { unit: "O999", month: "2026-05", headcount: "9", volume: "1.00" },
    ];
    const faulty = await call(postMetricsEndpoint, { token: tokens.staff ?? "", params: HERE, body: { rows } });
    expect(faulty.status).toBe(422);
    expect(faulty.json.errors).toMatchObject([{ field: "rows.1.unit", code: "UNKNOWN_OUTLET" }]);
    expect(await db.metricFact.count()).toBe(0);
    const taken = await call(postMetricsEndpoint, {
      token: tokens.staff ?? "",
      params: HERE,
      body: { rows: rows.slice(0, 1) },
    });
    expect(taken.status).toBe(201);
    expect(postMetricsEndpoint.answer.schema.parse(taken.json)).toEqual(taken.json);
  });

  it.each([
    ["no key", { headers: { "idempotency-key": "" } }, 400, "KEY_MISSING"],
    ["a key with a space", { headers: { "idempotency-key": "abc def ghi" } }, 400, "KEY_FORM"],
    ["no JSON", { raw: "{" }, 400, "MALFORMED"],
    ["a NUL in a text", { raw: '{"title":"a\\u0000b"}' }, 400, "MALFORMED"],
    ["broken UTF-8 by declared type", { raw: "x", headers: { "content-type": "text/plain" } }, 415, "NOT_JSON"],
    ["a list", { body: [] }, 422, "INVALID"],
    ["null", { body: null }, 422, "INVALID"],
    ["too much", { raw: `{"title":"${"x".repeat(8_000_001)}"}` }, 413, "BODY_TOO_LARGE"],
    ["somebody else's campaign in the body", { body: { campaign: "C-2025-01" } }, 422, "INVALID"],
    ["a prototype", { raw: '{"__proto__":{"unit":"O001"}}' }, 422, "INVALID"],
  ] as const)("refuses %s and writes nothing", async (_, sent, status, code) => {
    const before = await db.complaint.count();
    const answer = await call(postComplaintEndpoint, { token: tokens.officer ?? "", params: HERE, ...sent });
    expect(problemAnswer.parse(answer.json)).toEqual(answer.json);
    // A refusal of the whole body has its own code; faults of fields come under INVALID.
    expect([answer.status, status === 422 ? "INVALID" : answer.json.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await db.complaint.count()).toBe(before);
  });

  it("says its refusals in the language asked for, with the room's own sentences", async () => {
    const body = { ...complaint(), receivedAt: "2026-06-31T09:30" };
    const [english, chinese] = await Promise.all(
      ["en-GB", "zh-CN,en;q=0.5"].map((language) =>
        call(postComplaintEndpoint, {
          token: tokens.officer ?? "",
          params: HERE,
          body,
          headers: { "accept-language": language },
        }),
      ),
    );
    const said = (answer: typeof english) =>
      (answer?.json.errors as { code: string; message: string }[] | undefined)?.[0];
    expect(said(english)?.code).toBe("TIME");
    expect(said(english)?.message).toMatch(/[a-z]/);
    expect(said(chinese)?.message).toMatch(/[\u4e00-\u9fff]/);
    expect(chinese?.headers.get("content-language")).toBe("zh-CN");
  });
});

describe("the OpenAPI document", () => {
  type Json = Record<string, unknown>;
  const document = openApi("en", "http://localhost:3000") as Json & {
    openapi: string;
    info: Json;
    paths: Record<
      string,
      Record<
        string,
        Json & {
          operationId: string;
          parameters: Json[];
          responses: Json;
          security: Json[];
          requestBody?: Json;
          summary: string;
        }
      >
    >;
    components: Record<string, Record<string, Json>>;
  };

  const walk = (value: unknown, visit: (node: Json, path: string) => void, path = "#"): void => {
    if (Array.isArray(value)) {
      value.forEach((each, index) => {
        walk(each, visit, `${path}/${index}`);
      });
    } else if (typeof value === "object" && value !== null) {
      visit(value as Json, path);
      for (const [key, each] of Object.entries(value))
        walk(each, visit, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  };

  it("has the frame that OpenAPI 3.1 asks for", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.externalDocs).toMatchObject({ url: "http://localhost:3000/api/v1/schemas/programme.json" });
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(document.components.securitySchemes?.token).toMatchObject({ type: "http", scheme: "bearer" });
  });

  it("resolves every reference, and names nothing twice", () => {
    const known = new Set<string>();
    walk(document, (_, path) => known.add(path));
    const broken: string[] = [];
    walk(document, (node, path) => {
      if (typeof node.$ref === "string" && !known.has(node.$ref)) broken.push(`${path} → ${node.$ref}`);
    });
    expect(broken).toEqual([]);
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("describes every endpoint that is served: parameters of its address, scope, body, answer and errors", () => {
    expect(Object.values(document.paths).flatMap((path) => Object.keys(path))).toHaveLength(ENDPOINTS.length);
    for (const endpoint of ENDPOINTS) {
      const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()];
      if (!operation) throw new Error(endpoint.name);
      const inPath = operation.parameters
        .filter((parameter) => parameter.in === "path")
        .map((parameter) => parameter.name);
      expect(inPath, endpoint.name).toEqual([...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
      expect(operation.security).toEqual([{ token: [endpoint.scope] }]);
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining([String(endpoint.answer.status), "401", "403", "429", "500"]),
      );
      expect(Boolean(operation.requestBody)).toBe(endpoint.method === "POST");
    }
  });

  it("says of the bodies what the schemas take: what may be left out is not required, and nothing else is taken", () => {
    const schemas = document.components.schemas as Record<
      string,
      { required?: string[]; properties: Json; additionalProperties?: boolean }
    >;
    expect(schemas.NewComplaint?.required).toEqual(
      expect.arrayContaining(["unit", "receivedAt", "channel", "title", "account"]),
    );
    expect(schemas.NewComplaint?.required).not.toContain("customer");
    expect(schemas.NewComplaint?.required).not.toContain("evidence");
    expect(Object.keys(schemas.NewComplaint?.properties ?? {})).not.toContain("campaign");
    expect(schemas.NewInspection?.required).toEqual(["unit", "method", "onDay"]);
    for (const id of ["NewComplaint", "NewInspection", "NewMetrics"])
      expect(schemas[id]?.additionalProperties, id).toBe(false);
    for (const id of ["Problem", "ScoreNode", "Ranking", "Standing", "Campaign", "Campaigns"])
      expect(schemas[id], id).toBeDefined();
  });

  it("speaks both languages", () => {
    const chinese = openApi("zh-CN", "http://localhost:3000") as typeof document;
    expect(Object.keys(chinese.paths)).toEqual(Object.keys(document.paths));
    expect(chinese.paths["/campaigns"]?.get?.summary).toMatch(/[\u4e00-\u9fff]/);
  });
});
