import { listStandardsInUse } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import {
  addComplaintStep,
  decideComplaint,
  recordPraise,
  registerComplaint,
  verifyPraise,
} from "@/lib/complaints/usecases";
import {
  fileEvidenceFor,
  saveInspectionDraft,
  submitInspectionVisit,
  submitSelfCheckForMonth,
} from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, lastDayOfMonth } from "@/lib/kernel/calendar";
import { db } from "@/lib/platform/db";
import { keepFile } from "@/lib/platform/files/store";
import type { Method } from "@/lib/scoring/programme/schema";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import { recordLearning } from "@/lib/tasks/usecases";
import { NEW_OUTLET, SHOWN_OUTLET } from "./bank";
import type { BankInStory, OutletInStory } from "./people";
import { draw, SCENES } from "./pictures";
import type { Dice } from "./random";
import { act, as, at } from "./stage";
import { fillSheet, type ItemInStory } from "./visits";
import { COMPLAINTS, type ComplaintVoice, HEAD_OFFICE_COMPLAINT, PRAISES, SURNAMED_CUSTOMERS } from "./voices";

/** Something that happens on a day of the story. */
export interface Scene {
  readonly day: string;
  readonly time: string;
  readonly play: () => Promise<void>;
}

interface Cast {
  readonly of: (accountId: string) => Promise<Actor>;
  readonly hq: string;
  readonly inspectors: readonly string[];
  readonly complaintOfficer: string;
}

const clock = (dice: Dice, from = 9, to = 16) =>
  `${String(dice.between(from, to)).padStart(2, "0")}:${String(dice.between(0, 11) * 5).padStart(2, "0")}`;

/** Plays the scenes in the order of their days. */
export async function play(scenes: readonly Scene[]): Promise<void> {
  const inOrder = [...scenes].sort((a, b) => (`${a.day}${a.time}` < `${b.day}${b.time}` ? -1 : 1));
  for (const scene of inOrder) {
    at(scene.day, scene.time);
    await scene.play();
  }
}

export async function castOf(bank: BankInStory): Promise<Cast> {
  const known = new Map<string, Actor>();
  const officer = (username: string) => bank.officers[username]!.accountId;
  return {
    of: async (accountId) => {
      const actor = known.get(accountId) ?? (await as(accountId));
      known.set(accountId, actor);
      return actor;
    },
    hq: officer("hq"),
    inspectors: [officer("inspector"), officer("inspector2")],
    complaintOfficer: officer("complaints"),
  };
}

export type SheetsInStory = Readonly<Partial<Record<Method, readonly ItemInStory[]>>>;

/** Items of each sheet in use, by method. */
export async function sheetsOf(campaign: Campaign): Promise<SheetsInStory> {
  const sheets: Partial<Record<Method, readonly ItemInStory[]>> = {};
  for (const use of await listStandardsInUse(db, campaign.id)) {
    const sheet = await findSheet(db, use.versionId);
    if (sheet) sheets[use.method] = itemsOf(sheet);
  }
  return sheets;
}

/** A few photographs for each outlet, filed as evidence by the inspector who would have taken them. */
export async function filePictures(bank: BankInStory, cast: Cast): Promise<Map<string, string[]>> {
  at("2026-03-27", "10:00");
  const inspector = await cast.of(cast.inspectors[0]!);
  const pictures = new Map<string, string[]>();
  const kept = await Promise.all(
    SCENES.map(async (scene, at_) => ({ scene, kept: await keepFile(await draw(scene, at_)) })),
  );
  for (const outlet of bank.outlets) {
    const ids: string[] = [];
    for (const { scene, kept: stored } of kept) {
      if (!stored.ok) throw new Error(`a drawn picture was refused: ${stored.refusals[0].code}`);
      const { kind: _kind, extension: _extension, ...found } = stored.value;
      const { id } = await act(fileEvidenceFor, inspector, {
        unit: outlet.code,
        name: `${scene}.jpg`,
        ...found,
      });
      ids.push(id);
    }
    pictures.set(outlet.code, ids);
  }
  return pictures;
}

export interface Ground {
  readonly dice: Dice;
  readonly bank: BankInStory;
  readonly cast: Cast;
  readonly campaign: string;
  readonly sheets: SheetsInStory;
  readonly pictures: ReadonlyMap<string, readonly string[]>;
}

/** Every outlet's self-check of the month, handed in during its last ten days; `share` of the outlets have done it by now. */
export function selfChecks(
  { dice, bank, cast, campaign, sheets }: Ground,
  month: string,
  share = 1,
  before?: string,
): Scene[] {
  return bank.outlets.flatMap((outlet) => {
    if (dice.next() > share || (before && outlet.code === SHOWN_OUTLET)) return [];
    const last = before ?? lastDayOfMonth(month);
    const day = addDays(last, -dice.between(before ? 1 : 0, 9));
    const answers = fillSheet(dice, outlet, "SELF", sheets.SELF ?? [], day, []);
    return [
      {
        day,
        time: clock(dice, 15, 17),
        play: async () => {
          await act(submitSelfCheckForMonth, await cast.of(outlet.managerAccountId), {
            campaign,
            unit: outlet.code,
            month,
            onDay: day,
            answers,
          });
        },
      },
    ];
  });
}

/** The shown manager's self-check of the running month, begun and not finished. */
export function begunSelfCheck({ dice, bank, cast, campaign, sheets }: Ground, month: string, day: string): Scene[] {
  const outlet = bank.outlets.find((candidate) => candidate.code === SHOWN_OUTLET)!;
  const answers = Object.fromEntries(
    Object.entries(fillSheet(dice, outlet, "SELF", sheets.SELF ?? [], day, [])).slice(0, 9),
  );
  return [
    {
      day,
      time: "08:20",
      play: async () => {
        await act(saveInspectionDraft, await cast.of(outlet.managerAccountId), {
          campaign,
          unit: outlet.code,
          method: "SELF",
          month,
          onDay: day,
          revision: 0,
          answers,
        });
      },
    },
  ];
}

/** One round of visits: every outlet is seen once between the two days, by one of the inspectors. */
export function visits(
  { dice, bank, cast, campaign, sheets, pictures }: Ground,
  method: "OPEN" | "COVERT",
  from: string,
  days: number,
  share = 1,
): Scene[] {
  return bank.outlets.flatMap((outlet) => {
    if (dice.next() > share) return [];
    if (method === "COVERT" && outlet.code === NEW_OUTLET.code && from < "2026-07-01") return [];
    const day = addDays(from, dice.between(0, days));
    const answers = fillSheet(dice, outlet, method, sheets[method] ?? [], day, pictures.get(outlet.code) ?? []);
    const inspector = dice.pick(cast.inspectors);
    return [
      {
        day,
        time: clock(dice, 10, 16),
        play: async () => {
          await act(submitInspectionVisit, await cast.of(inspector), {
            campaign,
            unit: outlet.code,
            method,
            onDay: day,
            answers,
          });
        },
      },
    ];
  });
}

/** A complaint from receipt to verdict; without `decidedAfter` it is still being looked into. */
function complaint(
  { dice, cast, campaign }: Ground,
  outlet: OutletInStory,
  voice: ComplaintVoice,
  day: string,
  decidedAfter?: number,
): Scene[] {
  const person = dice.pick(outlet.crew.filter((member) => member.post !== "OUTLET_HEAD"));
  const customer = dice.pick(SURNAMED_CUSTOMERS);
  const time = clock(dice, 9, 16);
  const contact = `138${String(dice.between(10_000_000, 99_999_999))}`;
  let no = "";
  const officer = () => cast.of(cast.complaintOfficer);
  const scenes: Scene[] = [
    {
      day,
      time: "17:10",
      play: async () => {
        const registered = await act(registerComplaint, await officer(), {
          campaign,
          unit: outlet.code,
          receivedAt: `${day}T${time}`,
          channel: voice.channel,
          category: voice.category,
          level: voice.level,
          repeated: false,
          title: voice.title,
          account: voice.account,
          customer,
          contact,
          person: person.staffNo,
        });
        no = registered.no;
        await act(addComplaintStep, await officer(), {
          no,
          kind: "CONTACTED",
          note: `已致电客户，表示歉意并说明将调查后答复。`,
        });
      },
    },
    {
      day: addDays(day, 1),
      time: "16:30",
      play: async () => {
        await act(addComplaintStep, await officer(), { no, kind: "EVIDENCE", note: voice.inquiry });
      },
    },
  ];
  if (decidedAfter === undefined) return scenes;
  scenes.push(
    {
      day: addDays(day, 2),
      time: "17:20",
      play: async () => {
        await act(addComplaintStep, await cast.of(outlet.managerAccountId), {
          no,
          kind: "OUTLET_REPORT",
          note: `经询问当事人并查看记录：${voice.inquiry}网点已当晚补训，次日晨会点评。`,
        });
      },
    },
    {
      day: addDays(day, decidedAfter),
      time: "11:10",
      play: async () => {
        await act(decideComplaint, await officer(), {
          no,
          validity: voice.validity,
          level: voice.level,
          ...(voice.validity === "VALID" ? { cause: voice.cause, person: person.staffNo } : {}),
          reason: voice.reason,
        });
        await act(addComplaintStep, await officer(), {
          no,
          kind: "REPLY",
          note: `已将认定结果和整改情况答复客户，客户表示认可。`,
        });
      },
    },
  );
  return scenes;
}

/** Praise as it comes in; verified a few days later, or still waiting. */
function praise(
  { dice, cast, campaign }: Ground,
  outlet: OutletInStory,
  day: string,
  verified: "YES" | "NO" | null,
): Scene[] {
  const voice = dice.pick(PRAISES);
  const person = dice.pick(outlet.crew.filter((member) => member.post !== "OUTLET_HEAD"));
  let no = "";
  const received: Scene = {
    day,
    time: clock(dice, 9, 15),
    play: async () => {
      const recorded = await act(recordPraise, await cast.of(outlet.managerAccountId), {
        campaign,
        unit: outlet.code,
        receivedOn: day,
        channel: voice.channel,
        account: voice.account,
        person: person.staffNo,
      });
      no = recorded.no;
    },
  };
  if (verified === null) return [received];
  return [
    received,
    {
      day: addDays(day, 3),
      time: "10:40",
      play: async () => {
        await act(verifyPraise, await cast.of(cast.complaintOfficer), {
          no,
          verified,
          reason: verified === "YES" ? "已电话联系客户核实，情况属实。" : "多次联系不上客户，无法核实。",
        });
      },
    },
  ];
}

export function learning(
  { cast, campaign }: Ground,
  unit: string,
  kind: "LECTURE" | "QUIZ" | "CONTEST",
  title: string,
  day: string,
  attendance: number,
): Scene[] {
  return [
    {
      day,
      time: "18:30",
      play: async () => {
        await act(recordLearning, await cast.of(cast.hq), { campaign, unit, kind, title, heldOn: day, attendance });
      },
    },
  ];
}

/** Complaints and praise of a half-year, spread over its days and leaning on how good the outlets are. */
export function customers(
  ground: Ground,
  from: string,
  days: number,
  counts: { complaints: number; praises: number },
  waiting: { complaints: number; praises: number },
): Scene[] {
  const { dice, bank } = ground;
  const weakest = [...bank.outlets].sort((a, b) => a.quality - b.quality);
  const unlucky = () => weakest[Math.floor(dice.next() ** 1.6 * weakest.length)]!;
  const lucky = () => weakest[weakest.length - 1 - Math.floor(dice.next() ** 1.3 * weakest.length)]!;
  const scenes: Scene[] = [];
  for (let index = 0; index < counts.complaints; index += 1) {
    const voice = COMPLAINTS[index % COMPLAINTS.length]!;
    const late = index >= counts.complaints - waiting.complaints;
    const day = late ? addDays(from, days - dice.between(2, 6)) : addDays(from, dice.between(0, days - 12));
    scenes.push(...complaint(ground, unlucky(), voice, day, late ? undefined : dice.between(4, 9)));
  }
  for (let index = 0; index < counts.praises; index += 1) {
    const late = index >= counts.praises - waiting.praises;
    const day = late ? addDays(from, days - dice.between(1, 5)) : addDays(from, dice.between(0, days - 8));
    scenes.push(...praise(ground, lucky(), day, late ? null : dice.chance(0.9) ? "YES" : "NO"));
  }
  return scenes;
}

/** The case that costs an outlet head the post at the year review. */
export function gravestCase(ground: Ground, day: string): Scene[] {
  const outlet = [...ground.bank.outlets].sort((a, b) => a.quality - b.quality)[4]!;
  return complaint(ground, outlet, HEAD_OFFICE_COMPLAINT, day, 6);
}
