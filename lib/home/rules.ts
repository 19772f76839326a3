import type { Permission } from "@/lib/access/matrix";
import { mayAnywhere } from "@/lib/access/policy";
import type { Part } from "@/lib/campaigns/rules/parts";
import { type Actor, holdsRole } from "@/lib/kernel/actor";

/** One way in. The key says its label in `home.nav`; `needs` only hides it, the page itself asks again. */
interface Way {
  readonly key: string;
  readonly path: (campaign: string) => string;
  readonly needs: readonly Permission[];
  /** For whoever is somebody of the bank's staff and has no wider way to the same. */
  readonly ownUnless?: Permission;
  /** Part of a campaign that not every programme has. */
  readonly part?: Part;
  readonly icon?:
    | "home"
    | "inspect"
    | "score"
    | "award"
    | "me"
    | "people"
    | "list"
    | "complaint"
    | "review"
    | "tasks"
    | "document";
}

interface WayGroup {
  readonly key: string;
  readonly ways: readonly Way[];
}

const inCampaign = (part: string) => (campaign: string) => `/campaigns/${campaign}${part}`;

const TODAY: Way = { key: "today", path: () => "/", needs: [], icon: "home" };
const SELF_CHECK: Way = {
  key: "selfCheck",
  path: inCampaign("/self-check"),
  part: "self-check",
  needs: ["inspections.selfCheck"],
  icon: "inspect",
};
const RESULTS: Way = { key: "results", path: inCampaign("/reviews"), needs: ["reviews.readPublished"], icon: "score" };
/** Whoever is signed in may be told something. */
const NOTICES: Way = { key: "notices", path: () => "/notices", needs: [], icon: "list" };
/** All that an evaluator from outside has. */
const ASSIGNED: Way = { key: "assigned", path: () => "/assignments", needs: ["assignments.work"], icon: "tasks" };
const ME: Way = { key: "me", path: () => "/me", needs: [], icon: "me" };
const INSPECTIONS: Way = {
  key: "inspections",
  path: inCampaign("/inspections"),
  part: "inspections",
  needs: ["inspections.read"],
  icon: "list",
};
const NEW_VISIT: Way = {
  key: "newVisit",
  path: inCampaign("/inspections/new"),
  part: "inspections",
  needs: ["inspections.visit"],
  icon: "inspect",
};
const COMPLAINTS: Way = {
  key: "complaints",
  path: inCampaign("/complaints"),
  part: "complaints",
  needs: ["complaints.read"],
  icon: "complaint",
};
const PRAISES: Way = {
  key: "praises",
  path: inCampaign("/praises"),
  part: "praises",
  needs: ["praises.read"],
  icon: "list",
};
const NOMINATIONS: Way = {
  key: "nominations",
  path: inCampaign("/nominations"),
  part: "nominations",
  needs: ["awards.nominate", "awards.screen", "awards.decide"],
  icon: "award",
};
const BALLOTS: Way = {
  key: "ballots",
  path: inCampaign("/ballots"),
  part: "ballots",
  needs: ["ballots.vote", "ballots.manage", "reviews.readUnpublished"],
  icon: "award",
};
const OVERVIEW: Way = { key: "overview", path: inCampaign(""), needs: ["campaigns.read"], icon: "tasks" };

/** Awards and penalties of oneself, also where nothing waits to be acknowledged. */
const OWN_STATEMENT: Way = {
  key: "ownStatement",
  path: inCampaign("/statements"),
  needs: ["campaigns.read"],
  ownUnless: "statements.read",
};

/** The register of honours; whoever has no wider right to it reads the own ones. */
const HONOURS: Way = { key: "honours", path: () => "/honours", needs: ["honours.read"], icon: "award" };
const OWN_HONOURS: Way = { key: "ownHonours", path: () => "/honours", needs: [], ownUnless: "honours.read" };

const ACCOUNTS: Way = { key: "accounts", path: () => "/admin/accounts", needs: ["accounts.manage"], icon: "people" };
const ORGANISATION: Way = {
  key: "organisation",
  path: () => "/admin/organisation",
  needs: ["accounts.manage"],
  icon: "list",
};
const AUDIT: Way = { key: "audit", path: () => "/admin/audit", needs: ["audit.read"], icon: "document" };

const STORAGE: Way = { key: "storage", path: () => "/admin/storage", needs: ["storage.read"], icon: "document" };

const CAMPAIGN_GROUPS: readonly WayGroup[] = [
  { key: "work", ways: [OVERVIEW, SELF_CHECK, NEW_VISIT] },
  {
    key: "facts",
    ways: [
      INSPECTIONS,
      {
        key: "visits",
        path: inCampaign("/visits"),
        part: "inspections",
        needs: ["visits.readPlans", "inspections.read"],
      },
      {
        key: "mystery",
        path: inCampaign("/mystery"),
        part: "inspections",
        needs: ["mystery.read", "inspections.read"],
      },
      {
        key: "footage",
        path: inCampaign("/footage"),
        part: "footage",
        needs: ["footage.read", "footage.supply"],
      },
      { key: "findings", path: inCampaign("/findings"), part: "inspections", needs: ["inspections.read"] },
      {
        key: "rechecks",
        path: inCampaign("/rechecks"),
        part: "inspections",
        needs: ["rechecks.read", "rechecks.work"],
      },
      { key: "rectifications", path: inCampaign("/rectifications"), part: "inspections", needs: ["inspections.read"] },
      COMPLAINTS,
      PRAISES,
      { key: "surveys", path: inCampaign("/surveys"), needs: ["surveys.read"] },
      {
        key: "learning",
        path: inCampaign("/learning"),
        part: "learning",
        needs: ["learning.record", "reviews.readUnpublished"],
      },
      { key: "metrics", path: inCampaign("/metrics"), part: "metrics", needs: ["metrics.read"] },
      { key: "records", path: inCampaign("/records"), part: "records", needs: ["records.read"] },
    ],
  },
  {
    key: "outcome",
    ways: [
      RESULTS,
      NOMINATIONS,
      BALLOTS,
      { key: "awards", path: inCampaign("/awards"), part: "awards", needs: ["awards.tally"] },
      { key: "penalties", path: inCampaign("/penalties"), part: "penalties", needs: ["penalties.tally"] },
      { key: "appeals", path: inCampaign("/appeals"), needs: ["appeals.read"] },
      { key: "statements", path: inCampaign("/statements"), needs: ["statements.read"] },
      OWN_STATEMENT,
      { key: "settlement", path: inCampaign("/settlement"), needs: ["settlement.read"] },
    ],
  },
  {
    key: "ground",
    ways: [
      { key: "plan", path: inCampaign("/setup/basics"), needs: ["campaigns.read"] },
      { key: "documents", path: inCampaign("/documents"), needs: ["campaigns.read"] },
      { key: "letters", path: inCampaign("/letters"), needs: ["letters.read"] },
    ],
  },
];

const BANK_GROUPS: readonly WayGroup[] = [
  {
    key: "bank",
    ways: [
      { key: "campaigns", path: () => "/campaigns", needs: ["campaigns.read"] },
      { key: "standards", path: () => "/standards", needs: ["campaigns.read"] },
      HONOURS,
      OWN_HONOURS,
    ],
  },
  {
    key: "administration",
    ways: [
      ACCOUNTS,
      ORGANISATION,
      { key: "tokens", path: () => "/admin/tokens", needs: ["tokens.manage"] },
      AUDIT,
      STORAGE,
    ],
  },
];

export interface NavigationGroup {
  readonly key: string;
  readonly links: readonly {
    readonly key: string;
    readonly href: string;
    readonly icon: NonNullable<Way["icon"]> | null;
    readonly part: Part | null;
  }[];
}

const open = (actor: Actor, way: Way): boolean =>
  (way.needs.length === 0 || way.needs.some((permission) => mayAnywhere(actor, permission))) &&
  (way.ownUnless === undefined || (actor.personId !== null && !mayAnywhere(actor, way.ownUnless)));

/** The first page leads there as well. */
export function hasOwnStatement(actor: Actor): boolean {
  return open(actor, OWN_STATEMENT);
}

/**
 * Links of a person for a campaign (null: there is none yet), grouped as the side navigation shows them. Those with a
 * `part` are for campaigns that have it.
 */
export function navigationFor(actor: Actor, campaign: string | null): NavigationGroup[] {
  const groups: WayGroup[] = [
    { key: "start", ways: holdsRole(actor, "EVALUATOR") ? [ASSIGNED, ME] : [TODAY, NOTICES, ME] },
    ...(campaign ? CAMPAIGN_GROUPS : []),
    ...BANK_GROUPS,
  ];
  return groups
    .map((group) => ({
      key: group.key,
      links: group.ways
        .filter((way) => open(actor, way))
        .map((way) => ({
          key: way.key,
          href: way.path(campaign ?? ""),
          icon: way.icon ?? null,
          part: way.part ?? null,
        })),
    }))
    .filter((group) => group.links.length > 0);
}

/** At most five tabs at the bottom of a phone, by what the person mainly does. */
export function tabsFor(
  actor: Actor,
  campaign: string | null,
): { key: string; href: string; icon: NonNullable<Way["icon"]>; part: Part | null }[] {
  const chosen: Way[] = holdsRole(actor, "EVALUATOR")
    ? [ASSIGNED, ME]
    : !campaign
      ? [TODAY, ACCOUNTS, ORGANISATION, AUDIT, ME]
      : holdsRole(actor, "BRANCH_MANAGER")
        ? [TODAY, SELF_CHECK, RESULTS, COMPLAINTS, ME]
        : holdsRole(actor, "INSPECTOR")
          ? [TODAY, NEW_VISIT, INSPECTIONS, RESULTS, ME]
          : holdsRole(actor, "COMPLAINT_OFFICER")
            ? [TODAY, COMPLAINTS, PRAISES, RESULTS, ME]
            : holdsRole(actor, "SYSTEM_ADMIN")
              ? [TODAY, ACCOUNTS, ORGANISATION, ME]
              : holdsRole(actor, "AUDITOR")
                ? [TODAY, OVERVIEW, RESULTS, AUDIT, ME]
                : [TODAY, OVERVIEW, RESULTS, COMPLAINTS, ME];
  return chosen
    .filter((way) => open(actor, way))
    .map((way) => ({
      key: way.key,
      href: way.path(campaign ?? ""),
      icon: way.icon ?? "list",
      part: way.part ?? null,
    }));
}
