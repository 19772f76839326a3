/** Where a line of the document stands on its page; a path in the document leads to it. */
export function anchorOf(id: string): string {
  return `r${id.replaceAll("/", "-")}`;
}
