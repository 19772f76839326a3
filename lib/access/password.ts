import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's OWASP defaults (19 MiB, 2 passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Hash of a password nobody has; verifying against it makes an unknown name take as long as a wrong password. */
let decoy: Promise<string> | undefined;

export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash("no account has this password");
  const matches = await verify(stored ?? (await decoy), password);
  return stored !== null && matches;
}
