import { createHash } from "node:crypto";
import { finaliseReview } from "@/lib/appeals/usecases";
import { publishReview } from "@/lib/awards/usecases";
import { castVote, openBallot } from "@/lib/ballots/usecases";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { create, editCommittee, editPhases, publish } from "@/lib/campaigns/usecases";
import { addComplaintStep, decideComplaint, registerComplaint } from "@/lib/complaints/usecases";
import { lastDayOfMonth } from "@/lib/kernel/calendar";
import { db } from "@/lib/platform/db";
import { fillScoreForm, importRecordFile } from "@/lib/records/usecases";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import type { BankInStory, CrewMember, OutletInStory } from "./people";
import type { Dice } from "./random";
import { act, as, at } from "./stage";
import type { Scene } from "./story";

/** The sub-branch that chooses its service star every month; the outlet that the demo shows is one of its own. */
const SUB_BRANCH = "S01";
const POSTS = new Set(["TELLER", "CUSTOMER_MANAGER"]);
const CRITERIA = ["score.ATTITUDE", "score.ETHICS", "score.SKILL", "score.APPEARANCE", "score.DISCIPLINE"] as const;

async function reread(code: string): Promise<Campaign> {
  const campaign = await findCampaign(db, code);
  if (!campaign) throw new Error(`campaign ${code} is gone`);
  return campaign;
}

/** Headquarters starts the monthly service star of one sub-branch from the shipped programme P06, for the second half-year. */
export async function publishStars(bank: BankInStory): Promise<Campaign> {
  at("2026-06-24", "09:30");
  const hq = await as(bank.officers.hq!.accountId);
  const { code } = await act(create, hq, {
    programme: "P06",
    name: { zh: "2026年下半年月度服务之星", en: "Monthly service star, second half of 2026" },
    theme: { zh: "身边的榜样", en: "The best beside us" },
    year: "2026",
    organiser: SUB_BRANCH,
  });
  let campaign = await reread(code);
  const from = "2026-07-01";
  await act(editPhases, hq, {
    campaign: code,
    version: campaign.version,
    values: Object.fromEntries([
      ...campaign.draft.phases.map((_, i) => [`/phases/${i}/from`, from]),
      ...campaign.draft.periods.map((_, i) => [`/periods/${i}/from`, from]),
    ]),
  });
  campaign = await reread(code);
  await act(editCommittee, hq, {
    campaign: code,
    version: campaign.version,
    seats: [
      { seat: "LEADER", people: [bank.officers.leader!.staffNo] },
      { seat: "COUNTER", people: [bank.officers.member!.staffNo] },
    ],
  });
  campaign = await reread(code);
  await act(publish, hq, { campaign: code, version: campaign.version });
  return reread(code);
}

interface Candidate {
  readonly outlet: OutletInStory;
  readonly person: CrewMember;
  /** How well the person serves, 0 to 1. */
  readonly quality: number;
}

/** Four months of the service star: five criteria for everybody, the votes, one complaint, and every month's result. */
export function stars(dice: Dice, bank: BankInStory, campaign: Campaign): Scene[] {
  const outlets = bank.outlets.slice(0, 14);
  const candidates = outlets.flatMap((outlet) =>
    outlet.crew
      .filter(({ post }) => POSTS.has(post))
      .map((person): Candidate => {
        const quality = Math.min(1, Math.max(0, outlet.quality * 0.6 + dice.next() * 0.4));
        return { outlet, person, quality };
      }),
  );
  const loved = [...candidates].sort((a, b) => b.quality - a.quality).slice(0, 3);
  return [
    ...["2026-07", "2026-08", "2026-09", "2026-10"].flatMap((month, n) =>
      monthOfStars(dice, bank, campaign, { candidates, loved, month, n }),
    ),
    ...complaint(bank, campaign, candidates[candidates.length - 3]!),
    ...vote(bank, campaign, candidates),
    ...forms(bank, campaign, candidates.slice(0, 6)),
  ];
}

interface Month {
  readonly candidates: readonly Candidate[];
  readonly loved: readonly Candidate[];
  readonly month: string;
  readonly n: number;
}

function monthOfStars(dice: Dice, bank: BankInStory, campaign: Campaign, of: Month): Scene[] {
  const { candidates, loved, month, n } = of;
  const day = lastDayOfMonth(month);
  const after = `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, "0")}`;
  const scores = CRITERIA.map((stream) => ({
    stream,
    rows: candidates.map(({ outlet, person, quality }, i) => ({
      row: i + 2,
      unit: outlet.code,
      person: person.staffNo,
      onDay: day,
      value: (14 + Math.min(6, Math.round((quality * 5 + dice.next() * 1.4) * 2) / 2)).toFixed(1),
    })),
  }));
  // The first three months go to the same person, which makes a quarter star at year end; the fourth to another.
  const favourite = n < 3 ? 0 : 1;
  const votes = Array.from({ length: 96 }, (_, i) => {
    const drawn = dice.next();
    const chosen = drawn < 0.34 ? loved[favourite] : drawn < 0.5 ? loved[2] : dice.pick(candidates);
    return {
      row: i + 2,
      unit: candidates[(i * 7) % candidates.length]!.outlet.code,
      onDay: day,
      attrs: { candidate: (chosen ?? dice.pick(candidates)).person.staffNo },
    };
  });
  const review = { campaign: campaign.code, review: reviewOf(campaign, day) };
  const leader = () => as(bank.officers.leader!.accountId);
  return [
    {
      day: `${after}-02`,
      time: "10:10",
      play: async () => {
        const hq = await as(bank.officers.hq!.accountId);
        for (const { stream, rows } of [...scores, { stream: "vote", rows: votes }]) {
          const fileName = `${month}-${stream.replace(/^score\./, "").toLowerCase()}.xlsx`;
          const sha256 = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
          await act(importRecordFile, hq, { campaign: campaign.code, stream, fileName, sha256, rows });
        }
      },
    },
    {
      day: `${after}-03`,
      time: "16:05",
      play: async () => {
        const { seal } = await act(freezeReview, await leader(), review);
        await act(signReview, await leader(), { ...review, seat: "LEADER", seal });
        await act(publishReview, await leader(), { ...review, seal });
        await act(finaliseReview, await leader(), review);
      },
    },
  ];
}

function reviewOf(campaign: Campaign, cutOffOn: string): string {
  const review = campaign.plan?.programme.reviews.find(
    (plan) => plan.kind === "MONTH" && plan.cutOffOn === cutOffOn && plan.period !== "WHOLE_YEAR",
  );
  if (!review) throw new Error(`no monthly review closes on ${cutOffOn}`);
  return review.code;
}

/** One valid complaint against one candidate, which costs 50 yuan in its month. */
function complaint(bank: BankInStory, campaign: Campaign, { outlet, person }: Candidate): Scene[] {
  let no = "";
  const officer = () => as(bank.officers.complaints!.accountId);
  return [
    {
      day: "2026-09-11",
      time: "14:20",
      play: async () => {
        ({ no } = await act(registerComplaint, await officer(), {
          campaign: campaign.code,
          unit: outlet.code,
          receivedAt: "2026-09-11T14:05",
          channel: "HOTLINE",
          category: "ATTITUDE",
          level: "OUTLET",
          repeated: false,
          title: "办理业务时柜员接听私人电话",
          account: "客户反映柜员在办理转账时接听私人电话，让客户等候约四分钟，未作解释。",
          person: person.staffNo,
        }));
      },
    },
    {
      day: "2026-09-15",
      time: "11:30",
      play: async () => {
        const note = "调取9月11日柜台录像，核对通话时间与业务流水，情况属实。";
        await act(addComplaintStep, await officer(), { no, kind: "EVIDENCE", note });
        await act(decideComplaint, await officer(), {
          no,
          validity: "VALID",
          level: "OUTLET",
          cause: "SUBJECTIVE",
          person: person.staffNo,
          reason: "录像显示情况属实，柜员已当面向客户致歉。",
        });
      },
    },
  ];
}

/** November is scored at the desk, one form of five criteria a person; the first six are done. */
function forms(bank: BankInStory, campaign: Campaign, candidates: readonly Candidate[]): Scene[] {
  return candidates.map(({ outlet, person, quality }, at) => ({
    day: "2026-11-13",
    time: `15:${10 + at * 4}`,
    play: async () => {
      await act(fillScoreForm, await as(bank.officers.hq!.accountId), {
        campaign: campaign.code,
        form: "criteria",
        unit: outlet.code,
        person: person.staffNo,
        onDay: "2026-11-13",
        values: Object.fromEntries(
          CRITERIA.map((stream, n) => [stream, (15 + Math.round(quality * 8 + ((at + n) % 3)) / 2).toFixed(1)]),
        ),
      });
    },
  }));
}

/** November is voted on in the product: opened on the 12th, half of those entitled have voted, among them not the sign-ins shown. */
function vote(bank: BankInStory, campaign: Campaign, candidates: readonly Candidate[]): Scene[] {
  const award = campaign.plan?.programme.awards.find(
    ({ basis, review }) => basis.kind === "VOTE" && review === reviewOf(campaign, "2026-11-30"),
  );
  if (!award) throw new Error("November has no award by vote");
  let no = "";
  const managers = bank.outlets.slice(0, 14).map(({ managerAccountId }) => managerAccountId);
  const shown = new Set([bank.staff[3], managers[3]]);
  const voters = [...managers, ...bank.staff].filter((account, at) => !shown.has(account) && at % 3 !== 1);
  return [
    {
      day: "2026-11-12",
      time: "09:00",
      play: async () => {
        const hq = await as(bank.officers.hq!.accountId);
        ({ no } = await act(openBallot, hq, {
          campaign: campaign.code,
          award: award.code,
          closesAt: "2026-11-30T18:00",
        }));
      },
    },
    ...voters.map(
      (account, at): Scene => ({
        day: `2026-11-${12 + (at % 3)}`,
        time: `1${at % 7}:${10 + at}`,
        play: async () => {
          const actor = await as(account);
          const chosen = candidates[(at * 5) % 9]!.person.id;
          const candidate = chosen === actor.personId ? candidates[9]!.person.id : chosen;
          await act(castVote, actor, { ballot: no, candidate });
        },
      }),
    ),
  ];
}
