/** The two languages of the product (DESIGN §1.9). Chinese is what a bank opens with. */
export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "zh-CN";
export const TIME_ZONE = "Asia/Shanghai";

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}
