import type { Sentences } from "@/lib/access/refusals";
import type { Text } from "@/lib/kernel/text";
import type { NoticeShown } from "@/lib/notices/loaders/notices";
import { formatDay, formatPoints, formatRank, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";

const isText = (value: Text | string | number): value is Text => typeof value === "object";
const DAYS = ["due", "until"];

/** What a notice says in the reader's language, from its kind and values; `t` speaks `notices`. */
export function noticeWords(
  { kind, values }: Pick<NoticeShown, "kind" | "values">,
  t: unknown,
  locale: Locale,
): { readonly label: string; readonly title: string; readonly text: string; readonly go: string } {
  const say = t as Sentences;
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    if (isText(value)) words[name] = pick(value, locale);
    else if (DAYS.includes(name))
      words[name] = value === "" ? "none" : formatDay(String(value), locale, { year: true });
    else words[name] = value;
  }
  if (kind === "RESULT_CORRECTED") {
    words.before = standing(say, locale, words.rankBefore, words.totalBefore);
    words.after = standing(say, locale, words.rankAfter, words.totalAfter);
  }
  const at = `kinds.${kind}`;
  return {
    label: say(`${at}.label`),
    title: say(`${at}.title`, words),
    text: say(`${at}.text`, words),
    go: say.has(`${at}.go`) ? say(`${at}.go`) : "",
  };
}

function standing(say: Sentences, locale: Locale, rank: string | number = 0, total: string | number = ""): string {
  if (total === "") return say("unranked");
  const points = formatPoints(String(total));
  return Number(rank) === 0
    ? say("scored", { total: points })
    : say("ranked", { rank: formatRank(Number(rank), locale), total: points });
}
