import type { Refusal } from "@/lib/kernel/result";

/** Five failures close one account from one source for fifteen minutes (SECURITY 17). */
export const THROTTLE = { failures: 5, minutes: 15 } as const;

/** Idle and absolute life of a session; administrators' sessions end sooner (SECURITY 18). */
export const SESSION_MINUTES = { idle: 30, idleAdministrator: 15, absolute: 12 * 60 } as const;

const COMMON_PASSWORDS = /^(password|passw0rd|qwerty|1234|admin|welcome|mingyou|changeme)/i;

/** At least 12 characters, three of four classes, not a common one and not the name (SECURITY 16, profile MLPS). */
export function judgePassword(password: string, username: string): Refusal | null {
  if (password.length < 12) return { code: "PASSWORD_SHORT", field: "password", values: { minimum: "12" } };
  if (password.length > 128) return { code: "PASSWORD_LONG", field: "password", values: { maximum: "128" } };
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((pattern) => pattern.test(password)).length;
  if (classes < 3) return { code: "PASSWORD_PLAIN", field: "password" };
  const lower = password.toLowerCase();
  if (COMMON_PASSWORDS.test(password) || (username.length > 2 && lower.includes(username.toLowerCase()))) {
    return { code: "PASSWORD_COMMON", field: "password" };
  }
  return null;
}

/** A key for another system is renewed at least once a year. */
export const TOKEN_DAYS = 366;

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/MicroMessenger/, "WeChat"],
  [/Firefox\//, "Firefox"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** Browser and system as a person knows them, for recognising one's own sessions; null when the header says neither. */
export function browserOf(userAgent: string | null): { browser: string; system: string } | null {
  const find = (table: typeof BROWSERS) => table.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  const browser = find(BROWSERS);
  const system = find(SYSTEMS);
  return browser || system ? { browser: browser ?? "—", system: system ?? "—" } : null;
}
