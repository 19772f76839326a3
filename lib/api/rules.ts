import type { Locale } from "@/lib/platform/i18n/locale";

/** Requests a key may send in one minute. */
export const REQUESTS_PER_MINUTE = 300;

/** Most bytes a body may have: 50,000 rows of figures fit. */
export const BODY_BYTES = 8_000_000;

/** Where the form of a programme document is described. */
export const PROGRAMME_SCHEMA = "/api/v1/schemas/programme.json";

/** The language with the highest weight among ours in an Accept-Language header; Chinese when it names neither. */
export function localeFrom(acceptLanguage: string | null): Locale {
  const asked = (acceptLanguage ?? "")
    .split(",")
    .map((part, position) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((found) => found !== undefined);
      return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Number(weight), position };
    })
    .filter(({ tag, weight }) => /^(zh|en)(-|$)/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position);
  return asked[0]?.tag.startsWith("en") ? "en" : "zh-CN";
}

const STATUS: Readonly<Record<string, number>> = {
  MALFORMED: 400,
  KEY_MISSING: 400,
  KEY_FORM: 400,
  UNAUTHENTICATED: 401,
  SCOPE_MISSING: 403,
  NOT_FOUND: 404,
  KEY_REUSED: 409,
  STALE: 409,
  NOT_BUILT: 409,
  BODY_TOO_LARGE: 413,
  NOT_JSON: 415,
  RATE_LIMITED: 429,
  FAILED: 500,
  BUSY: 503,
};

/** HTTP status of a refusal; whatever a room refuses for a reason of its own is 422. */
export function statusOf(code: string): number {
  return STATUS[code] ?? 422;
}
