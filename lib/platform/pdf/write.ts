import "server-only";
import sharp from "sharp";
import type { Figure, Paper } from "../paper/types";
import { writePdf, writeSvg } from "./compile";

export function paperAsPdf(paper: Paper, at: Date): Uint8Array<ArrayBuffer> {
  return writePdf("office", paper, at);
}

/** A figure as a picture, three points for each of its own, for files that cannot hold drawings. */
export async function figureAsPng(
  figure: Figure,
  locale: Paper["locale"],
): Promise<{ bytes: Buffer; width: number; height: number }> {
  const drawing = Buffer.from(writeSvg("figure", { ...figure, locale }));
  const { data, info } = await sharp(drawing, { density: 216 }).png().toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
