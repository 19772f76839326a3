import { createHash } from "node:crypto";

/** Where the verifier stands in the project; a dossier holds this very file. */
export const VERIFIER_FILE = "lib/dossiers/verifier/verify.mjs";

/**
 * One page that holds the verifier and nothing from elsewhere: a dossier is dropped on it, or chosen, and it says in both
 * languages what agrees. `script` is the text of `verify.mjs`. The page's own policy lets it reach no address at all, so
 * that a dossier stays on the machine it is opened on.
 */
export function verifierPage(script: string): string {
  const whole = `${script}\n${INTERFACE}`;
  // The end of a script is found by the reader of HTML, which knows nothing of strings and comments.
  if (/<\/script|<!--/i.test(whole)) throw new RangeError("the verifier would end its own page");
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(whole)}'`,
    `style-src '${hashOf(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    "<!doctype html>",
    '<html lang="zh-CN">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    "<title>卷宗校验 · Verification of a dossier</title>",
    `<style>${STYLE}</style>`,
    "</head>",
    BODY,
    `<script type="module">${whole}</script>`,
    "</html>",
    "",
  ].join("\n");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

const STYLE = `
:root { color-scheme: light; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1d2430; background: #f6f7f9; }
body { margin: 0 auto; max-width: 52rem; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
p { margin: 0 0 1rem; color: #4a5568; }
label { display: block; margin: 1.5rem 0; padding: 2rem 1rem; border: 2px dashed #94a0b3; border-radius: 10px; background: #fff; text-align: center; cursor: pointer; }
label:focus-within, label.over { border-color: #0f5fb8; background: #eef5fd; }
input { position: absolute; opacity: 0; width: 1px; height: 1px; }
section { margin: 0 0 1.5rem; padding: 1.25rem; border-radius: 10px; background: #fff; border-left: 6px solid #94a0b3; overflow-wrap: anywhere; }
section.good { border-color: #1a7f45; }
section.bad { border-color: #b42318; }
section h2 { font-size: 1.125rem; margin: 0 0 .5rem; }
section pre { margin: 0; font: inherit; font-size: .9375rem; white-space: pre-wrap; }
`;

const BODY = `<body>
<h1>卷宗校验</h1>
<p lang="zh-CN">把卷宗的压缩包放到这里。本页不联网，仅凭其中的方案与事实重新计算得分、名次、奖励和处罚，并与卷宗逐字节比对。</p>
<p lang="en">Drop the zip of a dossier here. This page reaches no network: from plan and facts alone it computes scores, ranks, awards and penalties once more and compares them with the dossier byte for byte.</p>
<label id="drop">选择或拖入卷宗（.zip） · Choose or drop a dossier (.zip)<input id="file" type="file" accept=".zip,application/zip"></label>
<main id="result" aria-live="polite"></main>
<noscript>本页需要JavaScript。 This page needs JavaScript.</noscript>
</body>`;

/** Follows the verifier in the same script and calls it by name. */
const INTERFACE = `
const drop = document.getElementById("drop");
const result = document.getElementById("result");

function show(title, text, tone, language) {
  const section = document.createElement("section");
  section.className = tone;
  section.lang = language;
  const heading = document.createElement("h2");
  heading.textContent = title;
  const words = document.createElement("pre");
  words.textContent = text;
  section.append(heading, words);
  result.append(section);
}

async function open(file) {
  result.replaceChildren();
  if (!file) return;
  try {
    const report = await verifyZip(new Uint8Array(await file.arrayBuffer()));
    result.replaceChildren();
    for (const [language, tag] of [["zh", "zh-CN"], ["en", "en"]]) {
      show(file.name, reportText(report, language), report.ok ? "good" : "bad", tag);
    }
  } catch (error) {
    show(file.name, "无法校验 · Cannot be verified: " + error.message, "bad", "zh-CN");
  }
}

document.getElementById("file").addEventListener("change", (event) => open(event.target.files[0]));
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop") open(event.dataTransfer.files[0]);
  });
}
`;
