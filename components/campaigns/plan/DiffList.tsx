import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { type Content, type Difference, differences } from "@/lib/campaigns/rules/edit/diff";
import type { Control } from "@/lib/campaigns/rules/edit/form";
import { isValue, type Place, wayTo } from "@/lib/campaigns/rules/edit/places";
import { known } from "@/lib/campaigns/rules/edit/references";
import { Speaker, type Words } from "@/lib/campaigns/rules/edit/speak";
import { pick } from "@/lib/platform/i18n/format";
import type { Selector } from "@/lib/scoring/programme/nodes";
import type { Programme } from "@/lib/scoring/programme/schema";

/** What is different between two wordings, in words, each line with the parts it lies in. */
export function DiffList({ before, after }: { before: Programme; after: Programme }) {
  const t = useTranslations("plan");
  const locale = useLocale();
  const words = t as unknown as Words;
  const old = new Teller(before, locale, words);
  const now = new Teller(after, locale, words);
  const found = differences(before, after);
  if (found.length === 0) return <p className="py-3">{t("diff.none")}</p>;
  return (
    <LedgerTable caption={t("diff.count", { n: found.length })} captionShown>
      <thead>
        <tr>
          <Th>{t("diff.where")}</Th>
          <Th>{t("diff.what")}</Th>
        </tr>
      </thead>
      <tbody>
        {found.map((one, i) => {
          const teller = one.kind === "removed" ? old : now;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: differences are told apart by their place in the list
            <Tr key={i}>
              <RowName>{teller.way(one.place)}</RowName>
              <Td top>
                <b>{t(`diff.${one.kind}`)}</b> {tell(one, old, now, t)}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}

function tell(one: Difference, old: Teller, now: Teller, t: ReturnType<typeof useTranslations<"plan">>): string {
  switch (one.kind) {
    case "added":
      return now.speaker.place(one.place);
    case "removed":
      return old.speaker.place(one.place);
    case "recast":
      return t("diff.fromTo", { before: old.speaker.place(one.was), after: now.speaker.place(one.place) });
    case "reordered":
      return t("diff.pair", {
        name: now.speaker.slot(one.field),
        value: one.order.map((place) => now.speaker.title(place)).join(" → "),
      });
    case "changed": {
      const lang =
        one.after.sort === "control"
          ? (one.after.control ?? (one.before.sort === "control" ? one.before.control : null))?.lang
          : null;
      const name = one.after.sort === "group" ? now.speaker.group(one.field) : now.speaker.field(one.field);
      const value = t("diff.fromTo", { before: old.content(one.before), after: now.content(one.after) });
      return t("diff.pair", { name: lang ? t("page.inLanguage", { name, lang }) : name, value });
    }
  }
}

/** One wording in words. */
class Teller {
  readonly speaker: Speaker;
  readonly #programme: Programme;
  readonly #locale: "zh-CN" | "en";
  readonly #t: Words;

  constructor(programme: Programme, locale: "zh-CN" | "en", t: Words) {
    this.#programme = programme;
    this.#locale = locale;
    this.#t = t;
    this.speaker = new Speaker(programme, locale, t);
  }

  way(place: Place): string {
    const way = wayTo(this.#programme, place.at).filter((step) => step.at !== "");
    return way.length === 0 ? this.speaker.type("programme") : way.map((step) => this.speaker.title(step)).join(" › ");
  }

  content(content: Content): string {
    return content.sort === "control" ? this.#control(content.control) : this.#group(content.value);
  }

  #control(control: Control | null): string {
    if (control?.open) return this.#t("open");
    if (!control || control.value === "") {
      return control?.blank && control.open === null ? this.#t("open") : this.#t("diff.nothing");
    }
    const { input, value, refers } = control;
    if (input === "choice" || input === "flag") return this.speaker.choice(control.field, value);
    if (input === "decimal" || input === "count") return this.speaker.figure(value);
    const named = refers && known(this.#programme, refers).find((one) => one.code === value);
    return named ? pick(named.name, this.#locale) : value;
  }

  /** A selector says itself; anything else is told field by field. */
  #group(value: unknown): string {
    if (value === undefined || value === null) return this.#t("diff.nothing");
    if (Array.isArray(value))
      return value.map((item) => this.#group(item)).join(this.#t("join.then")) || this.#t("diff.nothing");
    if (!isValue(value)) return typeof value === "string" || typeof value === "number" ? String(value) : "";
    if (typeof value.stream === "string") return this.speaker.selector(value as unknown as Selector);
    if (typeof value.zh === "string") return String(value[this.#locale === "en" ? "en" : "zh"]);
    return Object.entries(value)
      .flatMap(([field, held]) => {
        if (isValue(held) && ("kind" in held || "code" in held)) return [];
        const said =
          held === null
            ? this.#t("open")
            : typeof held === "string"
              ? this.speaker.choice(field === "kind" ? "byKind" : field, held)
              : this.#group(held);
        return [this.#t("diff.pair", { name: this.speaker.field(field), value: said })];
      })
      .join(this.#t("join.then"));
  }
}
