import "server-only";
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/platform/env";

/**
 * Personal data of customers is sealed field by field with AES-256-GCM (SECURITY 20). A sealed text reads
 * `v1.<key id>.<iv>.<tag>.<text>`; the key id says which key opens it, so that keys can be changed without a guess.
 * `field` is bound into the seal: a contact copied into the name column does not open there.
 */
const FORMAT = "v1";

interface FieldKey {
  readonly id: string;
  readonly bytes: Buffer;
}

function fieldKey(): FieldKey {
  const bytes = Buffer.from(env.MINGYOU_FIELD_KEY, "base64");
  if (bytes.length !== 32) throw new Error("MINGYOU_FIELD_KEY must be 32 bytes in base64");
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

export function seal(text: string, field: string): string {
  const key = fieldKey();
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv).setAAD(Buffer.from(field));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [FORMAT, key.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** Throws when the text was changed, belongs to another field or was sealed with a key we do not hold. */
export function unseal(sealed: string, field: string): string {
  const [format, keyId, iv, tag, text] = sealed.split(".");
  if (format !== FORMAT || !keyId || !iv || !tag || text === undefined) throw new Error("not a sealed field");
  const key = fieldKey();
  if (keyId !== key.id) throw new Error(`sealed with key ${keyId}, which this installation does not hold`);
  const opened = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"), { authTagLength: 16 })
    .setAAD(Buffer.from(field))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([opened.update(Buffer.from(text, "base64url")), opened.final()]).toString("utf8");
}

/** What one account's devices lock unsent work with when it signs out: the same each time, and told to nobody else. */
export function deviceKeyOf(accountId: string): Buffer {
  return Buffer.from(hkdfSync("sha256", fieldKey().bytes, Buffer.alloc(0), `device ${accountId}`, 32));
}
