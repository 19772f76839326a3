import type { Actor } from "@/lib/kernel/actor";

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The product itself, for the very first set-up and for the demo bank: it may open the root of the organisation. */
export function systemActor(): Actor {
  return {
    accountId: NOBODY,
    personId: null,
    name: "Mingyou",
    grants: [{ role: "SYSTEM_ADMIN", unitId: NOBODY, path: "/" }],
    via: "SYSTEM",
  };
}
