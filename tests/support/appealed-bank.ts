import { perform } from "@/lib/access/usecase";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { loadStandardFile } from "@/lib/standards/usecases";
import { actorFor, allPass, documentOf } from "./inspected-bank";
import { complain, makeReviewedBank, type ReviewedBank, withoutChoices } from "./reviewed-bank";

export const H1 = { campaign: "C-2026-01", review: "H1" };

/** The bank of the reviewed half-year, in which the second outlet has something to appeal against. */
export interface AppealedBank extends ReviewedBank {
  /** Of the second outlet. */
  readonly appellant: Actor;
  /** Leading group of head office. */
  readonly upper: Actor;
  readonly upper2: Actor;
  readonly inspector: Actor;
  /** An open inspection of the second outlet with two findings of one point and two. */
  readonly inspection: { readonly id: string; readonly no: string };
  readonly findings: readonly {
    readonly id: string;
    readonly no: string;
    readonly itemCode: string;
    readonly lost: string;
  }[];
  /** A mystery visit of the second outlet with one finding. */
  readonly covert: { readonly no: string; readonly finding: string };
  /** A valid complaint about the second outlet. */
  readonly complaint: string;
}

const SYSTEM: Actor = {
  accountId: "00000000-0000-7000-8000-000000000001",
  personId: null,
  name: "System",
  grants: [],
  via: "SYSTEM",
};

interface SheetFile {
  readonly sections: readonly {
    readonly items: readonly { readonly code: string; readonly points: string; readonly steps: readonly string[] }[];
  }[];
}

export async function makeAppealedBank(change = withoutChoices): Promise<AppealedBank> {
  const bank = await makeReviewedBank(change);
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
  const top = { id: hq.id, path: "/HQ/" };
  const inspector = await actorFor("inspector", "INSPECTOR", { id: branch.id, path: "/HQ/B01/" });
  const outlet = bank.outlets[1]!;
  const open = await visit(bank, outlet.id, inspector, "OPEN", "open-check", "2026-04-22", 2);
  const covert = await visit(bank, outlet.id, inspector, "COVERT", "mystery-visit", "2026-05-13", 1);
  return {
    ...bank,
    appellant: await actorFor("m2", "BRANCH_MANAGER", outlet),
    upper: await actorFor("upper", "LEADING_GROUP", top),
    upper2: await actorFor("upper2", "LEADING_GROUP", top),
    inspector,
    inspection: { id: open.id, no: open.no },
    findings: open.findings,
    covert: { no: covert.no, finding: covert.findings[0]!.no },
    complaint: await complain(bank, outlet.id, "2026-05-20", {
      validity: "VALID",
      level: "HEAD_OFFICE",
      personId: outlet.teller,
    }),
  };
}

let serial = 0;

/** An inspection on the real sheet of its method, with points off at the first items that have more than one step. */
export async function visit(
  bank: ReviewedBank,
  unitId: string,
  author: Actor,
  method: "OPEN" | "COVERT",
  file: string,
  on: string,
  findings: number,
) {
  const document = documentOf(`standards/${file}.json`) as SheetFile;
  const loaded = await perform(loadStandardFile, { actor: SYSTEM, input: { document } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals));
  const items = document.sections.flatMap((section) => section.items).filter((item) => item.steps.length > 1);
  const chosen = items.slice(0, findings).map((item) => ({ item, lost: item.steps.at(-1)! }));
  const answers = allPass(
    file,
    Object.fromEntries(
      chosen.map(({ item, lost }) => [item.code, { verdict: "DEDUCTED", lost, reason: "不符合标准" }]),
    ),
  );
  const all = document.sections.flatMap((section) => section.items);
  const total = all.reduce((sum, item) => sum + Number(item.points), 0);
  const lost = chosen.reduce((sum, one) => sum + Number(one.lost), 0);
  serial += 1;
  const no = `I-2026-9${String(serial).padStart(4, "0")}`;
  const record = await db.inspection.create({
    data: {
      no,
      campaignId: bank.campaign.id,
      unitId,
      method,
      onDay: new Date(on),
      versionId: loaded.value.versionId,
      answers: answers as never,
      full: "100",
      score: (((total - lost) * 100) / total).toFixed(4),
      authorId: author.accountId,
      authorName: author.name,
      startedAt: new Date(`${on}T02:00:00Z`),
      submittedAt: new Date(`${on}T03:00:00Z`),
      findings: {
        create: chosen.map(({ item, lost: points }, at) => ({
          no: `F-2026-9${String(serial * 10 + at).padStart(4, "0")}`,
          itemCode: item.code,
          lost: points,
          ofPoints: item.points,
          reason: "不符合标准",
          evidence: [],
        })),
      },
    },
    include: { findings: { orderBy: { no: "asc" } } },
  });
  return {
    id: record.id,
    no,
    findings: record.findings.map(({ id, no, itemCode, lost }) => ({ id, no, itemCode, lost: lost.toFixed(2) })),
  };
}

export const SEATS = (bank: AppealedBank) =>
  [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const;

export async function freezeHalfYear(bank: AppealedBank): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.seal ?? "";
}

export async function publishHalfYear(bank: AppealedBank): Promise<string> {
  const seal = await freezeHalfYear(bank);
  for (const [actor, seat] of SEATS(bank)) {
    const signed = await perform(signReview, { actor, input: { ...H1, seat, seal } });
    if (!signed.ok) throw new Error(JSON.stringify(signed.refusals));
  }
  const published = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
  if (!published.ok) throw new Error(JSON.stringify(published.refusals));
  return seal;
}
