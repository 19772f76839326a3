import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import type { Text } from "@/lib/kernel/text";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapImportsOf } from "@/lib/records/data/records";
import { streamsOf } from "@/lib/records/rules/streams";
import type { StreamPlan } from "@/lib/scoring/programme/schema";
import { listAnswers } from "../data/surveys";
import { fingerprintOf } from "../rules/fingerprint";
import { choicesLeft, meantFor, partsOf, recordsOf, takes } from "../rules/posting";
import type { Part, Survey } from "../types";
import { type CampaignShown, counted, questionnaireOf, requireSurvey, shown } from "./ground";

/** Records that the page shows before they are put in. */
const SHOWN = 10;

export interface PartRow {
  readonly part: Part;
  /** Name of the section; null for the parts that every survey has. */
  readonly section: Text | null;
  readonly posted: readonly { readonly no: string; readonly stream: Text; readonly rows: number }[];
  /** Some stream of the plan takes it. */
  readonly fits: boolean;
}

export interface PostingPage {
  readonly campaign: CampaignShown;
  readonly survey: Survey;
  readonly parts: readonly PartRow[];
  readonly chosen: {
    readonly part: Part;
    readonly streams: readonly Pick<StreamPlan, "code" | "name">[];
    readonly stream: Pick<StreamPlan, "code" | "name" | "value"> | null;
    readonly choices: StreamPlan["attrs"];
    readonly records: readonly {
      readonly who: Text;
      readonly onDay: string;
      readonly value: string | null;
      readonly said: Text[];
      readonly note: string;
    }[];
    readonly count: number;
  } | null;
}

/** Which parts of a closed survey go where in the plan's records, what has, and what would. */
export async function loadPosting(
  code: string,
  no: string,
  asked: { part?: string; stream?: string },
): Promise<PostingPage> {
  const { actor, campaign, survey } = await requireSurvey(code, no);
  const mayPost = may(actor, "surveys.make", campaign) && may(actor, "records.write", campaign);
  if (campaign.archived || survey.ending?.kind !== "CLOSED" || !mayPost) notFound();
  const { sections } = await questionnaireOf(survey);
  const streams = streamsOf(campaign.programme);
  const names = new Map(streams.map((stream) => [stream.code, stream.name]));
  const parts = partsOf(sections);
  const posted = await mapImportsOf(
    db,
    campaign.id,
    parts.map((part) => fingerprintOf(survey, part)),
  );
  const fitting = (part: Part) => streams.filter((stream) => takes(stream, part, sections));
  const part = parts.find((known) => known === asked.part);
  const options = part ? fitting(part) : [];
  const stream = options.find((one) => one.code === asked.stream) ?? (part && meantFor(part, options)) ?? null;
  const units = new Map((await listParticipants(db, campaign.id, today())).map(({ unitId, unit }) => [unitId, unit]));
  const answers = part && stream ? counted(await listAnswers(db, survey.id, [...units.keys()])) : [];
  const records = part && stream ? recordsOf(part, stream, sections, survey, answers) : [];
  const first = records.slice(0, SHOWN);
  const people = await mapPeople(db, [...new Set(first.flatMap(({ personId }) => personId ?? []))]);
  const whoOf = ({ unitId, personId }: (typeof records)[number]): Text => {
    const person = personId === null ? undefined : people.get(personId);
    return person ? { zh: person.name, en: person.nameLatin } : (units.get(unitId)?.name ?? { zh: "", en: "" });
  };
  return {
    campaign: shown(campaign),
    survey,
    parts: parts.map((one) => ({
      part: one,
      section: sections.find((section) => one === `section.${section.code}`)?.name ?? null,
      posted: (posted.get(fingerprintOf(survey, one)) ?? []).map((entry) => ({
        ...entry,
        stream: names.get(entry.stream) ?? { zh: entry.stream, en: entry.stream },
      })),
      fits: fitting(one).length > 0,
    })),
    chosen: part
      ? {
          part,
          streams: options,
          stream,
          choices: stream ? [...choicesLeft(stream, part, sections)] : [],
          records: first.map((record) => ({
            who: whoOf(record),
            onDay: record.onDay,
            value: record.value,
            said: Object.entries(record.attrs).map(([attribute, value]) => choiceName(stream, attribute, value)),
            note: record.note,
          })),
          count: records.length,
        }
      : null,
  };
}

function choiceName(stream: StreamPlan | null, attribute: string, value: string): Text {
  const choice = stream?.attrs.find(({ code }) => code === attribute)?.values?.find(({ code }) => code === value);
  return choice?.name ?? { zh: value, en: value };
}
