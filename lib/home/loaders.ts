import "server-only";
import { requireActor } from "@/lib/access/loaders";
import { listCampaigns } from "@/lib/campaigns/loaders";
import type { Role } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import { findRoot, mapUnits } from "@/lib/organisation/data";
import { findPersonOn } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { type NavigationGroup, navigationFor, tabsFor } from "./rules";

export interface ShellForActor {
  readonly name: Text;
  readonly role: Role | null;
  readonly unit: Text;
  readonly bank: Text;
  readonly demo: boolean;
  /** The campaign that is running, by code, with its name; null before the first one. */
  readonly campaign: { readonly code: string; readonly name: Text } | null;
  readonly campaigns: readonly { readonly code: string; readonly name: Text }[];
  readonly groups: readonly NavigationGroup[];
  readonly tabs: ReturnType<typeof tabsFor>;
}

/** Everything the frame of a signed-in page shows. */
export async function loadShell(): Promise<ShellForActor> {
  const actor = await requireActor();
  const day = today();
  const campaigns = await listCampaigns();
  const running = campaigns.find((campaign) => campaign.state === "PUBLISHED") ?? campaigns[0] ?? null;
  const grant = actor.grants[0];
  const person = actor.personId ? await findPersonOn(db, actor.personId, day) : null;
  const units = await mapUnits(db, [grant?.unitId ?? "", person?.unitId ?? ""].filter(Boolean), day);
  const nowhere: Text = { zh: "—", en: "—" };
  const root = await findRoot(db, day);
  return {
    name: { zh: person?.name ?? actor.name, en: person?.nameLatin ?? actor.name },
    role: grant?.role ?? null,
    unit: units.get(person?.unitId ?? "")?.name ?? units.get(grant?.unitId ?? "")?.name ?? nowhere,
    bank: root?.name ?? nowhere,
    demo: env.MINGYOU_DEMO === "1",
    campaign: running && { code: running.code, name: running.name },
    campaigns: campaigns.map(({ code, name }) => ({ code, name })),
    groups: navigationFor(actor, running?.code ?? null),
    tabs: tabsFor(actor, running?.code ?? null),
  };
}
