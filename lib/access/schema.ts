import { z } from "zod";
import { ROLES } from "@/lib/kernel/actor";
import { daySchema } from "@/lib/kernel/calendar";

/** What a key for another system may be good for (issue 2, item 8). */
export const SCOPES = [
  "campaigns:read",
  "results:read",
  "dossiers:read",
  "inspections:write",
  "complaints:write",
  "metrics:write",
  "records:write",
] as const;
export type ApiScope = (typeof SCOPES)[number];

const id = z.uuid();

/** A tick in a form arrives as text; other callers say true or false. */
const tick = z
  .union([z.boolean(), z.enum(["true", "false", "on"]).transform((value) => value !== "false")])
  .default(false);

/** What is a password is judged by the rules, so that the sentence names what is missing. */
const password = z.string().min(1).max(256);

/** Signing in ignores case, so the stored name has none. */
export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .refine((value) => /^[a-z0-9][a-z0-9._-]{1,39}$/.test(value), { message: "USERNAME_FORM" });

const grant = z.strictObject({ role: z.enum(ROLES), unitId: id });

export const openAccountInput = z.strictObject({
  username: usernameSchema,
  displayName: z.string().trim().min(1).max(60),
  password,
  /** Who it belongs to, by id or by staff number; nobody for a system's account. */
  personId: z.union([id, z.literal("").transform(() => null), z.null()]).default(null),
  staffNo: z.string().trim().toUpperCase().max(20).default(""),
  mustChange: tick,
  grants: z.array(grant).min(1).max(20),
});
export type OpenAccountInput = z.infer<typeof openAccountInput>;

export const grantRoleInput = z.strictObject({ accountId: id, role: z.enum(ROLES), unitId: id });
export type GrantRoleInput = z.infer<typeof grantRoleInput>;

export const revokeRoleInput = z.strictObject({ accountId: id, grantId: id });
export type RevokeRoleInput = z.infer<typeof revokeRoleInput>;

export const accountInput = z.strictObject({ accountId: id });

export const setPasswordInput = z.strictObject({ accountId: id, password });
export type SetPasswordInput = z.infer<typeof setPasswordInput>;

export const changePasswordInput = z.strictObject({ currentPassword: password, password, passwordAgain: password });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const endOwnSessionInput = z.strictObject({ sessionId: id });

export const issueTokenInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  accountId: id,
  scopes: z.array(z.enum(SCOPES)).min(1),
  expiresOn: daySchema,
});
export type IssueTokenInput = z.infer<typeof issueTokenInput>;

export const revokeTokenInput = z.strictObject({ tokenId: id });
