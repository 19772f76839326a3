import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { db } from "@/lib/platform/db";
import { findArchive, listReports } from "../data";
import { type UpwardState, upwardLists } from "../rules/upward";
import type { Payer, SubjectName } from "../types";
import { namesIn, openBook } from "./book";

export interface UpwardView {
  readonly campaign: string;
  readonly lists: readonly {
    readonly key: string;
    readonly review: { readonly code: string; readonly name: Text };
    readonly level: Payer;
    readonly state: UpwardState;
    readonly count: number;
    /** Those who were not reported yet, and those who were and have the award no more. */
    readonly changes: readonly {
      readonly key: string;
      readonly who: SubjectName;
      readonly award: Text;
      readonly added: boolean;
    }[];
    readonly reports: readonly {
      readonly key: string;
      readonly on: Day;
      readonly recipient: string;
      readonly reference: string;
      readonly count: number;
      readonly note: string;
      readonly byName: string;
      readonly at: Date;
    }[];
    readonly may: boolean;
  }[];
}

/** What the plan reports to the levels above, whether it was, and what has changed since; beside the award ledger. */
export async function loadUpward(code: string): Promise<UpwardView> {
  const at = await openBook(code);
  const { actor, campaign, book } = at;
  if (!may(actor, "awards.tally", campaign)) notFound();
  const { awards } = campaign.programme;
  const planOf = (award: string) => awards.find((plan) => plan.code === award);
  const lists = upwardLists(book, (award) => planOf(award)?.report ?? null, await listReports(db, campaign.id));
  const reports = may(actor, "awards.report", campaign) && (await findArchive(db, campaign.id)) === null;
  const final = new Set(book.reviews.filter(({ state }) => state === "FINAL").map((review) => review.code));
  const differing = lists.map(({ listed, reports: made, state }) => {
    const before = made.at(-1)?.listed ?? [];
    const lacks = (list: typeof listed, one: (typeof listed)[number]) =>
      !list.some(({ award, subject }) => award === one.award && subject === one.subject);
    if (state !== "CHANGED") return [];
    return [
      ...listed.filter((one) => lacks(before, one)).map((one) => ({ ...one, added: true })),
      ...before.filter((one) => lacks(listed, one)).map((one) => ({ ...one, added: false })),
    ];
  });
  const nameOf = await namesIn(
    at,
    differing.flat().map(({ subject }) => ({ subject, personId: null })),
  );
  const words = (text: string): Text => ({ zh: text, en: text });
  return {
    campaign: campaign.code,
    lists: lists.map((list, index) => ({
      key: `${list.reviewCode} ${list.level}`,
      review: {
        code: list.reviewCode,
        name: book.reviews.find((review) => review.code === list.reviewCode)?.name ?? words(list.reviewCode),
      },
      level: list.level,
      state: list.state,
      count: list.listed.length,
      changes: (differing[index] ?? []).map(({ award, subject, added }) => ({
        key: `${award} ${subject}`,
        who: nameOf({ subject, personId: null }),
        award: planOf(award)?.name ?? words(award),
        added,
      })),
      reports: list.reports.map((report) => ({
        key: String(report.seq),
        on: report.on,
        recipient: report.recipient,
        reference: report.reference,
        count: report.listed.length,
        note: report.note,
        byName: report.byName,
        at: report.at,
      })),
      may: reports && final.has(list.reviewCode) && list.state !== "REPORTED",
    })),
  };
}
