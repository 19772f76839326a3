const LINE = 24;

/** What a request for a file is answered with that cannot be opened. */
export const NOT_OPENED = { DAMAGED: 409, MISSING: 410, UNAVAILABLE: 503 } as const;

/** What stands in a picture's place when it cannot be shown: the sentence itself, so that no list has to know of it. */
export function placeholder(words: string): string {
  const safe = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const lines = linesOf(words).map((line, at) => `<text x="160" y="${84 + at * 22}">${safe(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200"><rect width="320" height="200" fill="#eeece7"/><path d="M144 24h32v32h-32zM144 56l32-32" fill="none" stroke="#a3231f" stroke-width="2"/><g font-family="sans-serif" font-size="14" text-anchor="middle" fill="#3a3733">${lines.join("")}</g></svg>`;
}

/** Breaks by width, a Chinese sign counting twice a Latin one. */
function linesOf(words: string): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const part of words.match(/[⺀-￯]|[^⺀-￯\s]+|\s/gu) ?? []) {
    const wide = [...part].reduce((sum, sign) => sum + (sign > "⺀" ? 2 : 1), 0);
    if (width + wide > LINE * 1.6 && line.trim()) {
      lines.push(line.trim());
      line = "";
      width = 0;
    }
    line += part;
    width += wide;
  }
  if (line.trim()) lines.push(line.trim());
  return lines.slice(0, 5);
}
