import "server-only";
import { randomUUID } from "node:crypto";
import { createTranslator } from "next-intl";
import { faultsOf } from "@/lib/access/faults";
import { sourceOf } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { countWithin } from "@/lib/access/throttle";
import { findToken } from "@/lib/access/tokens";
import type { Refusal } from "@/lib/kernel/result";
import type { Locale } from "@/lib/platform/i18n/locale";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { log } from "@/lib/platform/log";
import { BODY_BYTES, localeFrom, REQUESTS_PER_MINUTE, statusOf } from "./rules";
import type { Problem } from "./schema";
import type { Endpoint } from "./types";

type Params = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The door for other systems: key, rate, scope, form, then the same use case as the pages. A caller is never told whether
 * something exists that it may not see.
 */
export function serve(
  endpoint: Endpoint,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    const locale = localeFrom(request.headers.get("accept-language"));
    const room = endpoint.name.slice(0, endpoint.name.indexOf("."));
    const refused = (...refusals: Refusal[]) => problem(refusals, room, locale);
    try {
      const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      const token = bearer ? await findToken(bearer) : null;
      if (!token) return refused({ code: "UNAUTHENTICATED" });
      if (!(await countWithin(`api:${token.id}`, REQUESTS_PER_MINUTE)))
        return refused({ code: "RATE_LIMITED", values: { limit: REQUESTS_PER_MINUTE } });
      if (!token.scopes.includes(endpoint.scope))
        return refused({ code: "SCOPE_MISSING", values: { scope: endpoint.scope } });

      const params = endpoint.params?.safeParse(await context.params);
      if (params && !params.success) return refused({ code: "NOT_FOUND" });

      const key = request.headers.get("idempotency-key") ?? undefined;
      let body: unknown;
      if (endpoint.body) {
        if (!key) return refused({ code: "KEY_MISSING" });
        if (!/^[\x21-\x7e]{8,100}$/.test(key)) return refused({ code: "KEY_FORM" });
        const read = await readJson(request);
        if ("code" in read) return refused(read);
        const parsed = endpoint.body.schema.safeParse(read.json, { reportInput: true });
        if (!parsed.success) return refused(...parsed.error.issues.flatMap(faultsOf));
        body = read.json;
      }

      const outcome = await endpoint.respond({
        actor: token.actor,
        params: params?.data,
        body,
        key,
        source: sourceOf(request.headers),
        locale,
      });
      if (!outcome.ok) return problem(outcome.refusals, room, locale, outcome.reference);
      if (outcome.value instanceof Response) return outcome.value;
      return Response.json(outcome.value, { status: endpoint.answer.status, headers: HEADERS });
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      log.error({ err: error, reference, action: endpoint.name }, "api request failed");
      return problem([{ code: "FAILED", values: { reference } }], room, locale, reference);
    }
  };
}

const HEADERS = { "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" } as const;

/** The body as JSON, read with a limit of its own and without believing its length header. */
async function readJson(request: Request): Promise<{ json: unknown } | Refusal> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return { code: "NOT_JSON" };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_BYTES) return { code: "BODY_TOO_LARGE", values: { limit: BODY_BYTES } };
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
    const json: unknown = JSON.parse(text);
    // PostgreSQL holds no NUL in text.
    return text.includes("\\u0000") ? { code: "MALFORMED" } : { json };
  } catch {
    return { code: "MALFORMED" };
  }
}

function problem(refusals: readonly Refusal[], room: string, locale: Locale, reference?: string): Response {
  const say = createTranslator({ locale, messages: MESSAGES[locale] }) as unknown as Sentences;
  const sentence = (refusal: Refusal) =>
    say.has(`api.refusals.${refusal.code}`)
      ? say(`api.refusals.${refusal.code}`, refusal.values)
      : sentenceOf(refusal, room, say);
  const general = refusals.find((refusal) => !refusal.field);
  const code = general?.code ?? "INVALID";
  const body: Problem = {
    status: statusOf(code),
    code,
    message: general ? sentence(general) : say("api.refusals.INVALID"),
    errors: refusals.flatMap((refusal) =>
      refusal.field ? [{ field: refusal.field, code: refusal.code, message: sentence(refusal) }] : [],
    ),
    ...(reference ? { reference } : {}),
  };
  return Response.json(body, {
    status: body.status,
    headers: {
      ...HEADERS,
      "Content-Type": "application/problem+json",
      "Content-Language": locale,
      ...(body.status === 401 ? { "WWW-Authenticate": 'Bearer realm="mingyou"' } : {}),
      ...(body.status === 429 ? { "Retry-After": "60" } : {}),
    },
  });
}
