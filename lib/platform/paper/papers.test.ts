import { unzipSync } from "fflate";
import { create } from "qrcode";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readPdf } from "@/tests/support/pdf";
import { writePdf } from "../pdf/compile";
import { qrMatrix, qrSvg } from "../pdf/qr";
import { figureAsPng } from "../pdf/write";
import { clean } from "./clean";
import { renderPaper } from "./render";
import type { Figure, Paper } from "./types";

const AT = new Date("2026-07-13T02:00:00Z");
const HOSTILE = [
  '#import "evil.typ": *',
  "=cmd|' /C calc'!A1",
  "</w:t></w:r><script>alert(1)</script>",
  "*b* _i_ $x^2$ `raw` @ref <label> \\ // /* #{1/0} [x]",
  "& < > \" ' ]]>",
] as const;

const figure: Figure = {
  kind: "figure",
  title: "图1 得分构成",
  alt: "第一名得98.50分。",
  legend: [{ tone: "open", name: "明查" }],
  bars: [{ name: "临江门", label: "98.50", parts: [{ share: "0.985", tone: "open" }] }],
};

function paperIn(locale: Paper["locale"], body: Paper["body"]): Paper {
  return {
    locale,
    head: "清源银行",
    title: "关于评比结果的通报",
    subtitle: null,
    addressee: "各参赛单位：",
    body,
    closing: { issuer: "领导小组", day: "2026年7月13日" },
  };
}

const all = (locale: Paper["locale"]): Paper =>
  paperIn(locale, [
    { kind: "heading", level: 1, text: "一、评比排名" },
    ...HOSTILE.map((text) => ({ kind: "text" as const, lead: "甲", text })),
    {
      kind: "table",
      title: "表1 排名",
      columns: [
        { title: "名次", align: "center", width: 1 },
        { title: "网点", align: "start", width: 4 },
      ],
      rows: HOSTILE.map((text, at) => [String(at + 1), text]),
    },
    figure,
  ]);

/** Without what breaks lines: a long word holds marks where it may be broken. */
const plain = (text: string) => text.replaceAll(/[\s\u200b\u00ad]/g, "");
const wordOf = async (paper: Paper) => {
  const parts = unzipSync(await renderPaper(paper, "word", AT));
  return new TextDecoder().decode(parts["word/document.xml"]);
};
const unescaped = (xml: string) =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
    .map(([, text = ""]) =>
      text
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&apos;", "'")
        .replaceAll("&amp;", "&"),
    )
    .join("\n");

/** Whether every tag is closed in its order: enough for a file that a library wrote. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, end, name = "", alone] of xml.matchAll(/<(\/)?([A-Za-z:][\w:.-]*)(?:\s[^<>]*?)?(\/)?>/g)) {
    if (end) expect(open.pop()).toBe(name);
    else if (!alone) open.push(name);
  }
  expect(open).toEqual([]);
}

describe("a paper as PDF", () => {
  it.each(["zh-CN", "en"] as const)(
    "brings its fonts along, is tagged and archival, and holds every text as text (%s)",
    async (locale) => {
      const pdf = readPdf(await renderPaper(all(locale), "pdf", AT));
      expect(pdf.fonts.length).toBeGreaterThan(1);
      expect(pdf.fonts.every(({ embedded }) => embedded)).toBe(true);
      expect(pdf.fonts.map(({ name }) => name).join()).toContain("NotoSerifSC");
      expect([pdf.tagged, pdf.archival]).toEqual([true, true]);
      const text = plain(pdf.text);
      for (const hostile of HOSTILE) expect(text.split(plain(hostile)).length, hostile).toBe(3);
      for (const word of ["关于评比结果的通报", "各参赛单位：", "一、评比排名", "领导小组", "98.50"])
        expect(text).toContain(word);
      expect(pdf.boxes[0]).toMatch(/^0 0 595\.\d* 841\.\d*$/);
    },
  );

  it("has 22 lines of 28 characters on a page", async () => {
    const lines = (count: number) => paperIn("zh-CN", [{ kind: "text", text: "服".repeat(28 * count - 2) }]);
    const bare = (count: number): Paper => ({ ...lines(count), head: null, addressee: null, closing: null });
    // The title and the line below it take the room of three lines.
    const pages = async (count: number) => readPdf(await renderPaper(bare(count), "pdf", AT)).pages;
    const fits = async (from: number): Promise<number> => ((await pages(from + 1)) === 1 ? fits(from + 1) : from);
    const first = await fits(15);
    expect(await pages(first + 22)).toBe(2);
    expect(await pages(first + 23)).toBe(3);
  });

  it("is an ordinary PDF where a character has no picture, and says the rest", async () => {
    const pdf = readPdf(await renderPaper(paperIn("zh-CN", [{ kind: "text", text: "笑脸😀在后" }]), "pdf", AT));
    expect([pdf.tagged, pdf.archival]).toEqual([true, false]);
    expect(pdf.text).toContain("在后");
  });

  it("breaks what has no place to break", async () => {
    const long = "a".repeat(1000);
    const pdf = readPdf(await renderPaper(paperIn("en", [{ kind: "text", text: long }]), "pdf", AT));
    expect(plain(pdf.text)).toContain(long);
    expect(pdf.pages).toBe(1);
  });

  it("is the same file when it is made again", async () => {
    const [one, other] = [await renderPaper(all("zh-CN"), "pdf", AT), await renderPaper(all("zh-CN"), "pdf", AT)];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });
});

describe("a paper as a Word file", () => {
  it("has the page, the lines and the letters of the standard, and no grid", async () => {
    const xml = await wordOf(all("zh-CN"));
    expectWellFormed(xml);
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml).toContain('w:line="579"');
    expect(xml).toContain('w:lineRule="exact"');
    expect(xml).toContain('w:firstLineChars="200"');
    expect(xml).toContain('<w:spacing w:val="-5"/>');
    expect(xml).not.toContain('<w:docGrid w:linePitch="360" w:type');
    expect(xml).not.toMatch(/docGrid[^>]*(linesAndChars|snapToChars)/);
  });

  it.each(["zh-CN", "en"] as const)("holds every text as text (%s)", async (locale) => {
    const xml = await wordOf(all(locale));
    expectWellFormed(xml);
    const text = unescaped(xml);
    for (const hostile of HOSTILE) expect(text.split(hostile).length, hostile).toBe(3);
    for (const part of Object.values(unzipSync(await renderPaper(all(locale), "word", AT)))) {
      const said = new TextDecoder().decode(part);
      if (said.startsWith("<?xml")) expectWellFormed(said.replace(/^<\?xml[^>]*>/, ""));
    }
  });

  it("holds figures as pictures with words for those who do not see them", async () => {
    const parts = unzipSync(await renderPaper(all("zh-CN"), "word", AT));
    const picture = Object.entries(parts).find(([name]) => name.endsWith(".png"))?.[1];
    const { width = 0, height = 0 } = await sharp(picture).metadata();
    expect(width).toBeGreaterThan(1200);
    expect(height).toBeGreaterThan(40);
    expect(new TextDecoder().decode(parts["word/document.xml"])).toContain("第一名得98.50分。");
  });

  it("leaves out what no file can hold", async () => {
    const text = "甲\u0000乙\u0007丙\ud800丁\u202e戊";
    expect(clean({ list: [text] })).toEqual({ list: ["甲乙丙\ufffd丁戊"] });
    expect(await wordOf(paperIn("zh-CN", [{ kind: "text", text }]))).toContain("甲乙丙\ufffd丁戊");
  });
});

describe("a figure", () => {
  it("is drawn without any font of the machine", async () => {
    const { bytes } = await figureAsPng(figure, "zh-CN");
    const { channels } = await sharp(bytes).stats();
    // Ink on white: not an empty page.
    expect(Math.min(...channels.map(({ min }) => min))).toBeLessThan(100);
    expect(Math.max(...channels.map(({ max }) => max))).toBe(255);
  });
});

describe("the code on a certificate", () => {
  const address = "https://mingyou.example.com/certificates/JZ-2026-00001-4KWX7TQMRB2H";

  it("is the QR code of its address, square by square", () => {
    const { modules } = create(address, { errorCorrectionLevel: "M" });
    const drawn = Array.from({ length: modules.size }, () => Array<boolean>(modules.size).fill(false));
    for (const [, x, y] of qrSvg(address).matchAll(/M(\d+) (\d+)h1v1h-1z/g)) drawn[Number(y)]![Number(x)] = true;
    expect(drawn).toEqual(qrMatrix(address));
    expect(drawn.flat().map(Number)).toEqual([...modules.data]);
  });

  it.each(["zh-CN", "en"] as const)("stands on one page of A4 across, however long the names are (%s)", (locale) => {
    const certificate = (name: string) => ({
      locale,
      title: locale === "en" ? "Certificate of Award" : "奖状",
      recipient: name,
      colon: "：",
      lead: "This is to certify that",
      body: `在${name}中，荣获`,
      award: name,
      closing: "特发此状，以资鼓励。",
      issuer: name,
      day: "2026年7月13日",
      serial: "JZ-2026-00001",
      serialLabel: "编号",
      verify: "扫描二维码核验真伪",
      address,
      qr: qrSvg(address),
    });
    for (const name of ["临江门支行", "长".repeat(120), "#panic() </w:t>", "a".repeat(200)]) {
      const pdf = readPdf(writePdf("certificate", certificate(name), AT));
      expect(pdf.pages, name).toBe(1);
      expect(plain(pdf.text)).toContain(plain(name));
      expect(pdf.boxes[0]).toMatch(/^0 0 841\.\d* 595\.\d*$/);
      expect(pdf.fonts.every(({ embedded }) => embedded)).toBe(true);
    }
  });
});
