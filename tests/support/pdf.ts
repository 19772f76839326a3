import { inflateSync } from "node:zlib";

/** As much of a PDF as tests ask about: its fonts, whether it is tagged, and the text that its pages draw. */
export interface ReadPdf {
  readonly pages: number;
  readonly text: string;
  /** Base names of the fonts, and whether each brings its program along. */
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  readonly tagged: boolean;
  readonly archival: boolean;
  /** Media boxes in points. */
  readonly boxes: readonly string[];
}

type Objects = Map<number, { head: string; stream: Buffer | null }>;

/** Every object of the file, those inside object streams too. */
function objectsOf(bytes: Uint8Array): Objects {
  const whole = Buffer.from(bytes);
  const latin = whole.toString("latin1");
  const objects: Objects = new Map();
  for (const match of latin.matchAll(/(\d+) 0 obj\b/g)) {
    const from = match.index + match[0].length;
    const end = latin.indexOf("endobj", from);
    const at = latin.indexOf("stream", from);
    const head = latin.slice(from, at >= 0 && at < end ? at : end);
    let stream: Buffer | null = null;
    if (at >= 0 && at < end) {
      const start = latin[at + 6] === "\r" ? at + 8 : at + 7;
      const length = Number(/\/Length (\d+)(?! 0 R)/.exec(head)?.[1]);
      const raw = whole.subarray(start, start + length);
      stream = head.includes("/FlateDecode") ? inflateSync(raw) : raw;
    }
    objects.set(Number(match[1]), { head, stream });
  }
  for (const { head, stream } of [...objects.values()]) {
    if (!/\/Type\s*\/ObjStm/.test(head) || !stream) continue;
    const first = Number(/\/First (\d+)/.exec(head)?.[1]);
    const text = stream.toString("latin1");
    const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let i = 0; i < numbers.length; i += 2) {
      const next = numbers[i + 3] ?? text.length - first;
      objects.set(numbers[i]!, { head: text.slice(first + numbers[i + 1]!, first + next), stream: null });
    }
  }
  return objects;
}

/** Glyph codes to characters, as the font's ToUnicode says. */
function unicodeOf(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  const decode = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, block = ""] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = "", to = ""] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      map.set(Number.parseInt(code, 16), decode(to));
  for (const [, block = ""] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = "", to = "", start = ""] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1)
        map.set(code, String.fromCodePoint((decode(start).codePointAt(0) ?? 0) + code - Number.parseInt(from, 16)));
  return map;
}

/** A string of a content stream as bytes: `<0041>`, or `(..)` with its escapes. */
function bytesOf(token: string): Buffer {
  if (token.startsWith("<")) return Buffer.from(token.slice(1, -1).replace(/\s/g, ""), "hex");
  const out: number[] = [];
  const inner = token.slice(1, -1);
  const named: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
  for (let i = 0; i < inner.length; i += 1) {
    if (inner[i] !== "\\") out.push(inner.charCodeAt(i));
    else {
      const octal = /^[0-7]{1,3}/.exec(inner.slice(i + 1))?.[0];
      if (octal) {
        out.push(Number.parseInt(octal, 8));
        i += octal.length;
      } else {
        i += 1;
        out.push(named[inner[i]!] ?? inner.charCodeAt(i));
      }
    }
  }
  return Buffer.from(out);
}

/** What stands under a key: the object it points to, or what is written there. */
function under(key: string, head: string, objects: Objects): string {
  const id = new RegExp(`/${key}\\s+(\\d+) 0 R`).exec(head)?.[1];
  return id ? (objects.get(Number(id))?.head ?? "") : (new RegExp(`/${key}\\s*<<([\\s\\S]*)`).exec(head)?.[1] ?? "");
}

/** The text of one page in the order in which it is drawn; its fonts are its own. */
function textOf(page: string, objects: Objects): string {
  const fonts = new Map<string, Map<number, string>>();
  const dictionary = under("Font", under("Resources", page, objects), objects);
  for (const [, name = "", id] of dictionary.split(">>")[0]!.matchAll(/\/(\S+)\s+(\d+) 0 R/g)) {
    const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? "")?.[1];
    const stream = cmap ? objects.get(Number(cmap))?.stream : undefined;
    if (stream) fonts.set(name, unicodeOf(stream.toString("latin1")));
  }
  const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]))?.stream?.toString("latin1") ?? "";
  let text = "";
  let font: Map<number, string> | undefined;
  const drawn = /\/(\S+)\s+[\d.]+\s+Tf|<[0-9a-fA-F\s]*>(?!>)|\((?:\\[\s\S]|[^\\)])*\)/g;
  for (const [token, name] of content.matchAll(drawn)) {
    if (name) font = fonts.get(name);
    else if (font) {
      const codes = bytesOf(token);
      for (let i = 0; i + 1 < codes.length; i += 2) text += font.get(codes.readUInt16BE(i)) ?? "";
    }
  }
  return text;
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(bytes);
  const all = [...objects.values()];
  const pages = all.filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
  const text = pages.map(({ head }) => textOf(head, objects)).join("\n");
  const catalog = all
    .map(({ head, stream }) => `${head}${stream && /\/Type\s*\/Metadata/.test(head) ? stream : ""}`)
    .join("\n");
  return {
    pages: pages.length,
    text,
    fonts: all.flatMap(({ head }) => {
      const name = /\/Type\s*\/FontDescriptor/.test(head) && /\/FontName\s*\/(\S+)/.exec(head)?.[1];
      return name ? [{ name, embedded: /\/FontFile[23]?\s/.test(head) }] : [];
    }),
    tagged: /\/MarkInfo\s*<<[^>]*\/Marked true/.test(catalog) && /\/StructTreeRoot/.test(catalog),
    archival: /<pdfaid:part>2<|pdfaid:part="2"/.test(catalog),
    boxes: pages.flatMap(({ head }) => /\/MediaBox\s*\[([^\]]*)\]/.exec(head)?.[1]?.trim() ?? []),
  };
}
