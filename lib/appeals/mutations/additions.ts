import "server-only";
import { may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { findFreezeOn, mapReversals } from "@/lib/facts/data";
import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { judgeCorrectedFigure } from "@/lib/metrics/mutations/corrections";
import { findRecord } from "@/lib/records/data/records";
import { judgeCorrectedRecord } from "@/lib/records/mutations/corrections";
import { findStream } from "@/lib/records/rules/streams";
import { decideGround, frozenDaysOf } from "../rules/rescore";
import type { AddFigureInput, AddRecordInput } from "../schema";
import type { Change, Remedy } from "../types";
import { appendChange, type SetSubject } from "./sets";

/** A record that was missing on a frozen day, or one in the place of another; of a stream at a body's discretion, that body's act. */
export async function addRecord(
  context: Context,
  input: AddRecordInput,
  { campaign, set }: SetSubject,
): Promise<Result<{ no: string; record: string }>> {
  const { tx, actor, today } = context;
  if (set.state !== "OPEN") return refuse("SET_CLOSED");
  const programme = campaign.plan?.programme;
  const stream = programme && findStream(programme, input.stream);
  if (!programme || !stream) return refuse("STREAM_UNKNOWN", { field: "stream", values: { text: input.stream } });
  const ground = decideGround(programme, stream, { group: may(actor, "rescore.apply", campaign) });
  if (!ground.ok) return ground;
  const instead = input.instead === undefined ? null : await findRecord(tx, input.instead, today);
  if (input.instead !== undefined) {
    if (instead?.row.campaignId !== campaign.id || instead.row.ballot)
      return refuse("ITEM_UNKNOWN", { field: "instead" });
    if ((await mapReversals(tx, campaign.id)).has(instead.row.id))
      return refuse("ALREADY_REVERSED", { field: "instead" });
    if (set.changes.some(({ itemId }) => itemId === instead.row.id))
      return refuse("IN_SET_ALREADY", { field: "instead" });
  }
  const { campaign: _, set: __, instead: ___, stream: ____, evidence, reason, ...draft } = input;
  // Whoever uses their discretion says why once: the reason of the correction is what the record says.
  const typed = ground.value === "COMMITTEE" ? { ...draft, note: draft.note ?? reason } : draft;
  const judged = await judgeCorrectedRecord(
    context,
    campaign,
    "rescore.prepare",
    stream,
    typed,
    evidence,
    instead?.row ?? null,
  );
  if (!judged.ok) return judged;
  const record = judged.value;
  const remedy: Remedy = {
    kind: "RECORD",
    record,
    instead: instead && { id: instead.row.id, no: instead.row.no, onDay: instead.row.onDay },
  };
  const open = await openDayOf(context, campaign.id, remedy);
  if (open) return refuse("DAY_OPEN", { field: "onDay", values: { day: open } });
  const change: Change = {
    itemId: instead?.row.id ?? record.id,
    itemNo: instead?.row.no ?? record.no,
    remedy,
    ground: ground.value,
    groundNo: "",
    reason,
  };
  await appendChange(context, set.id, change);
  return accept({ no: set.no, record: record.no });
}

/** A month's figure of a frozen review as its source says it; the one that holds now stays and is superseded. */
export async function addFigure(
  context: Context,
  input: AddFigureInput,
  { campaign, set }: SetSubject,
): Promise<Result<{ no: string; figure: string }>> {
  if (set.state !== "OPEN") return refuse("SET_CLOSED");
  const { campaign: _, set: __, reason, ...said } = input;
  const waiting = set.changes.flatMap(({ remedy }) => (remedy.kind === "FIGURE" ? [remedy.figure] : []));
  const judged = await judgeCorrectedFigure(context, campaign, "rescore.prepare", said, waiting);
  if (!judged.ok) return judged;
  const figure = judged.value;
  if (waiting.some(({ id }) => id === figure.old?.id)) return refuse("IN_SET_ALREADY", { field: "month" });
  const remedy: Remedy = { kind: "FIGURE", figure };
  const open = await openDayOf(context, campaign.id, remedy);
  if (open) return refuse("DAY_OPEN", { field: "month", values: { day: open } });
  const change: Change = {
    itemId: figure.old?.id ?? figure.id,
    itemNo: `${figure.unit}/${figure.month}/${figure.metric}`,
    remedy,
    ground: "OFFICE",
    groundNo: "",
    reason,
  };
  await appendChange(context, set.id, change);
  return accept({ no: set.no, figure: figure.no });
}

/** A set is for frozen days: null when one of them is, else the day that is open. */
async function openDayOf(
  { tx }: Context,
  campaignId: string,
  remedy: Extract<Remedy, { kind: "RECORD" | "FIGURE" }>,
): Promise<Day | null> {
  const days = frozenDaysOf(remedy);
  for (const day of days) if (await findFreezeOn(tx, campaignId, day)) return null;
  return days[0] ?? null;
}
