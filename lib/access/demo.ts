import "server-only";
import { z } from "zod";
import { textSchema } from "@/lib/kernel/text";
import { env } from "@/lib/platform/env";
import given from "@/prisma/demo/sign-ins.json";

const schema = z.array(z.object({ role: textSchema, username: z.string(), password: z.string() }));

export interface DemoSignIn {
  readonly role: { readonly zh: string; readonly en: string };
  readonly username: string;
  readonly password: string;
}

/** The sign-ins of the demo bank; none outside demo mode, where there is no account that anybody knows beforehand. */
export function listDemoSignIns(): readonly DemoSignIn[] {
  return env.MINGYOU_DEMO === "1" ? schema.parse(given) : [];
}
