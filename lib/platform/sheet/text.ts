/** Characters with which spreadsheet programs begin a formula, in their full-width forms too, after any white space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: some programs skip NUL before a formula
const FORMULA = /^[\s\u0000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\u0000]/;

/** Text without characters that no workbook can hold. */
export function plainText(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are taken out
  return value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** Text for a CSV cell: what would be taken for a formula gets a leading apostrophe; plain numbers stay numbers. */
export function safeForCsv(value: string): string {
  if (/^-?\d+(\.\d+)?$/.test(value)) return value;
  return FORMULA.test(value) ? `'${plainText(value)}` : plainText(value);
}
