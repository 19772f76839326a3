// Reads one spreadsheet from standard input and writes its first sheet as JSON to standard output. Runs as a process of
// its own, with little memory, little time and no secrets in its environment, because the file comes from outside.
import { unzipSync, zipSync } from "fflate";
import Papa from "papaparse";

const limits = JSON.parse(process.argv[2] ?? "{}");

class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

async function input() {
  const parts = [];
  let size = 0;
  for await (const part of process.stdin) {
    size += part.length;
    if (size > limits.bytes) throw new Refused("SHEET_TOO_BIG");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const startsWith = (bytes, ...values) => values.every((value, index) => bytes[index] === value);

async function read(bytes) {
  if (bytes.length === 0) throw new Refused("SHEET_EMPTY");
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(bytes);
  // The container of .xls and of workbooks locked with a password.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Refused("SHEET_OLD_FORMAT");
  return readText(decode(bytes));
}

/** Sizes are judged by the archive's own list before anything is unpacked, and once more by what really came out. */
function unpack(bytes) {
  let entries = 0;
  let total = 0;
  const files = unzipSync(bytes, {
    filter: ({ size, originalSize }) => {
      entries += 1;
      total += originalSize;
      const swollen = originalSize > 1_000_000 && originalSize > size * limits.ratio;
      if (entries > limits.entries || total > limits.unpackedBytes || swollen)
        throw new Refused("SHEET_UNPACKS_TOO_BIG");
      return true;
    },
  });
  const real = Object.values(files).reduce((sum, file) => sum + file.length, 0);
  if (real > limits.unpackedBytes) throw new Refused("SHEET_UNPACKS_TOO_BIG");
  if (!files["xl/workbook.xml"]) throw new Refused("SHEET_NOT_READABLE");
  return files;
}

/** Parts of a sheet that we never read; merged cells and validations over a million cells would be written out one by one. */
const IGNORED = [
  "autoFilter",
  "colBreaks",
  "conditionalFormatting",
  "dataValidations",
  "drawing",
  "extLst",
  "headerFooter",
  "hyperlinks",
  "legacyDrawing",
  "mergeCells",
  "oleObjects",
  "picture",
  "rowBreaks",
  "tableParts",
];

async function readWorkbook(bytes) {
  const { default: excel } = await import("exceljs");
  const { Decimal } = await import("decimal.js");
  // Packed again without compression, so that the workbook reader never meets the archive somebody made.
  const clean = zipSync(unpack(bytes), { level: 0 });
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(clean, { ignoreNodes: IGNORED });
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Refused("SHEET_EMPTY");

  // Spreadsheet programs keep fifteen digits; the rest of a stored number is noise of its binary form.
  const number = (value) => (Number.isFinite(value) ? new Decimal(value.toPrecision(15)).toFixed() : null);
  const cellOf = (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value === "number") return number(value);
    if (typeof value === "string") return cut(value);
    if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
    if (value instanceof Date)
      return Number.isNaN(value.getTime()) ? { bad: "ERROR" } : value.toISOString().slice(0, 10);
    if ("formula" in value || "sharedFormula" in value) return { bad: "FORMULA" };
    if ("error" in value) return { bad: "ERROR" };
    if ("richText" in value) return cut(value.richText.map((run) => run.text).join(""));
    if ("text" in value) return cellOf(value.text);
    return { bad: "ERROR" };
  };
  const rows = [];
  sheet.eachRow({ includeEmpty: false }, (row, at) => {
    const cells = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column <= limits.columns) cells[column - 1] = cellOf(cell.value);
    });
    push(
      rows,
      at,
      Array.from(cells, (cell) => cell ?? null),
    );
  });
  return rows;
}

function decode(bytes) {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0)) throw new Refused("SHEET_NOT_READABLE");
  // Excel on a Chinese machine saves CSV as GB18030, with nothing in the file that says so.
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  throw new Refused("SHEET_NOT_READABLE");
}

function readText(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text file has none of these, a picture or program does
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw new Refused("SHEET_NOT_READABLE");
  const rows = [];
  let at = 0;
  Papa.parse(text, {
    skipEmptyLines: false,
    step: ({ data }) => {
      at += 1;
      push(rows, at, data.slice(0, limits.columns).map(textCell));
    },
  });
  return rows;
}

/** A leading apostrophe is how we, and spreadsheet programs, mark text that looks like a formula. */
function textCell(value) {
  const text = value.trim();
  if (text === "") return null;
  if (/^=/.test(text)) return { bad: "FORMULA" };
  return cut(/^'\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? text.slice(1) : text);
}

function cut(value) {
  const text = value.trim();
  if (text === "") return null;
  const marks = Array.from(text.slice(0, limits.text * 2));
  return marks.length > limits.text || text.length > limits.text * 2
    ? `${marks.slice(0, limits.text).join("")}…`
    : text;
}

function push(rows, row, cells) {
  if (cells.every((cell) => cell === null)) return;
  rows.push({ row, cells });
  if (rows.length > limits.rows) throw new Refused("SHEET_TOO_MANY_ROWS");
}

let answer;
try {
  const rows = await read(await input());
  answer = rows.length === 0 ? { code: "SHEET_EMPTY" } : { rows };
} catch (error) {
  answer = { code: error instanceof Refused ? error.code : "SHEET_NOT_READABLE" };
}
process.stdout.write(JSON.stringify(answer));
