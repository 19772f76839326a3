/** Text of data as text of a page. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light; font: 15px/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1b2530; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1, h2 { font-family: "Songti SC", "Noto Serif CJK SC", SimSun, serif; line-height: 1.35; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; padding-top: .5rem; border-top: 2px solid #1b2530; }
p { margin: 0 0 .75rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #d5dbe1; }
th { font-weight: 600; color: #4a5663; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.quiet { color: #5b6672; }
code { font: .875rem/1.5 ui-monospace, Consolas, monospace; }
@media print { body { max-width: none; padding: 0; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
`;

/** A page that stands alone: no script, nothing from elsewhere. */
export function htmlPage(language: string, title: string, body: readonly string[]): string {
  return [
    "<!doctype html>",
    `<html lang="${escaped(language)}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    ...body,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** A table; a cell is text, or a text with where it leads. Columns named in `figures` are aligned as figures. */
export type HtmlCell = string | { readonly text: string; readonly href: string };

export function htmlTable(
  heads: readonly string[],
  rows: readonly (readonly HtmlCell[])[],
  figures: readonly number[] = [],
): string {
  const mark = (index: number) => (figures.includes(index) ? ' class="n"' : "");
  const cell = (content: HtmlCell) =>
    typeof content === "string" ? escaped(content) : `<a href="${escaped(content.href)}">${escaped(content.text)}</a>`;
  return [
    "<table>",
    `<thead><tr>${heads.map((head, at) => `<th scope="col"${mark(at)}>${escaped(head)}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map((row) => `<tr>${row.map((content, at) => `<td${mark(at)}>${cell(content)}</td>`).join("")}</tr>`),
    "</tbody>",
    "</table>",
  ].join("\n");
}
