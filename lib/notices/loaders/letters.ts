import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder } from "@/lib/organisation/data";
import { listPeopleAtAny } from "@/lib/people/data";
import { POSTS, type Post } from "@/lib/people/types";
import { today as dayOfInstant, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { findLetter, listLetters, PLACES } from "../data/letters";
import { isLate, stateOf } from "../rules/letters";
import type { Acknowledged, Chosen, LetterRow, LetterState } from "../types";
import { addresseeNames } from "./notices";

const onDay = (at: Date): Day => dayOfInstant("Asia/Shanghai", at);

interface CampaignShown {
  readonly code: string;
  readonly name: Text;
}

export interface LetterLine {
  readonly no: string;
  readonly title: string;
  readonly at: Date;
  readonly dueOn: Day | null;
  readonly state: LetterState;
  readonly addressees: number;
  readonly acknowledged: number;
  /** The day is over and not all have. */
  readonly overdue: boolean;
}

export interface LetterListPage {
  readonly campaign: CampaignShown;
  readonly rows: readonly LetterLine[];
  readonly maySend: boolean;
}

async function enter(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  if (!may(actor, "letters.read", campaign)) notFound();
  const maySend = campaign.planVersion !== null && !campaign.archived && may(actor, "letters.send", campaign);
  return { actor, campaign, maySend };
}

/** Every letter of the campaign, for the office and those who oversee it. */
export async function loadLetters(code: string): Promise<LetterListPage> {
  const { campaign, maySend } = await enter(code);
  const day = today();
  return {
    campaign: { code: campaign.code, name: campaign.name },
    rows: (await listLetters(db, campaign.id)).map((letter) => {
      const acknowledged = letter.addressees.filter((one) => one.acknowledged).length;
      const state = stateOf(letter);
      return {
        no: letter.no,
        title: letter.title,
        at: letter.at,
        dueOn: letter.dueOn,
        state,
        addressees: letter.addressees.length,
        acknowledged,
        overdue: state === "SENT" && isLate(letter.dueOn, null, day),
      };
    }),
    maySend,
  };
}

export interface AddresseeShown {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  /** Of a person: where they work. */
  readonly unit: { readonly code: string; readonly name: Text } | null;
  readonly acknowledged: Acknowledged | null;
  readonly late: boolean;
}

export interface LetterPage {
  readonly campaign: CampaignShown;
  readonly letter: Pick<LetterRow, "no" | "title" | "text" | "dueOn" | "byName" | "at" | "withdrawn">;
  readonly state: LetterState;
  /** To whom it was written, in words as they were chosen. */
  readonly to: {
    readonly all: boolean;
    readonly names: readonly Text[];
    /** Not the outlets but those who work there; empty `posts`: everybody. */
    readonly staff: { readonly posts: readonly string[] } | null;
  };
  readonly files: readonly FileReference[];
  /** Those who did not acknowledge it come first. */
  readonly addressees: readonly AddresseeShown[];
  readonly acknowledged: number;
  /** Of a letter to people how far each outlet is, the least far first. */
  readonly outlets: readonly {
    readonly code: string;
    readonly name: Text;
    readonly done: number;
    readonly all: number;
  }[];
  readonly mayWithdraw: boolean;
}

export async function loadLetter(code: string, no: string): Promise<LetterPage> {
  const { campaign, maySend } = await enter(code);
  const letter = await findLetter(db, { campaignId: campaign.id, no });
  if (!letter) notFound();
  const day = today();
  const nameOf = await addresseeNames(letter.addressees, day);
  const files = await mapFiles(db, letter.evidence);
  const addressees = letter.addressees.map((one): AddresseeShown => {
    const { acknowledged } = one;
    const late = isLate(letter.dueOn, acknowledged && onDay(acknowledged.at), day);
    return { id: one.id, ...nameOf(one), acknowledged, late };
  });
  return {
    campaign: { code: campaign.code, name: campaign.name },
    letter,
    state: stateOf(letter),
    to: await chosenNames(letter.chosen, campaign.programme.groups, campaign.path, addressees, day),
    outlets: outletsOf(addressees),
    files: letter.evidence.flatMap((id) => files.get(id) ?? []),
    addressees: [...addressees].sort(
      (a, b) =>
        Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
        Number(a.unit !== null) - Number(b.unit !== null) ||
        (a.code < b.code ? -1 : 1),
    ),
    acknowledged: addressees.filter((one) => one.acknowledged).length,
    mayWithdraw: maySend && letter.withdrawn === null,
  };
}

function outletsOf(addressees: readonly AddresseeShown[]): LetterPage["outlets"] {
  const people = addressees.flatMap(({ unit, acknowledged }) => (unit ? [{ ...unit, acknowledged }] : []));
  return [...Map.groupBy(people, ({ code }) => code).values()]
    .flatMap((those) => {
      const [first] = those;
      const done = those.filter(({ acknowledged }) => acknowledged !== null).length;
      return first ? [{ code: first.code, name: first.name, done, all: those.length }] : [];
    })
    .sort((a, b) => a.done / a.all - b.done / b.all || (a.code < b.code ? -1 : 1));
}

async function chosenNames(
  { all, groups, places, outlets, people, whom, posts = [] }: Chosen,
  known: readonly { readonly code: string; readonly name: Text }[],
  path: string,
  addressees: readonly AddresseeShown[],
  day: Day,
): Promise<LetterPage["to"]> {
  const units = places.length + outlets.length === 0 ? [] : await listUnitsUnder(db, [path], day);
  const named = (codes: readonly string[], among: readonly { readonly code: string; readonly name: Text }[]) =>
    codes.map((code) => among.find((one) => one.code === code)?.name ?? { zh: code, en: code });
  return {
    all,
    names: [...named(groups, known), ...named([...places, ...outlets], units), ...named(people, addressees)],
    staff: whom === "STAFF" ? { posts } : null,
  };
}

export interface NewLetterPage {
  readonly campaign: CampaignShown;
  /** Files are filed for the organiser. */
  readonly organiser: string;
  readonly today: Day;
  readonly groups: readonly { readonly code: string; readonly name: Text }[];
  readonly places: readonly { readonly code: string; readonly name: Text; readonly outlets: number }[];
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  /** Posts that somebody at the outlets holds today. */
  readonly posts: readonly Post[];
}

export async function loadNewLetter(code: string): Promise<NewLetterPage> {
  const { campaign, maySend } = await enter(code);
  if (!maySend) notFound();
  const day = today();
  const participants = await listParticipants(db, campaign.id, day);
  const outlets = participants.map(({ unit }) => unit);
  const people = await listPeopleAtAny(
    db,
    outlets.map(({ id }) => id),
    day,
  );
  const sizeOf = (group: string) => participants.filter(({ groupCode }) => groupCode === group).length;
  /** What has every outlet in it is the same as all of them. */
  const isPart = (count: number) => count > 0 && count < outlets.length;
  const places = (await listUnitsUnder(db, [campaign.path], day))
    .filter(({ level }) => PLACES.has(level))
    .map(({ code: place, name, path }) => ({
      code: place,
      name,
      outlets: outlets.filter((outlet) => outlet.path.startsWith(path)).length,
    }));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    organiser: campaign.organiser.code,
    today: day,
    groups: campaign.programme.groups
      .filter((group) => isPart(sizeOf(group.code)))
      .map((group) => ({ code: group.code, name: group.name })),
    places: places.filter((place) => isPart(place.outlets)),
    outlets: outlets.map(({ code: outlet, name }) => ({ code: outlet, name })),
    posts: POSTS.filter((post) => people.some((person) => person.post === post)),
  };
}
