import { readdirSync } from "node:fs";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { argumentsOf } from "@/tests/support/icu";
import { LOCALES } from "../locale";
import { MESSAGES } from "../messages";

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") found.set(path, value);
    else for (const [inner, message] of flatten(value, path)) found.set(inner, message);
  }
  return found;
}

const chinese = flatten(MESSAGES["zh-CN"]);
const english = flatten(MESSAGES.en);

describe("messages", () => {
  it.each(LOCALES)("every file of %s is read, under its own name", (locale) => {
    const files = readdirSync(new URL(locale, import.meta.url)).filter((name) => name.endsWith(".json"));
    expect(Object.keys(MESSAGES[locale]).sort()).toEqual(files.map((name) => name.replace(".json", "")).sort());
  });

  it("have the same keys in both languages", () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it("take the same arguments in both languages, and content that carries both in their own", () => {
    const oneName = (names: string[]) => names.map((name) => name.replace(/_(zh|en)$/, "_")).join();
    const different = [...chinese].filter(
      ([key, message]) => oneName(argumentsOf(message)) !== oneName(argumentsOf(english.get(key) ?? "")),
    );
    expect(different.map(([key]) => key)).toEqual([]);
    const foreign = (messages: Map<string, string>, ending: string) =>
      [...messages].filter(([, message]) => argumentsOf(message).some((name) => name.endsWith(ending)));
    expect(foreign(chinese, "_en")).toEqual([]);
    expect(foreign(english, "_zh")).toEqual([]);
  });

  it.each(LOCALES)("are never blank and always well-formed in %s", (locale) => {
    const t = createTranslator({
      locale,
      messages: MESSAGES[locale] as never,
      onError: (error) => {
        throw error;
      },
    });
    for (const [key, message] of flatten(MESSAGES[locale])) {
      expect(message.trim(), key).not.toBe("");
      const values = Object.fromEntries(
        argumentsOf(message).map((name) => [name, message.includes(`<${name}>`) ? (chunks: unknown) => chunks : 2]),
      );
      expect(() => t.rich(key as never, values as never), key).not.toThrow();
    }
  });

  it("never put a space between a Chinese character and a figure", () => {
    const spaced = [...chinese].filter(([, message]) => /[\u4e00-\u9fff] \d|\d [\u4e00-\u9fff]/.test(message));
    expect(spaced.map(([key]) => key)).toEqual([]);
  });
});
