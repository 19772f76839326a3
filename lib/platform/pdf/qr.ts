import { create } from "qrcode";

/** The squares of a QR code, row by row; true is dark. */
export function qrMatrix(text: string): boolean[][] {
  const { data, size } = create(text, { errorCorrectionLevel: "M" }).modules;
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => data[y * size + x] === 1));
}

/** The code as a drawing, one unit a square, with the quiet border of four that readers need. */
export function qrSvg(text: string): string {
  const matrix = qrMatrix(text);
  const squares = matrix.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  const side = matrix.length + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${side} ${side}" width="${side}" height="${side}"><path fill="#000" shape-rendering="crispEdges" d="${squares.join("")}"/></svg>`;
}
