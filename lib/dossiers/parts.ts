import { unzipSync } from "fflate";
import { zipOf } from "@/lib/platform/files/zip";
import { LOCALES } from "@/lib/platform/i18n/locale";
import { renderPaper } from "@/lib/platform/paper/render";
import { writeBook } from "@/lib/platform/sheet/book";
import { workbookOf } from "@/lib/reports/rules/workbook";
import { canonical } from "@/lib/reviews/rules/seal";
import { treesOf } from "@/lib/reviews/rules/trees";
import { decisionsPage } from "./rules/decisions";
import { rankingPage, subjectFiles, subjectPage, titleOf } from "./rules/explanation";
import { readmeText } from "./rules/readme";
import { folderOf, sealedFiles } from "./rules/sealed";
import type { DossierPart, DossierSource, DossierWords } from "./types";
import { verifierPage } from "./verifier/page";

/** What the verifier recomputes. */
const sealed: DossierPart = {
  code: "sealed",
  make: ({ result, chain }) => sealedFiles(result, chain),
};

/** Each earlier result is a small dossier of its own, which the same verifier reads. */
const earlier: DossierPart = {
  code: "earlier",
  async *make({ earlier, chain }) {
    for (const result of earlier) {
      const until = chain.findIndex(({ seal }) => seal === result.seal);
      const files = sealedFiles(result, chain.slice(0, until + 1));
      yield { path: `earlier/${folderOf(result)}.zip`, content: await zipOf(files) };
    }
  },
};

/** Score trees, one file a subject because all of them together may be more than one text can hold; and pages to read. */
const explanation: DossierPart = {
  code: "explanation",
  *make(source) {
    const { programme, computation } = source;
    const files = subjectFiles(source);
    for (const { subject } of computation.ranking.standings) {
      const trees = treesOf(programme, computation, subject).map(({ key, amount, root }) => ({ key, amount, root }));
      yield { path: `explanation/trees/${files.get(subject)}.json`, content: canonical({ subject, trees }) };
    }
    for (const locale of LOCALES) {
      const words = source.words[locale];
      yield { path: `explanation/${locale}/index.html`, content: rankingPage(source, words, files) };
      for (const standing of computation.ranking.standings) {
        yield {
          path: `explanation/${locale}/${files.get(standing.subject)}.html`,
          content: subjectPage(source, words, standing),
        };
      }
    }
  },
};

const decisions: DossierPart = {
  code: "decisions",
  *make(source) {
    yield { path: "decisions/decisions.json", content: canonical(source.decisions) };
    for (const locale of LOCALES) {
      yield { path: `decisions/${locale}.html`, content: decisionsPage(source, source.words[locale]) };
    }
  },
};

const evidence: DossierPart = {
  code: "evidence",
  make: ({ evidence, sources }) => [
    { path: "evidence/index.json", content: canonical({ files: evidence, imports: sources }) },
  ],
};

const workbook: DossierPart = {
  code: "workbook",
  async *make(source) {
    for (const locale of LOCALES) {
      const bytes = await bookOf(source, source.words[locale]);
      yield { path: `workbook/${locale}.xlsx`, content: await withoutTimes(bytes, source.result.computedAt) };
    }
  },
};

async function bookOf(source: DossierSource, words: DossierWords): Promise<Uint8Array> {
  const { campaign, review, programme, period, result } = source;
  const line = (key: string, value: string): [string, string] => [words.text(`cover.${key}`), value];
  const book = workbookOf(
    {
      review,
      programme,
      input: source.input,
      computation: source.computation,
      names: source.names,
      units: source.units,
      decided: source.decided,
      people: source.people,
      all: true,
      opens: () => true,
      title: titleOf(source, words),
      about: [
        line("campaign", `${words.own(campaign.name)} ${campaign.code}`),
        line("review", words.own(review.name)),
        line("period", `${words.day(period.from)} – ${words.day(period.to)}`),
        line("plan", words.text("planVersion", { name: words.own(programme.name), version: result.planVersion })),
        line("seal", result.seal),
        line("previous", result.previous ?? "—"),
        line("computedAt", words.instant(result.computedAt.toISOString())),
      ],
    },
    words,
  );
  return writeBook(book);
}

/** The writer notes when it wrote; here the time of the computation stands, so that the same result gives the same bytes. */
async function withoutTimes(book: Uint8Array, at: Date): Promise<Uint8Array> {
  const day = at.toISOString().replace(/\.\d{3}Z$/, "Z");
  const files = Object.entries(unzipSync(book)).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipOf(
    files.map(([path, bytes]) => ({
      path,
      content:
        path === "docProps/core.xml"
          ? new TextDecoder().decode(bytes).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, day)
          : bytes,
    })),
  );
}

const report: DossierPart = {
  code: "report",
  async *make({ report: papers, result }) {
    for (const locale of LOCALES) {
      const bytes = await renderPaper(papers[locale], "word", result.computedAt);
      yield { path: `report/${locale}.docx`, content: await withoutTimes(bytes, result.computedAt) };
    }
  },
};

const verifier: DossierPart = {
  code: "verifier",
  make: ({ verifier }) => [
    { path: "verify.html", content: verifierPage(verifier) },
    { path: "verify.mjs", content: verifier },
  ],
};

/**
 * What a dossier is made of, in the order in which it is packed. One more part is one more entry, and a
 * sentence for it under `dossiers.parts` in both languages.
 */
export const PARTS: readonly DossierPart[] = [
  sealed,
  earlier,
  explanation,
  decisions,
  evidence,
  workbook,
  report,
  verifier,
  {
    code: "readme",
    make: (source) =>
      LOCALES.map((locale) => ({
        path: `README.${locale}.md`,
        content: readmeText(source, source.words[locale], PARTS),
      })),
  },
];
