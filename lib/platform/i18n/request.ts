import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, TIME_ZONE } from "./locale";
import { MESSAGES } from "./messages";
import { readPreferences } from "./preferences";

/** One request, one language: the one asked for by name (mail, reports), else the one chosen in the cookie. */
export default getRequestConfig(async ({ locale: asked }) => {
  let locale = asked;
  if (!isLocale(locale)) {
    const jar = await cookies();
    locale = readPreferences((name) => jar.get(name)?.value).locale;
  }
  return { locale, messages: MESSAGES[locale], timeZone: TIME_ZONE };
});
