/**
 * What the engine may ask of a complaint and of a praise, under the names that plans use. Whatever judges a decision
 * before it is made asks the plan with the same attributes that the fact will bear once it is.
 */
export function complaintAttributes(
  complaint: { readonly category: string; readonly channel: string; readonly level: string },
  decision: {
    readonly validity: string;
    readonly level: string;
    readonly cause: string;
    readonly personId: string | null;
  } | null,
): Record<string, string> {
  return {
    category: complaint.category,
    channel: complaint.channel,
    level: decision?.level ?? complaint.level,
    ...(decision ? { validity: decision.validity, cause: decision.cause } : {}),
    ...(decision?.personId ? { person: decision.personId } : {}),
  };
}

export function praiseAttributes(
  praise: { readonly channel: string; readonly personId: string | null },
  verified: boolean | null,
): Record<string, string> {
  return {
    channel: praise.channel,
    ...(verified === null ? {} : { verified: verified ? "YES" : "NO" }),
    ...(praise.personId ? { person: praise.personId } : {}),
  };
}
