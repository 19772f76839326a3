import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** LibreOffice, where this machine has it. */
export function findOffice(): string | null {
  for (const name of ["soffice", "libreoffice"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`])
        .toString()
        .trim();
    } catch {}
  }
  return null;
}

/** The workbook as LibreOffice computes it: what its formulas came to before is taken out, so that it must. */
export async function recomputedBy(office: string, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), "workbook-"));
  try {
    const parts = unzipSync(bytes);
    for (const [name, part] of Object.entries(parts)) {
      if (!name.startsWith("xl/worksheets/")) continue;
      parts[name] = strToU8(strFromU8(part).replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, "$1"));
    }
    writeFileSync(join(folder, "given.xlsx"), zipSync(parts));
    const words = [
      `-env:UserInstallation=file://${folder}/profile`,
      "--headless",
      "--convert-to",
      "xlsx:Calc MS Excel 2007 XML",
    ];
    await promisify(execFile)(office, [...words, "--outdir", join(folder, "out"), join(folder, "given.xlsx")], {
      timeout: 110_000,
    });
    return new Uint8Array(readFileSync(join(folder, "out", "given.xlsx")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
