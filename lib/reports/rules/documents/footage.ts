import { markText } from "@/lib/footage/rules/answers";
import type { CircularRow } from "@/lib/footage/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Paper } from "@/lib/platform/paper/types";
import { Body, column } from "./outline";
import type { Words } from "./words";

export interface FootageMaterial {
  readonly campaign: { readonly name: Text; readonly organiser: Text };
  readonly circular: CircularRow;
  /** Day on which it was issued. */
  readonly issuedOn: Day;
}

/** The circular on a round of CCTV reviews: outlets by name, what was seen when, and from when on it is enforced; people stay out of it. */
export function footageOf({ campaign, circular, issuedOn }: FootageMaterial, words: Words): Paper {
  const body = new Body(words);
  const { findings, graceOn } = circular;
  body.text(
    words.t("footage.intro", {
      days: words.range({ from: circular.from, to: circular.to }),
      reviews: circular.reviews.length,
      findings: findings.length,
    }),
  );
  body.heading(1, words.t("footage.found"));
  if (findings.length === 0) body.text(words.t("footage.none"));
  else
    body.table(
      words.t("footage.table"),
      [
        column(words, "who", 1.8),
        column(words, "seen", 2),
        column(words, "problem", 3.2),
        column(words, "lost", 0.9, "end"),
        column(words, "consequence", 1.6),
      ],
      findings.map((finding) => [
        words.own(finding.unit.name),
        words.join(finding.marks.map(markText)),
        `${finding.reason} (${finding.item.code} ${words.own(finding.item.text)})`,
        words.points(finding.lost),
        words.t(`footage.effects.${finding.effect}`),
      ]),
    );
  body.heading(1, words.t("footage.grace"));
  body.text(words.t("footage.graceText", { day: words.day(graceOn) }));
  body.heading(1, words.t("footage.asked"));
  body.text(circular.text);
  body.text(words.t("footage.viewing", { day: words.day(circular.dueOn) }));
  return {
    locale: words.locale,
    head: words.own(campaign.organiser),
    number: circular.no,
    title: circular.title,
    subtitle: null,
    addressee: words.t("circular.addressee"),
    body: body.blocks,
    closing: { issuer: words.t("issuer", { unit: words.own(campaign.organiser) }), day: words.day(issuedOn) },
  };
}
