/** The object that a request's body says; null for anything else, and for more than `cap` bytes. */
export async function readJsonObject(request: Request, cap: number): Promise<Record<string, unknown> | null> {
  if (Number(request.headers.get("content-length") ?? "0") > cap) return null;
  try {
    const text = await request.text();
    const value: unknown = text.length > cap ? null : JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
