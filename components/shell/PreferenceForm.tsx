import { useTranslations } from "next-intl";
import { LOCALES } from "@/lib/platform/i18n/locale";
import { type Preferences, SIZES, THEMES } from "@/lib/platform/i18n/preferences";
import { BackField } from "./BackField";

/** Language, colours and size; each button is a choice, and works before sign-in and without JavaScript. */
export function PreferenceForm({ preferences }: { preferences: Preferences }) {
  const t = useTranslations("shell");
  return (
    <form action="/preferences" method="post" className="prefs">
      <BackField />
      <fieldset>
        <legend>{t("language")}</legend>
        <div className="seg">
          {LOCALES.map((locale) => (
            <button
              key={locale}
              type="submit"
              name="locale"
              value={locale}
              lang={locale}
              aria-pressed={preferences.locale === locale}
            >
              {t(locale === "zh-CN" ? "zh" : "en")}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t("size")}</legend>
        <div className="seg">
          {SIZES.map((size) => (
            <button key={size} type="submit" name="size" value={size} aria-pressed={preferences.size === size}>
              {t(`sizes.${size}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t("theme")}</legend>
        <div className="seg">
          {THEMES.map((theme) => (
            <button key={theme} type="submit" name="theme" value={theme} aria-pressed={preferences.theme === theme}>
              {t(`themes.${theme}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}
