/**
 * Publishing sets both instants to the same moment; opening a further version moves the working copy's ahead. So a
 * published campaign is being edited exactly while its working copy is younger than its plan.
 */
export function isEditing(updatedAt: Date, publishedAt: Date | null): boolean {
  return publishedAt === null || updatedAt.getTime() > publishedAt.getTime();
}
