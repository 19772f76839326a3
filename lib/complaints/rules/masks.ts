/** What stands for a customer's name until somebody with the right and a reason opens it: 王**. */
export function maskName(name: string): string {
  const [first] = Array.from(name.trim());
  return first ? `${first}**` : "";
}

/** 13812342207 → 138****2207; an address keeps its first letter and its domain; anything else its first character. */
export function maskContact(contact: string): string {
  const text = contact.trim();
  const digits = text.replace(/[\s()+-]/g, "");
  if (/^\d{7,}$/.test(digits))
    return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-3)}`;
  const at = text.indexOf("@");
  if (at > 0) return `${Array.from(text)[0]}***${text.slice(at)}`;
  return maskName(text);
}
