import "server-only";
import { notFound } from "next/navigation";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Issue } from "@/lib/scoring/programme/issue";
import type { Programme } from "@/lib/scoring/programme/schema";
import { listParticipants } from "../data";
import { findImport, findTrack, listChanges, mapPlanDocuments } from "../data/plan";
import { loadSetup, type SetupForPage } from "../loaders";
import { type Place, wayTo } from "../rules/edit/places";
import { issuesFor } from "../rules/readiness";
import type { DraftStateForPage } from "../types";

export interface HistoryForPage {
  /** What undoing takes back; null where there is nothing. */
  readonly undo: DraftStateForPage | null;
  readonly redo: DraftStateForPage | null;
}

export interface PlanForPage {
  readonly setup: SetupForPage;
  /** The parts that the chosen one lies in, outermost first, itself last. */
  readonly way: readonly Place[];
  readonly issues: readonly { issue: Issue; at: string }[];
  readonly history: HistoryForPage;
}

/** The plan as a tree with one part chosen, what is wrong with it, and what can be undone. */
export async function loadPlan(code: string, at: string): Promise<PlanForPage> {
  const setup = await loadSetup(code);
  const { document } = setup;
  const participants = await listParticipants(db, setup.campaign.id, today());
  return {
    setup,
    way: wayTo(document, at),
    issues: issuesFor(document, participants).map((issue) => ({ issue, at: wayTo(document, issue.path).at(-1)!.at })),
    history: setup.open ? await loadHistory(setup.campaign.id) : { undo: null, redo: null },
  };
}

async function loadHistory(campaignId: string): Promise<HistoryForPage> {
  const track = await findTrack(db, campaignId);
  if (!track) return { undo: null, redo: null };
  const changes = await listChanges(db, campaignId, [track.at, track.at + 1]);
  const change = (seq: number) => changes.find((candidate) => candidate.seq === seq) ?? null;
  return { undo: track.at > track.first ? change(track.at) : null, redo: change(track.at + 1) };
}

export interface WordingForPage {
  /** Number of a published version, or null for the working copy. */
  readonly version: number | null;
  readonly programme: Programme;
}

/** The wordings one may compare: every published version, and to those who edit an open working copy that one too. */
export async function loadWordings(code: string): Promise<{ setup: SetupForPage; wordings: WordingForPage[] }> {
  const setup = await loadSetup(code);
  const published = await mapPlanDocuments(db, setup.campaign.id);
  const wordings = [...published].map(([version, programme]): WordingForPage => ({ version, programme }));
  return { setup, wordings: setup.open ? [...wordings, { version: null, programme: setup.document }] : wordings };
}

/** What this person brought in and has not decided about. Only where the working copy may be changed. */
export async function loadImport(code: string) {
  const setup = await loadSetup(code);
  if (!setup.mayEdit) notFound();
  return { setup, brought: setup.open ? await findImport(db, setup.campaign.id, setup.actor.accountId) : null };
}
