import type { DossierPart, DossierSource, DossierWords } from "../types";
import { titleOf } from "./explanation";
import { folderOf } from "./sealed";

/** What this is, what lies in it, and how to verify it without us. */
export function readmeText(source: DossierSource, words: DossierWords, parts: readonly DossierPart[]): string {
  const { result, chain, earlier } = source;
  const folder = folderOf(result);
  const t = (key: string, values?: Record<string, string | number>) => words.text(`readme.${key}`, values);
  return [
    `# ${t("title", { title: titleOf(source, words) })}`,
    "",
    t("about", { review: result.review, campaign: result.campaign, seq: result.seq, plan: result.planVersion }),
    "",
    `    SHA-256 ${result.seal}`,
    "",
    `## ${t("contents")}`,
    "",
    ...parts.map(({ code }) => `- ${words.text(`parts.${code}`)}`),
    `- ${words.text("parts.manifest")}`,
    "",
    `## ${t("verify")}`,
    "",
    t("verifyNode"),
    "",
    `    node ${folder}/verify.mjs ${folder}`,
    "",
    t("verifyBrowser"),
    "",
    t("verifyWhat"),
    "",
    `## ${t("chain")}`,
    "",
    t("chainAbout", { place: chain.length }),
    ...(earlier.length > 0
      ? [
          "",
          t("earlier"),
          "",
          ...earlier.map((one) => `    node ${folder}/verify.mjs ${folder}/earlier/${folderOf(one)}.zip`),
        ]
      : []),
    "",
    `## ${t("given")}`,
    "",
    t("givenAbout"),
    "",
  ].join("\n");
}
