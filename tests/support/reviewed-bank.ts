import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import { actorFor, documentOf, hire, placeUnit } from "./inspected-bank";

/** A small bank whose first half-year is complete: four outlets, a leading group, visits and figures. For tests of reviews. */
export interface ReviewedBank {
  readonly campaign: { readonly id: string; readonly code: string };
  readonly outlets: readonly {
    readonly id: string;
    readonly code: string;
    readonly path: string;
    readonly head: string;
    readonly teller: string;
  }[];
  readonly leader: Actor;
  readonly deputy: Actor;
  readonly member: Actor;
  readonly stranger: Actor;
  readonly manager: Actor;
  readonly staff: Actor;
}

const VERSION = "00000000-0000-7000-8000-00000000000a";
const AUTHOR = "00000000-0000-7000-8000-00000000000b";

export async function makeReviewedBank(
  change: (document: Record<string, never>) => void = () => {},
): Promise<ReviewedBank> {
  const hq = await placeUnit("HQ", "HQ", null);
  const branch = await placeUnit("B01", "BRANCH", hq);
  const outlets: ReviewedBank["outlets"][number][] = [];
  for (const [at, code] of ["O001", "O002", "O003", "O004"].entries()) {
    const unit = await placeUnit(code, "OUTLET", branch);
    outlets.push({
      ...unit,
      head: await hire(unit.id, `${at + 1}001`, "OUTLET_HEAD"),
      teller: await hire(unit.id, `${at + 1}002`, "TELLER"),
    });
  }
  const document = structuredClone(documentOf("programmes/P01.json")) as Record<string, never>;
  change(document);
  const campaign = await db.campaign.create({
    data: {
      code: "C-2026-01",
      nameZh: "2026年文明优质服务竞赛",
      nameEn: "Service competition 2026",
      year: 2026,
      organiserId: branch.id,
      programmeCode: "P01",
      document,
      createdById: AUTHOR,
    },
  });
  await db.campaignPlan.create({
    data: { campaignId: campaign.id, version: 1, document, hash: digest(canonical(document)), publishedById: AUTHOR },
  });
  await db.participant.createMany({
    data: outlets.map((outlet, position) => ({ campaignId: campaign.id, unitId: outlet.id, position })),
  });

  const seat = async (username: string, code: string | null): Promise<Actor> => {
    const personId = await hire(branch.id, username, "LEADER");
    const actor = { ...(await actorFor(username, "LEADING_GROUP", branch)), personId };
    if (code) await db.committeeMember.create({ data: { campaignId: campaign.id, seat: code, personId, position: 0 } });
    return actor;
  };
  const bank = {
    campaign,
    outlets,
    leader: await seat("leader", "LEADER"),
    deputy: await seat("deputy", "DEPUTY_LEADER"),
    member: await seat("member", "MEMBER"),
    stranger: await seat("stranger", null),
    manager: await actorFor("manager", "BRANCH_MANAGER", outlets[0]!),
    staff: await actorFor("hq", "CAMPAIGN_STAFF", branch),
  };
  await recordHalfYear(bank);
  return bank;
}

/** Puts two outlets each under two sub-branches, and gives the last one what it lacks for a rank. */
export async function underSubBranches(bank: Pick<ReviewedBank, "campaign" | "outlets">): Promise<void> {
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
  for (const [at, code] of ["S01", "S02"].entries()) {
    const { id, path } = await placeUnit(code, "SUB_BRANCH", { id: branch.id, path: "/HQ/B01/" });
    for (const outlet of bank.outlets.slice(2 * at, 2 * at + 2)) {
      await db.orgPlacement.updateMany({
        where: { unitId: outlet.id },
        data: { parentId: id, path: `${path}${outlet.code}/` },
      });
    }
  }
  await inspect(bank, bank.outlets[3]!.id, "COVERT", "2026-05-12", "90");
}

/** Without awards between equals and penalties by rank there is nothing to choose before publishing. */
export function withoutChoices(document: Record<string, never>): void {
  const plan = document as unknown as {
    awards: { review: string; quota: { max: number } }[];
    penalties: { when: { kind: string } }[];
  };
  for (const award of plan.awards) if (award.review === "H1") award.quota.max = 1;
  plan.penalties = plan.penalties.filter((penalty) => penalty.when.kind === "PER_EVENT");
}

/** Scores by outlet: the first stands alone, the next two are equal in everything, the last has no mystery visit. */
const SCORES = [
  ["98", "96", "5000"],
  ["95", "93", "4000"],
  ["95", "93", "4000"],
  ["99", null, "3000"],
] as const;

async function recordHalfYear(bank: ReviewedBank): Promise<void> {
  await recordFigures(bank, ["2026-03", "2026-04", "2026-05", "2026-06"]);
  for (const [at, outlet] of bank.outlets.entries()) {
    const [open, covert] = SCORES[at] ?? ["90", "90"];
    await inspect(bank, outlet.id, "OPEN", "2026-04-21", open);
    if (covert) await inspect(bank, outlet.id, "COVERT", "2026-05-12", covert);
  }
}

export async function recordFigures(
  bank: Pick<ReviewedBank, "campaign" | "outlets">,
  months: readonly string[],
): Promise<void> {
  const no = `D-${months[0]}`;
  const file = await db.metricImport.create({
    data: {
      no,
      campaignId: bank.campaign.id,
      fileName: "figures.xlsx",
      sha256: digest(no),
      rows: 1,
      importedById: AUTHOR,
    },
  });
  await db.metricFact.createMany({
    data: bank.outlets.flatMap((outlet, at) =>
      months.flatMap((month) => [
        {
          campaignId: bank.campaign.id,
          unitId: outlet.id,
          metric: "BUSINESS_VOLUME",
          month,
          value: SCORES[at]?.[2] ?? "1000",
          importId: file.id,
          row: 1,
        },
        {
          campaignId: bank.campaign.id,
          unitId: outlet.id,
          metric: "HEADCOUNT",
          month,
          value: "10",
          importId: file.id,
          row: 1,
        },
      ]),
    ),
  });
}

let serial = 0;

export async function inspect(
  bank: Pick<ReviewedBank, "campaign">,
  unitId: string,
  method: "OPEN" | "COVERT",
  on: string,
  score: string,
): Promise<void> {
  serial += 1;
  await db.inspection.create({
    data: {
      no: `I-2026-${String(serial).padStart(5, "0")}`,
      campaignId: bank.campaign.id,
      unitId,
      method,
      onDay: new Date(on),
      versionId: VERSION,
      answers: {},
      full: "100",
      score,
      authorId: AUTHOR,
      authorName: "检查员",
      startedAt: new Date(`${on}T02:00:00Z`),
    },
  });
}

/** A complaint as it stands in the register; `decided` also gives it a verdict. */
export async function complain(
  bank: Pick<ReviewedBank, "campaign">,
  unitId: string,
  on: string,
  decided: { validity: "VALID" | "INVALID"; level: "OUTLET" | "BRANCH" | "HEAD_OFFICE"; personId?: string } | null,
): Promise<string> {
  serial += 1;
  const no = `T-2026-${String(serial).padStart(5, "0")}`;
  const { id } = await db.complaint.create({
    data: {
      no,
      campaignId: bank.campaign.id,
      unitId,
      receivedOn: new Date(on),
      receivedAt: new Date(`${on}T02:00:00Z`),
      channel: "HOTLINE",
      category: "WAITING",
      level: decided?.level ?? "OUTLET",
      title: "等候时间长",
      account: "等候53分钟。",
      evidence: [],
      registeredById: AUTHOR,
    },
  });
  if (decided) {
    await db.complaintDecision.create({
      data: {
        complaintId: id,
        validity: decided.validity,
        level: decided.level,
        cause: "SUBJECTIVE",
        personId: decided.personId ?? null,
        reason: "查实。",
        evidence: [],
        decidedById: AUTHOR,
        decidedName: "投诉管理",
      },
    });
  }
  return no;
}
