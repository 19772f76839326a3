import { localeFrom } from "@/lib/api/rules";
import { openApi } from "@/lib/api/openapi";
import { env } from "@/lib/platform/env";

/** What the API can do; open to everybody, because it says nothing about the bank. */
export function GET(request: Request): Response {
  return Response.json(openApi(localeFrom(request.headers.get("accept-language")), env.MINGYOU_ORIGIN));
}
