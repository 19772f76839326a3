import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler, type NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import { clean } from "../paper/clean";

/** Templates that stand beside this file. Data reaches them through `sys.inputs` alone; no source is ever put together. */
export type Template = "office" | "figure" | "certificate";

// The server runs from the folder of the build, which holds these files at the same places (next.config.ts).
const HERE = join(/* turbopackIgnore: true */ process.cwd(), "lib", "platform", "pdf");
const FONTS = [
  "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
  "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
  "noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf",
  "ma-shan-zheng/400Regular/MaShanZheng_400Regular.ttf",
].map((path) => join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "@expo-google-fonts", path));

let compiler: NodeCompiler | undefined;

/** Made at the first document, because the fonts weigh some forty megabytes. */
function theCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({
    workspace: HERE,
    fontArgs: [{ fontBlobs: FONTS.map((path) => readFileSync(path)) }],
  });
  return compiler;
}

function compiled(template: Template, data: unknown): NodeTypstDocument {
  const outcome = theCompiler().compile({
    mainFilePath: join(HERE, `${template}.typ`),
    inputs: { data: JSON.stringify(clean(data)) },
  });
  const document = outcome.result;
  if (outcome.hasError() || !document) {
    const error = outcome.takeError();
    throw new Error(`template ${template}: ${JSON.stringify(error?.shortDiagnostics ?? [])}`);
  }
  return document;
}

/** Pages that were laid out stay in a cache of the compiler; what was not used for two documents goes. */
function done<T>(value: T): T {
  theCompiler().evictCache(2);
  return value;
}

/**
 * The template filled with the data, as PDF/A-2a: tagged, every font embedded. A character that none of the fonts has
 * (an emoji in a name) is not allowed there; the file is then an ordinary tagged PDF.
 * @param at the instant that the file gives as its making
 */
export function writePdf(template: Template, data: unknown, at: Date): Uint8Array<ArrayBuffer> {
  const document = compiled(template, data);
  const creationTimestamp = Math.floor(at.getTime() / 1000);
  try {
    return done(new Uint8Array(theCompiler().pdf(document, { pdfStandard: "a-2a", creationTimestamp })));
  } catch {
    return done(new Uint8Array(theCompiler().pdf(document, { creationTimestamp })));
  }
}

/** The same as one drawing, letters as outlines: it needs no font to be shown. */
export function writeSvg(template: Template, data: unknown): string {
  return done(theCompiler().plainSvg(compiled(template, data)));
}
