import "server-only";
import { today } from "@/lib/platform/clock";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Round } from "../rules/appeals";
import type { ItemKind } from "../types";
import type { Reader } from "./known";

const wanted = {
  rounds: { orderBy: { round: "asc" }, include: { ruling: true } },
} satisfies Prisma.AppealInclude;

export type AppealRow = Prisma.AppealGetPayload<{ include: typeof wanted }> & { readonly kind: ItemKind };

export async function findAppeal(reader: Reader, campaignId: string, no: string): Promise<AppealRow | null> {
  return (await reader.appeal.findFirst({ where: { campaignId, no }, include: wanted })) as AppealRow | null;
}

/** Newest first; `unitIds` null: of every outlet. */
export async function listAppeals(
  reader: Reader,
  campaignId: string,
  where: Prisma.AppealWhereInput = {},
): Promise<AppealRow[]> {
  return (await reader.appeal.findMany({
    where: { AND: [{ campaignId }, where] },
    include: wanted,
    orderBy: [{ at: "desc" }, { no: "desc" }],
    take: 500,
  })) as AppealRow[];
}

export async function findAppealOf(reader: Reader, kind: ItemKind, itemId: string): Promise<{ no: string } | null> {
  return reader.appeal.findUnique({ where: { kind_itemId: { kind, itemId } }, select: { no: true } });
}

/** Hearings as the rules read them. */
export function roundsOf(appeal: Pick<AppealRow, "rounds">): Round[] {
  return appeal.rounds.map(({ round, ruling }) => ({
    round,
    ruling: ruling && {
      outcome: ruling.outcome,
      on: today("Asia/Shanghai", ruling.at),
      heardAt: ruling.heardAt,
      byId: ruling.byId,
    },
  }));
}

export interface ReplyShown {
  readonly id: string;
  readonly kind: string;
  readonly itemNo: string;
  readonly text: string;
  /** Ids of the files with it. */
  readonly evidence: readonly string[];
  readonly byName: string;
  readonly at: Date;
  /** Number of the appeal it was made with; null for a reply by itself. */
  readonly appeal: string | null;
}

/** What outlets said about items, with an appeal or without one, oldest first. */
export async function listReplies(
  reader: Reader,
  campaignId: string,
  where: { readonly unitId?: string; readonly items?: readonly { kind: ItemKind; id: string }[] },
): Promise<ReplyShown[]> {
  const about = {
    campaignId,
    ...(where.unitId ? { unitId: where.unitId } : {}),
    ...(where.items ? { OR: where.items.map(({ kind, id }) => ({ kind, itemId: id })) } : {}),
  };
  const replies = await reader.outletReply.findMany({ where: about });
  const appeals = await reader.appeal.findMany({ where: about, include: { rounds: true } });
  return [
    ...replies.map(({ id, kind, itemNo, text, evidence, byName, at }) => ({
      ...{ id, kind, itemNo, text, evidence, byName, at },
      appeal: null,
    })),
    ...appeals.flatMap(({ no, kind, itemNo, rounds }) =>
      rounds.map(({ id, statement, evidence, byName, at }) => ({
        ...{ id, kind, itemNo, text: statement, evidence, byName, at },
        appeal: no,
      })),
    ),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Where a file was laid before a hearing or beside an item, and by whom. */
export async function listFiled(
  reader: Reader,
  fileId: string,
): Promise<{ campaignId: string; kind: ItemKind; itemId: string; unitId: string; byId: string }[]> {
  const where = { evidence: { has: fileId } };
  const place = { campaignId: true, kind: true, itemId: true, unitId: true, byId: true } as const;
  const rounds = await reader.appealRound.findMany({ where, select: { appeal: { select: place } } });
  const replies = await reader.outletReply.findMany({ where, select: place });
  return [...rounds.map(({ appeal }) => appeal), ...replies].map((row) => ({ ...row, kind: row.kind as ItemKind }));
}

const objected = { answer: true } satisfies Prisma.ObjectionInclude;
export type ObjectionRow = Prisma.ObjectionGetPayload<{ include: typeof objected }>;

export function listObjections(reader: Reader, campaignId: string, reviewCode?: string): Promise<ObjectionRow[]> {
  return reader.objection.findMany({
    where: { campaignId, ...(reviewCode ? { reviewCode } : {}) },
    include: objected,
    orderBy: [{ at: "asc" }, { no: "asc" }],
  });
}

export function findObjection(reader: Reader, campaignId: string, no: string): Promise<ObjectionRow | null> {
  return reader.objection.findFirst({ where: { campaignId, no }, include: objected });
}
