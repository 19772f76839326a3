import type { Line } from "@/lib/campaigns/rules/lines";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { formatDay, formatDayRange, formatMoney, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type messages from "@/lib/platform/i18n/messages/zh-CN/documents.json";
import type { PrizeWon } from "@/lib/scoring/awards/prizes";
import type { Say } from "@/lib/scoring/types";
import type { Party } from "./material";

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];
/** A sentence of `documents.paper`. */
export type PaperKey = Leaves<(typeof messages)["paper"]>;

/** How one language says things; handed in, because a document is pure. */
export interface Saying {
  readonly locale: Locale;
  readonly t: (key: PaperKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly say: (say: Say) => string;
  /** A rule of the plan as a sentence, its values filled in. */
  readonly rule: (line: Line) => string;
}

/** The words of a document in its language. */
export class Words {
  constructor(readonly saying: Saying) {}

  get locale(): Locale {
    return this.saying.locale;
  }

  readonly t: Saying["t"] = (key, values) => this.saying.t(key, values);

  say(say: Say): string {
    return this.saying.say(say);
  }

  rule(line: Line): string {
    return this.saying.rule(line);
  }

  own(text: Text): string {
    return pick(text, this.locale);
  }

  day(day: Day): string {
    return formatDay(day, this.locale, { year: true });
  }

  range({ from, to }: DayRange): string {
    return formatDayRange(from, to, this.locale, { year: true });
  }

  points(value: string | null): string {
    return value === null ? this.t("none") : formatPoints(value);
  }

  money(minor: number): string {
    return formatMoney({ minor, currency: "CNY" }, this.locale);
  }

  join(items: readonly string[]): string {
    return items.join(this.t("join"));
  }

  list(items: readonly string[]): string {
    return items.join(this.t("then"));
  }

  party({ unit, person }: Party): string {
    return person ? this.t("party", { person: this.own(person), unit: this.own(unit) }) : this.own(unit);
  }

  parties(parties: readonly Party[]): string {
    return this.join(parties.map((party) => this.party(party)));
  }

  quoted(text: Text): string {
    return this.locale === "zh-CN" ? `《${text.zh}》` : text.en;
  }

  /** “奖金1,000.00元”; money whose amount is still open says so. */
  prize({ prize, amount }: Pick<PrizeWon, "prize" | "amount">, payer = false): string {
    const sum = prize.kind !== "MONEY" ? "" : amount === null ? this.t("open") : formatMoney(amount, this.locale);
    const values = { what: this.own(prize.what), amount: sum };
    return (payer ? this.t("prizePaid", { ...values, payer: this.t(`payer.${prize.payer}`) }) : this.t("prize", values))
      .replaceAll(/ +/g, " ")
      .trim();
  }
}
