import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Unit } from "@/lib/organisation/types";
import type { PersonAt } from "@/lib/people/types";
import type { Method, Programme } from "@/lib/scoring/programme/schema";

/** DRAFT: never published. PUBLISHED: a frozen plan holds; its working copy may be open for a further version. */
export type CampaignState = "DRAFT" | "PUBLISHED";

/** The published wording that holds: frozen, numbered, hashed. */
export interface Plan {
  readonly id: string;
  readonly version: number;
  /** As it was published. */
  readonly document: Programme;
  /** The document with its recurring periods written out: what reviews, awards and penalties go by. */
  readonly programme: Programme;
  /** SHA-256 of the canonical JSON of the document. */
  readonly hash: string;
  readonly publishedAt: Date;
  readonly publishedById: string;
}

/** A campaign as it is stored. `path` is the organiser's, so that the permission matrix can be asked about it. */
export interface Campaign {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  /** Both sides empty when the campaign has no theme of its own. */
  readonly theme: Text;
  readonly year: number;
  readonly organiser: Unit;
  readonly path: string;
  readonly programmeCode: string;
  /** The working copy. Scores and pages of others read the plan, never this. */
  readonly draft: Programme;
  /** Counts the saves of the working copy; a form that names an older one is stale. */
  readonly version: number;
  readonly updatedAt: Date;
  readonly plan: Plan | null;
  readonly state: CampaignState;
  /** The working copy is open: never published, or a further version is being written. */
  readonly editing: boolean;
  /** In the archive: read-only. */
  readonly archived: boolean;
}

/** What a page of a campaign knows: the plan that holds, or the draft while there is none. */
export interface CampaignForPage {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  readonly theme: Text;
  readonly year: number;
  readonly organiser: Unit;
  readonly path: string;
  readonly programme: Programme;
  readonly state: CampaignState;
  readonly editing: boolean;
  readonly archived: boolean;
  /** Number of the published version, null in a draft. */
  readonly planVersion: number | null;
}

/** A competing outlet as it stood on the day asked for, in the plan's order. */
export interface Participant {
  readonly unitId: string;
  readonly unit: Unit;
  readonly groupCode: string | null;
  /** Place in the plan's order: the order inside a tie. */
  readonly position: number;
}

/** A person in a seat of the leading group or its office. */
export interface CommitteeMember {
  readonly seat: string;
  readonly personId: string;
  readonly person: PersonAt;
  readonly position: number;
}

/** The wording of a standard that the campaign uses for one method. */
export interface StandardVersionInUse {
  readonly versionId: string;
  readonly version: number;
  /** What it is used for; in a list to choose from, what it was made for. */
  readonly method: Method;
  readonly code: string;
  readonly name: Text;
  readonly effectiveOn: Day;
  /** Full marks, a decimal string. */
  readonly full: string;
  readonly frozen: boolean;
  /** Items whose worth is still to be decided: with them nothing can be scored. */
  readonly undecided: readonly string[];
}

/** What one change of the working copy was: `plan.changes.<act>`, with the name of the part. */
export interface DraftChange {
  readonly act: string;
  readonly name: Text | null;
}

export interface DraftStateForPage {
  readonly seq: number;
  readonly change: DraftChange;
  readonly byName: string;
  readonly at: Date;
}

/** What of a campaign's set-up a check at a unit by one method needs. */
export interface Entry {
  readonly takesPart: boolean;
  /** The version of the standard that the campaign uses for the method; null when none is chosen. */
  readonly versionId: string | null;
}

/** A unit in a campaign, as a check by one method finds it. */
export interface Place extends Entry {
  readonly campaign: Campaign;
  readonly unit: Unit;
  /** The unit's, so that the matrix is asked about it. */
  readonly path: string;
}
