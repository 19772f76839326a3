import { readFileSync } from "node:fs";
import { packDossier } from "@/lib/dossiers/build";
import { linkOf } from "@/lib/dossiers/rules/sealed";
import type { DossierSource, SealedResult } from "@/lib/dossiers/types";
import { VERIFIER_FILE } from "@/lib/dossiers/verifier/page";
import { verifyZip } from "@/lib/dossiers/verifier/verify.mjs";
import { wordsIn } from "@/lib/dossiers/words";
import { inBreaths } from "@/lib/platform/breath";
import { wordsIn as paperWords } from "@/lib/reports/data/words";
import { reportOf } from "@/lib/reports/rules/documents/report";
import { standingsOf } from "@/lib/reviews/rules/lines";
import { canonical, digest, sealedInput, sealedOutput, sealOf } from "@/lib/reviews/rules/seal";
import { figuresOf } from "@/lib/reviews/rules/table";
import { reviewPeriod } from "@/lib/scoring/awards";
import { reviewInSteps } from "@/lib/scoring/compute";
import { recurring } from "@/lib/scoring/programme/recur";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import { factsOf } from "./facts";

/**
 * DESIGN §6: the dossier of 500 outlets. From the stored texts to the zip: computed once more, explained in both
 * languages, two workbooks, packed; without the database. The longest that others wait meanwhile is said beside it.
 */

const OUTLETS = 500;
const ITEMS = 20;
const document = programmeSchema.parse(JSON.parse(readFileSync("prisma/programmes/P01.json", "utf8")));
const programme = recurring(document);
const subjects = Array.from({ length: OUTLETS }, (_, outlet) => ({ id: `O${outlet}` }));
const carried = { H1: Object.fromEntries(subjects.map(({ id }, i) => [id, String(80 + (i % 20))])) };
const given = { programme, review: "YEAR", subjects, facts: factsOf(OUTLETS, 12, ITEMS), carried };
const planHash = digest(canonical(document));
const input = canonical(sealedInput(planHash, given));
const output = canonical(sealedOutput(await inBreaths(reviewInSteps(given))));
const head = { campaign: "C-2026-01", review: "YEAR", seq: 1, previous: null, input, output };
const result: SealedResult = {
  ...head,
  id: "bench",
  document,
  planHash,
  planVersion: 1,
  seal: sealOf(head),
  computedAt: new Date("2027-01-05T02:00:00Z"),
};

/** The report as it is for a real review: every outlet with its components. */
function reportIn(locale: "zh-CN" | "en") {
  const review = programme.reviews.find(({ code }) => code === "YEAR")!;
  const standings = standingsOf(computation);
  return reportOf(
    {
      campaign: { code: "C-2026-01", name: { zh: "竞赛", en: "Campaign" }, organiser: { zh: "江城银行", en: "Bank" } },
      programme,
      review,
      planVersion: 1,
      kind: "UNIT",
      period: reviewPeriod(programme, "YEAR"),
      state: "FINAL",
      seal: result.seal,
      numbers: { circular: null, decision: null },
      publishedOn: "2027-01-05",
      noticeUntil: "2027-01-12",
      finalOn: "2027-01-13",
      today: "2027-01-13",
      previous: null,
      rows: standings.map((standing) => ({
        ...standing,
        code: standing.subject,
        name: { zh: `网点${standing.subject}`, en: `Outlet ${standing.subject}` },
        outlet: null,
        list: null,
        within: [],
        movement: null,
        grade: null,
        listed: true,
        complaints: 0,
      })),
      ...figuresOf(standings),
      groups: [],
      awards: [],
      penalties: [],
      problems: [],
      graces: [],
      rates: [],
      beside: null,
    },
    paperWords(locale),
  );
}

let longest = 0;
let last = performance.now();
const pulse = setInterval(() => {
  const at = performance.now();
  longest = Math.max(longest, at - last);
  last = at;
}, 1);

const begun = performance.now();
const computation = await inBreaths(reviewInSteps(given));
const source: DossierSource = {
  campaign: { code: "C-2026-01", name: { zh: "竞赛", en: "Campaign" } },
  review: programme.reviews.find(({ code }) => code === "YEAR")!,
  programme,
  period: reviewPeriod(programme, "YEAR"),
  result,
  chain: [linkOf(result)],
  earlier: [],
  input: given,
  computation,
  names: new Map(
    subjects.map(({ id }) => [id, { code: id, name: { zh: `网点${id}`, en: `Outlet ${id}` }, outlet: null }]),
  ),
  units: new Map(),
  people: new Map(),
  decided: { awards: [], penalties: [] },
  decisions: {
    steps: [],
    signatures: [],
    remarks: [],
    minutes: [],
    recusals: [],
    objections: [],
    disputes: [],
    appeals: [],
    replies: [],
    falls: [],
    reports: [],
    corrections: [],
    nominations: [],
    awards: [],
    penalties: [],
  },
  evidence: [],
  sources: [],
  verifier: readFileSync(VERIFIER_FILE, "utf8"),
  report: { "zh-CN": reportIn("zh-CN"), en: reportIn("en") },
  words: { "zh-CN": wordsIn("zh-CN"), en: wordsIn("en") },
};
const zip = await packDossier(source);
const packed = (performance.now() - begun) / 1000;
clearInterval(pulse);
const verifying = performance.now();
const report = await verifyZip(zip);
const verified = (performance.now() - verifying) / 1000;
if (!report.ok) throw new Error(JSON.stringify(report.checks.filter(({ ok }) => !ok)));

const round = (value: number, digits = 1) => Number(value.toFixed(digits));
console.log(
  JSON.stringify([
    {
      what: `dossier of ${OUTLETS} outlets, 12 visits of ${ITEMS} items each`,
      figure: round(packed),
      unit: "s",
      bar: "≤ 60 s",
    },
    { what: "its size", figure: round(zip.byteLength / 1024 / 1024), unit: "MB", bar: "" },
    { what: "the longest that other requests wait meanwhile", figure: round(longest, 0), unit: "ms", bar: "" },
    { what: "verified by its own verifier", figure: round(verified), unit: "s", bar: "" },
  ]),
);
