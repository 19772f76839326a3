/** Letters of a check: no vowels that make words, nothing that looks like something else. */
const LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ";
export const CHECK_LENGTH = 12;

/** A check of so many letters from random bytes; bytes beyond the last whole round of letters are passed over. */
export function checkFrom(bytes: Iterable<number>): string {
  const round = 256 - (256 % LETTERS.length);
  let check = "";
  for (const byte of bytes) {
    if (byte < round) check += LETTERS[byte % LETTERS.length];
    if (check.length === CHECK_LENGTH) return check;
  }
  throw new RangeError("not enough random bytes");
}

/** The part of the address that names a certificate: its number, and the check that nobody can guess. */
export function codeOf({ serial, check }: { readonly serial: string; readonly check: string }): string {
  return `${serial}-${check}`;
}

/** The two parts of an address; whatever it is, it has a number and a check, if only empty ones. */
export function codeIn(code: string): { serial: string; check: string } {
  const at = code.lastIndexOf("-");
  return at < 0 ? { serial: code, check: "" } : { serial: code.slice(0, at), check: code.slice(at + 1).toUpperCase() };
}
