import "server-only";
import { randomUUID } from "node:crypto";
import { notFound, redirect } from "next/navigation";
import type { Permission } from "@/lib/access/matrix";
import { may, rootsFor } from "@/lib/access/policy";
import { findStandardVersion, listParticipants, listStandardsInUse } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listForbidden } from "@/lib/language/data";
import type { ForbiddenIn } from "@/lib/language/types";
import { findUnit, mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { METHODS, type Method } from "@/lib/scoring/programme/schema";
import { findSheet } from "@/lib/standards/data";
import type { StandardSheet } from "@/lib/standards/types";
import { type Draft, findDraft, findSelfCheckDraft, listSelfCheckDrafts } from "../data/drafts";
import { findSubmitted, mapSelfChecks } from "../data/records";
import { deductionsOf } from "../rules/choices";
import { campaignRange, checkMonths, decideSelfCheckDay, usualDay } from "../rules/days";
import { progressOf } from "../rules/score";
import type { CheckMonth, InspectionRow } from "../types";
import type { OutletChoice } from "./records";

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Competing outlets for which the actor answers, in plan order. */
async function outletsFor(actor: Actor, campaign: CampaignForPage, permission: Permission): Promise<Unit[]> {
  const roots = rootsFor(actor, permission);
  if (roots.length === 0) return [];
  const participants = await listParticipants(db, campaign.id, today());
  return participants.map(({ unit }) => unit).filter((unit) => roots.some((root) => unit.path.startsWith(root)));
}

export interface MonthOfOutlet {
  readonly due: CheckMonth;
  /** The one that counts, or a reversed one. */
  readonly submitted: InspectionRow | null;
  readonly draft: { readonly done: number; readonly total: number; readonly savedAt: string } | null;
}

export interface SelfCheckPage {
  readonly campaign: {
    readonly code: string;
    readonly name: Text;
    readonly published: boolean;
    /** Self-checks can be handed in: published, and not archived. */
    readonly running: boolean;
  };
  readonly today: Day;
  readonly outlets: readonly OutletMonths[];
}

export interface OutletMonths {
  readonly code: string;
  readonly name: Text;
  readonly months: readonly MonthOfOutlet[];
  /** The reader answers for this outlet; otherwise the page only tells. */
  readonly mayFill: boolean;
}

/** What of the monthly self-check is due, done and missed, for every outlet the actor answers for or may read about. */
export async function loadSelfChecks(code: string): Promise<SelfCheckPage> {
  const { actor, campaign } = await requireCampaign(code);
  const own = await outletsFor(actor, campaign, "inspections.selfCheck");
  const read = await outletsFor(actor, campaign, "inspections.read");
  const outlets = read.length >= own.length ? read : own;
  if (outlets.length === 0) notFound();
  const ids = outlets.map((unit) => unit.id);
  const [submitted, drafts, version] = await Promise.all([
    mapSelfChecks(db, campaign.id, ids),
    listSelfCheckDrafts(db, campaign.id, ids),
    findStandardVersion(db, campaign.id, "SELF"),
  ]);
  const sheet = version && (await findSheet(db, version.versionId));
  const months = checkMonths(campaign.programme, today());
  return {
    campaign: {
      code: campaign.code,
      name: campaign.name,
      published: campaign.state === "PUBLISHED",
      running: campaign.state === "PUBLISHED" && !campaign.archived,
    },
    today: today(),
    outlets: outlets.map((unit) => ({
      code: unit.code,
      name: unit.name,
      mayFill: own.some((mine) => mine.id === unit.id),
      months: months.map((due) => {
        const draft = drafts.find((candidate) => candidate.unitId === unit.id && candidate.month === due.month);
        return {
          due,
          submitted: submitted.get(`${unit.id} ${due.month}`) ?? null,
          draft: draft && sheet ? { ...progressOf(sheet, draft.answers, draft.onDay), savedAt: draft.savedAt } : null,
        };
      }),
    })),
  };
}

/** Everything a check form needs; it asks for nothing more while it is filled in. */
export interface CheckFormPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly accountId: string;
  /** A visit is handed in under the id of its draft, from whichever device. */
  readonly submission: string;
  readonly method: Method;
  readonly unit: { readonly code: string; readonly name: Text };
  readonly onDay: Day;
  readonly sheet: StandardSheet;
  /** What must not be said, as of the day of the form. */
  readonly forbidden: readonly ForbiddenIn[];
  readonly people: readonly PersonAt[];
  readonly draft: Pick<Draft, "id" | "revision" | "savedAt" | "answers"> | null;
  /** Pictures that the draft already carries. */
  readonly files: readonly FileReference[];
  /** The product's now when the page was made; the demo bank lives in another year than the reader's device. */
  readonly at: string;
}

export interface SelfCheckFormPage extends CheckFormPage {
  readonly due: CheckMonth;
}

export async function loadSelfCheckForm(code: string, month: string, search: Search): Promise<SelfCheckFormPage> {
  const { actor, campaign } = await requireCampaign(code);
  const outlets = await outletsFor(actor, campaign, "inspections.selfCheck");
  const unit = outlets.find((candidate) => candidate.code === search.unit) ?? outlets[0];
  const due = checkMonths(campaign.programme, today()).find((candidate) => candidate.month === month);
  if (!unit || !due || campaign.state !== "PUBLISHED") notFound();
  const earlier = (await mapSelfChecks(db, campaign.id, [unit.id])).get(`${unit.id} ${month}`);
  if (earlier && !earlier.reversed) redirect(`/campaigns/${campaign.code}/inspections/${earlier.no}`);
  if (campaign.archived) redirect(`/campaigns/${campaign.code}/self-check`);
  const onDay = usualDay(due, today());
  const decided = decideSelfCheckDay(campaign.programme, {
    month,
    onDay,
    today: today(),
    replacing: earlier !== undefined,
  });
  if (!decided.ok) redirect(`/campaigns/${campaign.code}/self-check`);
  const draft = await findSelfCheckDraft(db, campaign.id, unit.id, month);
  return { ...(await formFor(actor, campaign, unit, "SELF", onDay, draft)), due };
}

export async function loadVisitForm(code: string, draftId: string): Promise<CheckFormPage> {
  const { actor, campaign } = await requireCampaign(code);
  if (!/^[0-9a-f-]{36}$/i.test(draftId)) notFound();
  const draft = await findDraft(db, campaign.id, draftId);
  if (!draft) await goToHandedIn(actor, campaign, draftId);
  const unit = draft && (await findUnit(db, draft.unitId, today()));
  if (!draft || !unit || draft.method === "SELF" || draft.authorId !== actor.accountId) notFound();
  if (!may(actor, "inspections.visit", unit)) notFound();
  return formFor(actor, campaign, unit, draft.method, draft.onDay, draft);
}

/** The answer to the submission may have been lost on the way: whoever comes back to the form finds the record. */
async function goToHandedIn(actor: Actor, campaign: CampaignForPage, draftId: string): Promise<void> {
  const record = await findSubmitted(db, campaign.id, draftId, actor.accountId);
  if (record) redirect(`/campaigns/${campaign.code}/inspections/${record.no}`);
}

async function formFor(
  actor: Actor,
  campaign: CampaignForPage,
  unit: Unit,
  method: Method,
  onDay: Day,
  draft: Draft | null,
): Promise<CheckFormPage> {
  const version = await findStandardVersion(db, campaign.id, method);
  const sheet = version && (await findSheet(db, version.versionId));
  if (!sheet) notFound();
  const carried = draft
    ? Object.values(draft.answers).flatMap((answer) => deductionsOf(answer).flatMap((one) => one.evidence ?? []))
    : [];
  const [people, files, forbidden] = await Promise.all([
    listPeopleAt(db, unit.id, onDay),
    mapFiles(db, carried),
    listForbidden(db, onDay),
  ]);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    accountId: actor.accountId,
    submission: method === "SELF" || !draft ? randomUUID() : draft.id,
    method,
    unit: { code: unit.code, name: unit.name },
    onDay,
    sheet,
    forbidden,
    people,
    draft: draft && { id: draft.id, revision: draft.revision, savedAt: draft.savedAt, answers: draft.answers },
    files: [...files.values()],
    at: now().toISOString(),
  };
}

export interface NewVisitPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly outlets: readonly OutletChoice[];
  /** Those for which the campaign has a standard; recordings have a room of their own. */
  readonly methods: readonly Exclude<Method, "SELF">[];
  readonly today: Day;
  readonly range: { readonly from: Day; readonly to: Day } | null;
}

export async function loadNewVisit(code: string): Promise<NewVisitPage> {
  const { actor, campaign } = await requireCampaign(code);
  const outlets = await outletsFor(actor, campaign, "inspections.visit");
  if (outlets.length === 0 || campaign.state !== "PUBLISHED") notFound();
  const used = new Set((await listStandardsInUse(db, campaign.id)).map(({ method }) => method));
  const parents = await mapUnits(
    db,
    outlets.flatMap((unit) => unit.parentId ?? []),
    today(),
  );
  return {
    campaign: { code: campaign.code, name: campaign.name },
    outlets: outlets.map((unit) => ({
      code: unit.code,
      name: unit.name,
      group: (unit.parentId && parents.get(unit.parentId)?.name) || null,
    })),
    methods: METHODS.flatMap((method) => (method !== "SELF" && method !== "CCTV" && used.has(method) ? [method] : [])),
    today: today(),
    range: campaignRange(campaign.programme),
  };
}

/** What the server holds of a draft, for a form that was told it is stale. */
export async function loadStoredDraft(
  actor: Actor,
  given: { campaign: string; unit: string; month: string | null; draft: string | null },
): Promise<CheckFormPage["draft"]> {
  const { campaign } = await requireCampaign(given.campaign);
  let draft: Draft | null = null;
  if (given.draft) draft = await findDraft(db, campaign.id, given.draft);
  else if (given.month) {
    const unit = (await outletsFor(actor, campaign, "inspections.selfCheck")).find(
      (candidate) => candidate.code === given.unit,
    );
    draft = unit ? await findSelfCheckDraft(db, campaign.id, unit.id, given.month) : null;
  }
  if (!draft || (draft.method !== "SELF" && draft.authorId !== actor.accountId)) return null;
  return { id: draft.id, revision: draft.revision, savedAt: draft.savedAt, answers: draft.answers };
}
