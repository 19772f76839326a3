import { useLocale, useTranslations } from "next-intl";
import { Fields } from "@/components/ui/form/Fields";
import { TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import type { Given, WorkedExample } from "@/lib/campaigns/rules/edit/example";
import type { Speaker } from "@/lib/campaigns/rules/edit/speak";
import { DECIMAL_PATTERN, points } from "@/lib/kernel/points";
import { formatPoints, pick } from "@/lib/platform/i18n/format";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Explained, Say } from "@/lib/scoring/types";

/** Lines of the explanation are shown down to here; deeper ones are opened by choosing their part. */
const DEPTH = 3;

/** The chosen part computed by the engine on figures that one may change; nothing is stored. */
export function ExampleBox({
  example,
  programme,
  speaker,
  at,
  name,
}: {
  example: WorkedExample;
  programme: Programme;
  speaker: Speaker;
  at: string;
  name: string;
}) {
  const t = useTranslations("plan.example");
  const says = useTranslations("scoring");
  const locale = useLocale();
  const { givens, outcome } = example;
  const said = (say: Say) => says(`says.${say.code}` as "says.sumOfParts", say.values as never);
  const label = ({ of }: Given) => {
    if (of.sort === "number") return pick(of.node.name, locale);
    if (of.sort === "carry") {
      const review = programme.reviews.find((one) => one.code === of.review);
      return t("carried", { review: review ? pick(review.name, locale) : of.review });
    }
    const facts = speaker.selector(of.from);
    return of.whose === "other" ? t("other", { facts }) : facts;
  };
  return (
    <Section title={t("title")} aside={t("aside")} small id="example">
      <p className="text-note text-ink-3">{t("of", { name })}</p>
      <form method="get" action="#example" className="plan-example form">
        <input type="hidden" name="at" value={at} />
        {givens.length > 0 && (
          <Fields>
            {givens.map((given) => (
              <TextField
                key={`${at} ${given.key}`}
                name={given.key}
                label={label(given)}
                hint={given.of.sort === "facts" ? t(given.of.counted ? "count" : "values") : undefined}
                defaultValue={given.value}
                autoComplete="off"
                inputMode={given.of.sort === "facts" && !given.of.counted ? "text" : "decimal"}
                maxLength={200}
              />
            ))}
          </Fields>
        )}
        {givens.length > 0 && (
          <div>
            <SubmitButton kind="quiet" size="low">
              {t("compute")}
            </SubmitButton>
          </div>
        )}
      </form>
      <div className="plan-result" role="status">
        {outcome.state === "OPEN" && <p className="wait">{t("open")}</p>}
        {outcome.state === "NONE" && (
          <>
            <p className="wait">{t("none")}</p>
            <ul>
              {outcome.why.map((say) => (
                <li key={said(say)}>{said(say)}</li>
              ))}
            </ul>
          </>
        )}
        {outcome.state === "DONE" && outcome.holds !== null && (
          <p>{t("holds", { holds: outcome.holds ? "yes" : "no" })}</p>
        )}
        {outcome.state === "DONE" && <Tree lines={[outcome.root]} depth={0} said={said} />}
      </div>
    </Section>
  );
}

function Tree({ lines, depth, said }: { lines: readonly Explained[]; depth: number; said: (say: Say) => string }) {
  const locale = useLocale();
  return (
    <ul>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may have the same code, and are never reordered
        <li key={`${line.code} ${i}`}>
          <span className="line">
            <b>{pick(line.name, locale)}</b>
            <span className="n">{shown(line.value)}</span>
          </span>
          <span className="say">{said(line.say)}</span>
          {depth < DEPTH && line.inputs.length > 0 && <Tree lines={line.inputs} depth={depth + 1} said={said} />}
        </li>
      ))}
    </ul>
  );
}

function shown(value: string | null): string {
  if (value === null) return "—";
  return DECIMAL_PATTERN.test(value)
    ? formatPoints(value, Math.min(6, Math.max(2, points(value).decimalPlaces())))
    : value;
}
