import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VERIFIER_FILE, verifierPage } from "./page";

const script = readFileSync(join(process.cwd(), VERIFIER_FILE), "utf8");
const page = verifierPage(script);

describe("the verifier", () => {
  it("is one file that imports nothing and asks nobody", () => {
    expect(script).not.toMatch(/^\s*import\s/m);
    expect(script).not.toMatch(
      /\bimport\s*\(|\brequire\s*\(|\bfetch\s*\(|XMLHttpRequest|WebSocket|\beval\s*\(|new Function/,
    );
    expect(script).not.toMatch(/https?:\/\//);
  });
});

describe("the page", () => {
  it("holds the verifier as it stands", () => {
    expect(page).toContain(script);
  });
  it("names no address, and its policy allows no other script, style or connection than its own", () => {
    expect(page).not.toMatch(/https?:\/\/|\bsrc=|\bhref=/);
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)![1]!;
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [, style] = /<style>([\s\S]*)<\/style>/.exec(page)!;
    const [, whole] = /<script type="module">([\s\S]*)<\/script>/.exec(page)!;
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(whole!)}; style-src ${hash(style!)}; base-uri 'none'; form-action 'none'`,
    );
  });
  it("refuses a script that would end it early", () => {
    expect(() => verifierPage('const x = "</script>";')).toThrow(RangeError);
  });
});
