import { DEFAULT_LOCALE, isLocale, type Locale } from "./locale";

/**
 * What a person chose about how the pages look. Kept in cookies, not in the account, so that it holds before
 * sign-in and on a counter's shared screen follows the screen, not the person.
 */
export const LOCALE_COOKIE = "mingyou-locale";
export const THEME_COOKIE = "mingyou-theme";
export const SIZE_COOKIE = "mingyou-size";

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

export const SIZES = ["normal", "large"] as const;
export type Size = (typeof SIZES)[number];

export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly size: Size;
}

/** Anything unknown in a cookie reads as the default; a cookie is never trusted to be well-formed. */
export function readPreferences(cookie: (name: string) => string | undefined): Preferences {
  const locale = cookie(LOCALE_COOKIE);
  const theme = cookie(THEME_COOKIE);
  const size = cookie(SIZE_COOKIE);
  return {
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
    theme: THEMES.find((known) => known === theme) ?? "system",
    size: SIZES.find((known) => known === size) ?? "normal",
  };
}

/** A path on this site to go back to; everything else, above all `//host` and `/\host`, becomes the start page. */
export function sameSitePath(value: unknown): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return "/";
  // Browsers drop tabs and line breaks inside an address, so "/\t/host" would leave the site.
  return /[\p{Cc}\\]/u.test(value) ? "/" : value;
}
