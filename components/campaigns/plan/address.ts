/** Address of the page with this part of the document chosen. */
export function addressOf(code: string, at: string): string {
  return `/campaigns/${code}/setup/plan?at=${encodeURIComponent(at)}#part`;
}
