import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/platform/env";
import {
  LOCALE_COOKIE,
  readPreferences,
  SIZE_COOKIE,
  sameSitePath,
  THEME_COOKIE,
} from "@/lib/platform/i18n/preferences";

const YEAR = 365 * 24 * 60 * 60;

/** Keeps how a person wants the pages to look. No session: it works before sign-in and without JavaScript. */
export async function POST(request: NextRequest): Promise<Response> {
  if (request.headers.get("origin") !== env.MINGYOU_ORIGIN) return new Response(null, { status: 403 });
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded") && !type.startsWith("multipart/form-data")) {
    return new Response(null, { status: 415 });
  }
  const form = await request.formData().catch(() => null);
  if (!form) return new Response(null, { status: 400 });

  const asked: Record<string, unknown> = {
    [LOCALE_COOKIE]: form.get("locale"),
    [THEME_COOKIE]: form.get("theme"),
    [SIZE_COOKIE]: form.get("size"),
  };
  // What was not part of this choice stays as it was; what nobody offers becomes the default.
  const chosen = readPreferences((name) =>
    typeof asked[name] === "string" ? asked[name] : request.cookies.get(name)?.value,
  );
  const response = new NextResponse(null, { status: 303, headers: { Location: sameSitePath(form.get("back")) } });
  const cookie = {
    path: "/",
    maxAge: YEAR,
    sameSite: "lax",
    httpOnly: true,
    secure: env.MINGYOU_ORIGIN.startsWith("https:"),
  } as const;
  response.cookies.set(LOCALE_COOKIE, chosen.locale, cookie);
  response.cookies.set(THEME_COOKIE, chosen.theme, cookie);
  response.cookies.set(SIZE_COOKIE, chosen.size, cookie);
  return response;
}
