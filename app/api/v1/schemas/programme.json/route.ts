import { PROGRAMME_SCHEMA } from "@/lib/api/rules";
import { env } from "@/lib/platform/env";
import { programmeDocument } from "@/lib/scoring/programme/document";

/** The form of a programme document; open to everybody like the OpenAPI document, because it says nothing about the bank. */
export function GET(): Response {
  return Response.json(programmeDocument(`${env.MINGYOU_ORIGIN}${PROGRAMME_SCHEMA}`), {
    headers: { "Content-Type": "application/schema+json" },
  });
}
