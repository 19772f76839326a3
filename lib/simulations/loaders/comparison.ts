import "server-only";
import { findCurrentActor } from "@/lib/access/loaders";
import { may } from "@/lib/access/policy";
import { findCampaign, listParticipants, mayEnter } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Refusal } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { inBreaths } from "@/lib/platform/breath";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapSubjects, type SubjectKnown } from "@/lib/reviews/subjects";
import {
  type GroupChange,
  groupChanges,
  isChanged,
  type SubjectChange,
  simulationInSteps,
  totalChange,
} from "@/lib/scoring/simulate";
import { drawable, namesOf } from "../rules/plans";
import type { Incomplete, Prepared } from "../types";
import { askedOf, type Run, requireSimulator, run, runAs, type Search } from "./access";

export interface ChangeRow {
  readonly code: string;
  readonly name: Text;
  readonly group: Text | null;
  readonly groupCode: string | null;
  readonly change: SubjectChange;
}

export interface Comparison {
  readonly prepared: Prepared;
  /** Business day on which it was computed. */
  readonly day: Day;
  /** By the tried plan's list, those without a rank last. */
  readonly rows: readonly ChangeRow[];
  readonly changed: number;
  readonly groups: readonly { readonly code: string; readonly name: Text; readonly change: GroupChange }[];
  readonly total: GroupChange;
  /** Awards and penalties by code. */
  readonly names: ReadonlyMap<string, Text>;
  /** Codes of those that a drawing of the two lists can still tell apart. */
  readonly drawn: ReadonlySet<string>;
  /** Awards decided by nomination, which no facts decide. */
  readonly nominated: readonly Text[];
}

export type Answered =
  | { readonly kind: "NOT_ASKED" }
  | { readonly kind: "REFUSED"; readonly refusals: readonly Refusal[]; readonly incomplete: Incomplete | null }
  | { readonly kind: "DONE"; readonly comparison: Comparison };

/** Lines beyond this cannot be told apart in one drawing. */
const DRAWN = 60;

export async function loadComparison(code: string, search: Search): Promise<Answered> {
  await requireSimulator(code);
  const asked = askedOf(search);
  if (!asked) return { kind: "NOT_ASKED" };
  return answered(await run(JSON.stringify(asked)));
}

/** The comparison for an export: who asks is known from the request; null where it would not be there. */
export async function loadForExport(code: string, search: Search): Promise<Comparison | null> {
  const actor = await findCurrentActor();
  const asked = askedOf(search);
  if (!actor || !asked || !(await maySimulate(actor, code))) return null;
  const answer = await answered(await runAs(actor, asked));
  return answer.kind === "DONE" ? answer.comparison : null;
}

async function maySimulate(actor: Actor, code: string): Promise<boolean> {
  const campaign = await findCampaign(db, code);
  return campaign !== null && mayEnter(actor, campaign) && may(actor, "simulations.run", campaign);
}

async function answered(outcome: Run): Promise<Answered> {
  if (!outcome.ok) return { kind: "REFUSED", refusals: outcome.refusals, incomplete: outcome.incomplete };
  return { kind: "DONE", comparison: await comparisonOf(outcome.prepared) };
}

export async function comparisonOf(prepared: Prepared): Promise<Comparison> {
  const { changes } = await inBreaths(simulationInSteps(prepared.input));
  const ids = changes.map(({ subject }) => subject);
  const day = today();
  const known = await mapSubjects(db, prepared.after.programme, ids, day);
  const placed = await placesOf(prepared, known);
  const rows = changes
    .map((change): ChangeRow => {
      const subject = known.get(change.subject);
      const groupCode = placed.of(change);
      return {
        code: subject?.code ?? "",
        name: subject?.name ?? { zh: "—", en: "—" },
        groupCode,
        group: groupCode === null ? null : placed.name(groupCode),
        change,
      };
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || a.change.after.position - b.change.after.position);
  const placedIn = new Map(rows.map((row) => [row.change.subject, row.groupCode]));
  const grouped = groupChanges(changes, ({ subject }) => placedIn.get(subject) ?? null);
  const programmes = [prepared.before.programme, prepared.after.programme];
  const { after } = prepared;
  return {
    prepared,
    day,
    rows,
    changed: changes.filter(isChanged).length,
    groups:
      grouped.length < 2
        ? []
        : grouped.flatMap((change) =>
            change.group === null ? [] : [{ code: change.group, name: placed.name(change.group), change }],
          ),
    total: totalChange(null, changes),
    names: namesOf(programmes),
    drawn: new Set(drawable(changes, DRAWN).map(({ subject }) => subject)),
    nominated: after.programme.awards
      .filter(({ review, basis }) => review === after.review.code && basis.kind === "NOMINATION")
      .map(({ name }) => name),
  };
}

const rankOf = ({ change }: ChangeRow) => change.after.rank ?? Number.MAX_SAFE_INTEGER;

/** Competition groups where the plan has some and outlets stand in them, else the units above the outlets. */
async function placesOf(
  { campaign, before }: Prepared,
  known: ReadonlyMap<string, SubjectKnown>,
): Promise<{ of: (change: SubjectChange) => string | null; name: (code: string) => Text }> {
  const participants = await listParticipants(db, campaign.id, today());
  const grouped = new Map(participants.map(({ unitId, groupCode }) => [unitId, groupCode]));
  const plan = new Map(before.programme.groups.map(({ code, name }) => [code, name]));
  const byPlan = plan.size > 1 && [...grouped.values()].some((code) => code !== null);
  const parents = byPlan
    ? new Map<string, { name: Text }>()
    : await mapUnits(
        db,
        [...known.values()].flatMap(({ unit }) => unit?.parentId ?? []),
        today(),
      );
  return {
    of: ({ subject, group }) =>
      byPlan ? (grouped.get(subject) ?? group) : (known.get(subject)?.unit?.parentId ?? null),
    name: (code) => plan.get(code) ?? parents.get(code)?.name ?? { zh: code, en: code },
  };
}
