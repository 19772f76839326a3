import "server-only";
import { z } from "zod";
import { SCOPES } from "@/lib/access/schema";
import type { Locale } from "@/lib/platform/i18n/locale";
import { ENDPOINTS } from "./endpoints";
import { PROGRAMME_SCHEMA, REQUESTS_PER_MINUTE } from "./rules";
import { nodeAnswer, problemAnswer, sayAnswer, textAnswer } from "./schema";
import type { Endpoint } from "./types";

type Json = { readonly [key: string]: unknown };

const WORDS = {
  "zh-CN": {
    title: "明优接口",
    about: `与页面走同一道门、同一套规则。密钥代表一个账户，不会看到那个账户看不到的东西；每个密钥每分钟最多${REQUESTS_PER_MINUTE}次请求。分数是十进制字符串，日期是YYYY-MM-DD。`,
    token: "在“接口密钥”页面签发的密钥，以my_开头。",
    key: "同一个键、同样的内容再发一次，得到同样的答复而不会重复登记；内容不同则拒绝（409）。",
    language: "答复用的语言：zh-CN或en。",
    programme: "方案文件的JSON Schema",
    done: "完成",
    statuses: {
      400: "请求读不懂，或缺少Idempotency-Key",
      401: "没有有效的密钥",
      403: "密钥没有这个范围",
      404: "没有，或无权查看",
      409: "键已用于别的内容，或别人刚刚改过",
      413: "内容太大",
      415: "不是JSON",
      422: "内容不合规则，errors逐项说明",
      429: "请求太多，稍后再试",
      500: "系统出错，什么也没有保存",
    },
  },
  en: {
    title: "Mingyou API",
    about: `The same door and the same rules as the pages. A key acts for an account and sees nothing that account could not; each key may send ${REQUESTS_PER_MINUTE} requests a minute. Points are decimal strings, days are YYYY-MM-DD.`,
    token: "A key issued on the page API keys; it begins with my_.",
    key: "Sending the same content under the same key again repeats the answer and records nothing twice; other content under the key is refused (409).",
    language: "Language of the answers: zh-CN or en.",
    programme: "JSON Schema of a programme document",
    done: "Done",
    statuses: {
      400: "The request cannot be read, or Idempotency-Key is missing",
      401: "No valid key",
      403: "The key lacks this scope",
      404: "Not there, or not to be seen by this account",
      409: "The key was used for other content, or somebody has just changed the same thing",
      413: "The body is too large",
      415: "The body is not JSON",
      422: "The content breaks a rule; errors names each",
      429: "Too many requests; try again later",
      500: "Something went wrong and nothing was saved",
    },
  },
} as const;

/** The OpenAPI 3.1 document, made of the very schemas that judge requests and that the tests hold the answers to. */
export function openApi(locale: Locale, server: string): Json {
  const words = WORDS[locale];
  return {
    openapi: "3.1.0",
    info: { title: words.title, version: "1", description: words.about },
    servers: [{ url: `${server}/api/v1` }],
    externalDocs: { description: words.programme, url: `${server}${PROGRAMME_SCHEMA}` },
    paths: pathsOf(locale),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: `${words.token} ${SCOPES.join(", ")}` },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: true,
          description: words.key,
          schema: { type: "string", minLength: 8, maxLength: 100 },
        },
        AcceptLanguage: {
          name: "Accept-Language",
          in: "header",
          required: false,
          description: words.language,
          schema: { type: "string" },
        },
      },
      responses: Object.fromEntries(
        Object.entries(words.statuses).map(([status, description]) => [
          `Problem${status}`,
          {
            description,
            content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
          },
        ]),
      ),
      schemas: schemasOf(),
    },
  };
}

function pathsOf(locale: Locale): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of ENDPOINTS) {
    paths[endpoint.path] ??= {};
    const at = paths[endpoint.path];
    if (at) at[endpoint.method.toLowerCase()] = operationOf(endpoint, locale);
  }
  return paths;
}

function operationOf(endpoint: Endpoint, locale: Locale): Json {
  const words = WORDS[locale];
  const statuses = endpoint.body
    ? [400, 401, 403, 404, 409, 413, 415, 422, 429, 500]
    : [401, 403, ...(endpoint.params ? [404] : []), ...(endpoint.file ? [409] : []), 429, 500];
  const params = endpoint.params ? Object.entries(endpoint.params.shape) : [];
  const reference = (id: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${id}` } } });
  return {
    operationId: endpoint.name,
    summary: locale === "en" ? endpoint.summary.en : endpoint.summary.zh,
    security: [{ token: [endpoint.scope] }],
    parameters: [
      ...params.map(([name, schema]) => {
        const { $schema: _, ...described } = z.toJSONSchema(schema as z.ZodType, { io: "input" });
        return { name, in: "path", required: true, schema: described };
      }),
      ...(endpoint.body ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
      { $ref: "#/components/parameters/AcceptLanguage" },
    ],
    ...(endpoint.body ? { requestBody: { required: true, content: reference(endpoint.body.id) } } : {}),
    responses: {
      ...(endpoint.file && {
        200: {
          description: words.done,
          content: { [endpoint.file]: { schema: { type: "string", format: "binary" } } },
        },
      }),
      [endpoint.answer.status]: { description: words.done, content: reference(endpoint.answer.id) },
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }])),
    },
  };
}

/** Requests as a caller may write them, answers as we write them. */
function schemasOf(): Json {
  const requests = z.registry<{ id: string }>();
  const answers = z.registry<{ id: string }>();
  for (const endpoint of ENDPOINTS) {
    if (endpoint.body) requests.add(endpoint.body.schema, { id: endpoint.body.id });
    answers.add(endpoint.answer.schema, { id: endpoint.answer.id });
  }
  answers.add(problemAnswer, { id: "Problem" });
  answers.add(textAnswer, { id: "Text" });
  answers.add(sayAnswer, { id: "Reason" });
  answers.add(nodeAnswer, { id: "ScoreNode" });
  const uri = (id: string) => `#/components/schemas/${id}`;
  return {
    ...strip(z.toJSONSchema(requests, { io: "input", uri, override: onlyTrulyRequired }).schemas),
    ...strip(z.toJSONSchema(answers, { io: "output", uri }).schemas),
  };
}

/** A field that may be left out is not required, also where it is read through a preparation that zod cannot see into. */
function onlyTrulyRequired({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (!(zodSchema instanceof z.ZodObject) || !jsonSchema.required) return;
  const shape: Readonly<Record<string, z.ZodType>> = zodSchema.shape;
  jsonSchema.required = jsonSchema.required.filter((name) => !shape[name]?.safeParse(undefined).success);
  if (jsonSchema.required.length === 0) delete jsonSchema.required;
}

function strip(schemas: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...rest }]) => [id, rest]));
}
