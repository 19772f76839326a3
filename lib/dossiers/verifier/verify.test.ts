import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { canonical as productCanonical } from "@/lib/reviews/rules/seal";
import type { Node } from "@/lib/scoring/programme/nodes";
import { fact, mean, name, programme } from "@/lib/scoring/specimens";
import { type DossierTexts, dossierOf } from "@/tests/support/dossier";
import { type GoldenReview, goldenReviews, shippedCodes, shippedReviews } from "@/tests/support/golden-reviews";
import { type Check, canonical, type Report, reportText, unzip, verifyFiles, verifyZip } from "./verify.mjs";

/** The verifier against the product: each computes for itself, and the two agree to the last byte or it shows. */

const bytesOf = (texts: DossierTexts) =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, strToU8(text)]));
const filesOf = (texts: DossierTexts) => new Map(Object.entries(bytesOf(texts)));
const failed = ({ checks }: Report): Check[] => checks.filter(({ ok }) => !ok);
const codes = (report: Report) => failed(report).map(({ code }) => code);

async function expectAgreement({ name: what, document, given, computation }: GoldenReview) {
  expect(failed(await verifyFiles(filesOf(dossierOf(document, given, { computation })))), what).toEqual([]);
}

describe("what was worked by hand", () => {
  const reviews = goldenReviews();
  it("is a good number of reviews", () => expect(reviews.length).toBeGreaterThan(250));
  it("comes out the same in every case", async () => {
    for (const review of reviews) await expectAgreement(review);
  });
});

describe("every document that the product ships", () => {
  it("is one of many", () => expect(shippedCodes().length).toBeGreaterThanOrEqual(26));
  it.each(shippedCodes())("%s comes out the same in all its reviews", async (code) => {
    for (const review of shippedReviews(code)) await expectAgreement(review);
  });
});

const plan = programme(mean("x"), {
  groups: [{ code: "G", name: name("组") }],
  awards: [
    {
      code: "FIRST",
      name: name("first"),
      review: "R",
      target: "UNIT",
      basis: { kind: "RANK", node: "x", ties: [] },
      quota: { min: 0, max: 1 },
      excludedBy: [],
      prizes: [{ kind: "MONEY", amount: "500.00", what: name("money"), payer: "BRANCH" }],
      settledOn: "2026-12-31",
    },
  ],
});
const given = {
  review: "R",
  subjects: [{ id: "临江门" }, { id: "南湖" }],
  facts: [fact("临江门", "x", "2026-05-01", "93.5"), fact("南湖", "x", "2026-05-01", "93.25")],
  carried: {},
};
const dossier = dossierOf(plan, given);
/** The dossier with one file said otherwise. */
const changed = (path: string, from: string, to: string): DossierTexts => {
  expect(dossier[path]).toContain(from);
  return { ...dossier, [path]: dossier[path]!.replace(from, to) };
};

describe("what it finds", () => {
  it("nothing in a dossier as it was made", async () => {
    const report = await verifyFiles(filesOf(dossier));
    expect(report).toMatchObject({ ok: true, campaign: "C-2026", review: "R", seq: 1 });
    expect(report.checks.map(({ code }) => code)).toEqual([
      "FILES",
      "CANONICAL",
      "PLAN",
      "REVIEW",
      "SEAL",
      "CHAIN",
      "COMPUTED",
      "VERDICT",
      "OUTPUT",
    ]);
  });
  it("a figure of a fact that was raised: seal, score and rank", async () => {
    const report = await verifyFiles(filesOf(changed("result-input.json", '"93.25"', '"94.25"')));
    expect(codes(report)).toEqual(["SEAL", "VERDICT", "OUTPUT"]);
    expect(failed(report)[1]).toMatchObject({
      at: "verdict.json/awards/0/winners/0/subject",
      stated: '"临江门"',
      found: '"南湖"',
    });
  });
  it("a verdict that was changed, with its place", async () => {
    const report = await verifyFiles(filesOf(changed("verdict.json", '"500.00"', '"900.00"')));
    expect(failed(report)).toEqual([
      {
        code: "VERDICT",
        ok: false,
        at: "verdict.json/awards/0/winners/0/prizes/0/amount",
        stated: '"900.00"',
        found: '"500.00"',
      },
    ]);
  });
  it("a plan that is not the one that was sealed", async () => {
    expect(codes(await verifyFiles(filesOf(changed("plan.json", "500.00", "900.00"))))).toContain("PLAN");
  });
  it("an output that says another rank, even where the seal was made anew", async () => {
    const output = dossier["result-output.json"]!.replace('"total":"93.5"', '"total":"93.6"');
    const { sealOf } = await import("@/lib/reviews/rules/seal");
    const { seal: _, ...head } = JSON.parse(dossier["seal.json"]!) as {
      campaign: string;
      review: string;
      seq: number;
      previous: null;
      seal: string;
    };
    const seal = sealOf({ ...head, input: dossier["result-input.json"]!, output });
    const report = await verifyFiles(
      filesOf({ ...dossier, "result-output.json": output, "seal.json": canonical({ ...head, seal }) }),
    );
    expect(codes(report)).toEqual(["OUTPUT"]);
  });
  it("a file that is not canonical to the last byte: a blank, another order, a byte order mark", async () => {
    const text = dossier["seal.json"]!;
    const { campaign, ...rest } = JSON.parse(text) as Record<string, unknown>;
    for (const other of [
      `${text} `,
      JSON.stringify({ ...rest, campaign }),
      `\uFEFF${text}`,
      text.replace("C-2026", "\\u0043-2026"),
    ]) {
      expect(codes(await verifyFiles(filesOf({ ...dossier, "seal.json": other })))).toEqual(["CANONICAL"]);
    }
  });
  it("a file that is missing, or there twice", async () => {
    const { "verdict.json": _, ...rest } = dossier;
    expect(failed(await verifyFiles(filesOf(rest)))).toEqual([{ code: "FILES", ok: false, at: "verdict.json" }]);
    expect(codes(await verifyFiles(filesOf({ ...dossier, "old/seal.json": "{}" })))).toEqual(["FILES"]);
  });
  it("a plan that was forged to keep it busy for ever", async () => {
    const again = (code: string): Node => ({ kind: "ref", code, name: name(code), node: "T" });
    const circle: Node = { kind: "total", code: "T", name: name("T"), parts: [again("A"), again("B")] };
    const far: Node = { ...mean("x"), places: 1_000_000_000 };
    for (const root of [circle, far]) {
      const document = { ...plan, reviews: [{ ...plan.reviews[0]!, root }] };
      expect(codes(await verifyFiles(filesOf({ ...dossier, "plan.json": canonical(document) })))).toContain("COMPUTED");
    }
  });
  it("a plan of a later format", async () => {
    const report = await verifyFiles(filesOf(changed("plan.json", '"format":1', '"format":2')));
    expect(failed(report).find(({ code }) => code === "COMPUTED")?.found).toContain("format 2");
  });
  it("a plan that cannot be computed", async () => {
    const document = { ...plan, reviews: [{ ...plan.reviews[0]!, cutOffOn: null }] };
    const other = dossierOf(plan, given);
    const report = await verifyFiles(filesOf({ ...other, "plan.json": canonical(document) }));
    expect(codes(report)).toEqual(["PLAN", "COMPUTED", "VERDICT", "OUTPUT"]);
  });
});

describe("the chain of seals", () => {
  const sealed = (texts: DossierTexts) => JSON.parse(texts["seal.json"]!) as { seal: string };
  it("a first result has nothing before it, a second one has", async () => {
    const second = dossierOf(plan, given, { seq: 2, previous: sealed(dossier).seal });
    expect(failed(await verifyFiles(filesOf(second)))).toEqual([]);
    expect(codes(await verifyFiles(filesOf(dossierOf(plan, given, { seq: 2 }))))).toEqual(["CHAIN"]);
  });
  it("where all seals are there, each follows the one before and this one is among them", async () => {
    const { digest } = await import("@/lib/reviews/rules/seal");
    const second = dossierOf(plan, given, { seq: 2, previous: sealed(dossier).seal });
    const link = (texts: DossierTexts) => ({
      ...sealed(texts),
      input: digest(texts["result-input.json"]!),
      output: digest(texts["result-output.json"]!),
    });
    const chain = [link(dossier), link(second)];
    const withChain = (links: unknown) => filesOf({ ...second, "chain.json": canonical(links) });
    expect(failed(await verifyFiles(withChain(chain)))).toEqual([]);
    for (const broken of [
      [chain[1]],
      [chain[0]],
      [chain[1], chain[0]],
      [{ ...chain[0], output: "0" }, chain[1]],
      "no list",
    ]) {
      expect(codes(await verifyFiles(withChain(broken)))).toEqual(["CHAIN"]);
    }
  });
  it("where all other files are listed, each has the digest it had", async () => {
    const { digest } = await import("@/lib/reviews/rules/seal");
    const others = { ...dossier, "evidence/photo.txt": "a photo" };
    const files = Object.fromEntries(Object.entries(others).map(([path, text]) => [path, digest(text)]));
    const listed = { ...others, "manifest.json": canonical({ files }) };
    expect(failed(await verifyFiles(filesOf(listed)))).toEqual([]);
    expect(codes(await verifyFiles(filesOf({ ...listed, "evidence/photo.txt": "another" })))).toEqual(["MANIFEST"]);
    expect(codes(await verifyFiles(filesOf({ ...listed, "evidence/more.txt": "more" })))).toEqual(["MANIFEST"]);
  });
});

describe("exact numbers", () => {
  const constant = (code: string, value: string): Node => ({ kind: "constant", code, name: name(code), value });
  const agree = async (root: Node) => {
    const given = { review: "R", subjects: [{ id: "a" }], facts: [], carried: {} };
    expect(failed(await verifyFiles(filesOf(dossierOf(programme(root), given))))).toEqual([]);
  };
  const figure = fc
    .tuple(fc.bigInt(-999_999_999_999_999n, 999_999_999_999_999n), fc.stringMatching(/^\d{1,12}$/), fc.boolean())
    .map(([units, fraction, plain]) => (plain ? String(units) : `${units}.${fraction}`));
  it("of any length are those of the product, to the last of its digits", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(figure, { minLength: 2, maxLength: 5 }),
        fc.option(fc.nat(6)),
        async (figures, places) => {
          const parts = figures.map((value, i) => constant(`K${i}`, value));
          const common = { name: name("n"), ...(places !== null && { places }) };
          await agree({ ...common, kind: "product", code: "P", parts });
          await agree({ ...common, kind: "total", code: "T", parts });
          await agree({
            ...common,
            kind: "change",
            code: "C",
            of: parts[0]!,
            base: parts[1]!,
            as: "PERCENT",
            otherwise: "ZERO",
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("zip", () => {
  it("is read stored and deflated, from a folder inside as well", async () => {
    for (const level of [0, 9] as const) {
      expect(failed(await verifyZip(zipSync(bytesOf(dossier), { level })))).toEqual([]);
      expect(failed(await verifyZip(zipSync({ 卷宗: bytesOf(dossier) }, { level })))).toEqual([]);
    }
  });
  it("is refused where it is cut off, padded, encrypted or larger than it says", async () => {
    const zip = zipSync(bytesOf(dossier));
    const longer = new Uint8Array([...zip, 0]);
    const encrypted = zip.slice();
    const directory = new DataView(zip.buffer).getUint32(zip.length - 22 + 16, true);
    encrypted[directory + 8]! |= 1;
    const bomb = zip.slice();
    bomb[directory + 24]! -= 1;
    for (const broken of [zip.slice(0, -1), zip.slice(10), longer, encrypted, bomb, new Uint8Array(0)]) {
      expect(codes(await verifyZip(broken))).toEqual(["ZIP"]);
    }
  });
  it("holds what was put in", async () => {
    const files = await unzip(zipSync(bytesOf(dossier)));
    expect([...files.keys()]).toEqual(Object.keys(dossier));
  });
});

describe("canonical JSON", () => {
  it("is the one of RFC 8785", () => {
    const strange = {
      "€": '\u20ac\u0000"\\/',
      "\r": 1e21,
      "1": [-0, 1e-7, 0.1, 333333333.5],
      "\u{1f600}": null,
      דּ: true,
      a: {},
    };
    expect(canonical(strange)).toBe(productCanonical(strange));
    expect(() => canonical(Number.NaN)).toThrow();
  });
});

describe("the report", () => {
  it("says it in both languages, with every place", async () => {
    const report = await verifyFiles(filesOf(changed("verdict.json", '"500.00"', '"900.00"')));
    const [zh, en] = [reportText(report, "zh"), reportText(report, "en")];
    expect(zh).toContain("竞赛C-2026，评比R，第1次结果");
    expect(zh).toMatch(/✗ .*裁定逐字节一致：不符\n {4}位置 verdict.json\/awards\/0\/winners\/0\/prizes\/0\/amount/);
    expect(en).toContain("been changed");
    for (const text of [zh, en]) expect(text).not.toContain("undefined");
  });
});

describe("the command", () => {
  const folder = mkdtempSync(join(tmpdir(), "dossier-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...words: string[]) => {
    try {
      const output = execFileSync(process.execPath, [join(import.meta.dirname, "verify.mjs"), ...words], {
        encoding: "utf8",
        stdio: "pipe",
      });
      return { code: 0, output };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, output: stdout };
    }
  };
  it("ends with 0 where everything agrees, with 1 where it does not, with 2 for nothing", () => {
    const good = join(folder, "good.zip");
    writeFileSync(good, zipSync(bytesOf(dossier)));
    const open = join(folder, "open");
    mkdirSync(open);
    for (const [path, text] of Object.entries(changed("verdict.json", '"500.00"', '"900.00"')))
      writeFileSync(join(open, path), text);
    expect(run(good)).toMatchObject({ code: 0, output: expect.stringContaining("全部一致") });
    expect(run(open, "--en")).toMatchObject({ code: 1, output: expect.stringContaining("DIFFERS") });
    expect(JSON.parse(run(open, "--json").output)).toMatchObject({ ok: false });
    expect(run(join(folder, "none.zip")).code).toBe(2);
  });
});
