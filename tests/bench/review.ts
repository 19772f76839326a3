import { perform } from "@/lib/access/usecase";
import { addRescoreChange, finaliseReview, openRescoreSet, previewRescoreSet } from "@/lib/appeals/usecases";
import { publishReview } from "@/lib/awards/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, readComputed, readLife } from "@/lib/reviews/data";
import { gatherFacts } from "@/lib/reviews/gather";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { computeReview } from "@/lib/scoring/compute";
import { type Bank, makeBank } from "./bank";

/**
 * Reviews of 500 outlets on PostgreSQL, through the use cases that a person's click comes through: all stored records of a
 * year are read, scored, explained, sealed and stored. Then a correction is previewed: applied for good, and taken back.
 */

const OUTLETS = Number(process.env.BENCH_OUTLETS ?? 500);
const ITEMS = Number(process.env.BENCH_ITEMS ?? 20);
const C = { campaign: "C-2026-01" };

const on = (day: string) => setClock(() => new Date(`${day}T02:00:00Z`));
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

async function value<T>(act: Promise<{ ok: true; value: T } | { ok: false; refusals: readonly unknown[] }>) {
  const done = await act;
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
}

/** How long the clock ran, and how much of it this process computed: on a busy machine the two differ. */
interface Time {
  readonly clock: number;
  readonly own: number;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, Time]> {
  globalThis.gc?.();
  const begun = performance.now();
  const before = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(before);
  return [done, { clock: (performance.now() - begun) / 1000, own: (user + system) / 1e6 }];
}

const line = (what: string, { clock, own }: Time, bar = "") => ({
  what: `${what} (${round(own)} s of it computing here)`,
  figure: round(clock),
  unit: "s",
  bar,
});

on("2026-07-01");
const bank: Bank = await makeBank(process.env.BENCH_OWNER_URL ?? "", {
  outlets: OUTLETS,
  visits: 1,
  findings: ITEMS,
  until: 12,
});
const [, , [leader]] = bank.seats as [Bank["seats"][number], Bank["seats"][number], Bank["seats"][number]];

/** From the click on “freeze” to the stored, sealed result. */
const freeze = (review: string) =>
  timed(() => value(perform(freezeReview, { actor: leader, input: { ...C, review } })));

async function preview(item: string): Promise<Time> {
  const { no } = await value(perform(openRescoreSet, { actor: bank.staff, input: { ...C, reason: "复核" } }));
  await value(
    perform(addRescoreChange, {
      actor: bank.staff,
      input: { ...C, set: no, what: "INSPECTION", item, reason: "复核" },
    }),
  );
  const [done, taken] = await timed(() =>
    value(perform(previewRescoreSet, { actor: bank.staff, input: { ...C, set: no } })),
  );
  if (done.reviews === 0) throw new Error("the preview touched no review");
  return taken;
}

const inspectionOn = async (day: string) =>
  (
    await db.inspection.findFirstOrThrow({
      where: { method: "OPEN", onDay: { gte: new Date(day) } },
      orderBy: [{ onDay: "asc" }, { no: "asc" }],
    })
  ).no;

const [{ seal }, half] = await freeze("H1");
for (const [actor, seat] of bank.seats)
  await value(perform(signReview, { actor, input: { ...C, review: "H1", seat, seal } }));
await value(perform(publishReview, { actor: leader, input: { ...C, review: "H1", seal } }));
const onNotice = await preview(await inspectionOn("2026-04-16"));
on("2026-07-20");
await db.rescoreClosing.create({
  data: {
    setId: (await db.rescoreSet.findFirstOrThrow()).id,
    outcome: "CANCELLED",
    reason: "-",
    byId: leader.accountId,
    byName: "-",
    at: new Date(),
  },
});
await value(perform(finaliseReview, { actor: leader, input: { ...C, review: "H1" } }));
on("2027-01-02");
const [, year] = await freeze("YEAR");
// Whoever corrects has a result open; the server has looked at it once since it was frozen.
for (const review of ["H1", "YEAR"]) {
  const frozen = await findReviewSubject(db, { ...C, review });
  const life = frozen && (await readLife(db, frozen.campaign.id, review));
  const head = life && (await findResult(db, life));
  if (!head) throw new Error(`no result of ${review}`);
  await readComputed(db, C.campaign, review, head);
}
const both = await preview(await inspectionOn("2026-04-16"));
const late = await preview(await inspectionOn("2026-10-01"));

const subject = await findReviewSubject(db, { ...C, review: "YEAR" });
if (!subject) throw new Error("no review");
const [input, reading] = await timed(() => gatherFacts(db, subject));
const [, computing] = await timed(async () => computeReview(input));
const rows = input.facts.length + input.facts.reduce((sum, fact) => sum + (fact.lines?.length ?? 0), 0);

console.log(
  JSON.stringify([
    line(
      `review of ${OUTLETS} outlets frozen: ${input.facts.length} records with ${rows - input.facts.length} findings read, scored, explained, sealed, stored`,
      year,
      "≤ 5 s",
    ),
    line("of this, reading", reading),
    line("of this, scoring with explanations", computing),
    line("the half-year review before it", half, "≤ 5 s"),
    line(`re-score preview, ${OUTLETS} outlets, one published review`, onNotice, "≤ 2 s"),
    line("re-score preview at year end, a visit of the second half", late, "≤ 2 s"),
    line("re-score preview at year end, a visit of the first half: two reviews, one after the other", both, "≤ 2 s"),
  ]),
);
await db.$disconnect();
