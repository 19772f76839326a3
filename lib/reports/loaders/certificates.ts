import "server-only";
import { headers } from "next/headers";
import { sourceOf } from "@/lib/access/origin";
import { countWithin } from "@/lib/access/throttle";
import { db } from "@/lib/platform/db";
import { type Verified, verifyCertificate } from "../data/certificates";

/** Checks from one address in a minute: enough for a hall full of people, too few to try numbers. */
const CHECKS_PER_MINUTE = 30;

export type Verification = { readonly state: "BUSY" } | { readonly state: "ANSWERED"; readonly found: Verified | null };

/** What the public page says about a certificate. Nobody has to sign in. */
export async function loadVerification(code: string): Promise<Verification> {
  const source = sourceOf(await headers());
  if (!(await countWithin(`certificate:${source}`, CHECKS_PER_MINUTE))) return { state: "BUSY" };
  return { state: "ANSWERED", found: await verifyCertificate(db, code.slice(0, 80)) };
}
