/** What stands in the field with the phrase behind it; one that is there already is not written again. */
export function withPhraseIn(
  written: string,
  { code, text }: { readonly code: string; readonly text: string },
  between: string,
): string {
  const before = written.trim();
  if (before.split(/[^A-Za-z0-9-]+/).includes(code)) return written;
  return before === "" ? `${code} ${text}` : `${before}${between}${code} ${text}`;
}
