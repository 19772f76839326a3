import type { z } from "zod";
import type { ApiScope } from "@/lib/access/schema";
import type { Outcome } from "@/lib/access/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import type { Locale } from "@/lib/platform/i18n/locale";

/** What an endpoint is given once key, scope, rate and form have been checked. */
export interface ApiRequest<P, B> {
  readonly actor: Actor;
  readonly params: P;
  /** As it was sent; the use case parses it again, strictly. */
  readonly body: B;
  readonly key: string | undefined;
  readonly source: string;
  readonly locale: Locale;
}

export interface Endpoint {
  /** Name of the operation, also the room of its refusals: `inspections.submitVisit`. */
  readonly name: string;
  readonly method: "GET" | "POST";
  /** Below `/api/v1`, in OpenAPI's notation. */
  readonly path: string;
  readonly scope: ApiScope;
  readonly summary: Text;
  readonly params: z.ZodObject | null;
  readonly body: { readonly id: string; readonly schema: z.ZodType } | null;
  readonly answer: { readonly id: string; readonly schema: z.ZodType; readonly status: 200 | 201 | 202 };
  /** The answer is a file of this kind, with 200; `answer` is then what is said while there is none yet. */
  readonly file?: string;
  readonly respond: (request: ApiRequest<unknown, unknown>) => Promise<Outcome<unknown>>;
}
