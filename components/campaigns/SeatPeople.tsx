import { useLocale, useTranslations } from "next-intl";
import { TextField } from "@/components/ui/form/inputs";
import type { SeatForPage } from "@/lib/campaigns/loaders";
import { typedPerson } from "@/lib/campaigns/rules/people";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";

/** Empty places offered beyond those held, as far as the seat allows. */
const SPARE = 2;

/** One seat: who holds it, and places for more. The list of people is shared by all places of the page. */
export function SeatPeople({
  entry,
  index,
  list,
  editable,
}: {
  entry: SeatForPage;
  index: number;
  list: string;
  editable: boolean;
}) {
  const t = useTranslations("setup.committee");
  const locale = useLocale();
  const { seat, members } = entry;
  const name = pick(seat.name, locale);
  const places = Math.min(seat.max, Math.max(members.length + SPARE, seat.min));
  return (
    <div>
      <div className="seat">
        <b>{name}</b>
        <span>
          {seat.min === seat.max ? t("exactly", { n: seat.min }) : t("range", { min: seat.min, max: seat.max })}
        </span>
      </div>
      {editable ? (
        <div className="people">
          <input type="hidden" name={`seats.${index}.seat`} value={seat.code} />
          {Array.from({ length: places }, (_, i) => {
            const member = members[i];
            return (
              <TextField
                // biome-ignore lint/suspicious/noArrayIndexKey: places of a seat are told apart by their order
                key={i}
                name={`seats.${index}.people.${i}`}
                label={t("person", { seat: name, n: i + 1 })}
                hint={member?.unit ? pick(member.unit, locale) : undefined}
                defaultValue={member ? typedPerson(member.person) : ""}
                list={list}
                autoComplete="off"
              />
            );
          })}
        </div>
      ) : members.length === 0 ? (
        <span className="text-ink-3">{t("nobody")}</span>
      ) : (
        <ul className="people">
          {members.map(({ person, unit }) => (
            <li key={person.id}>
              {nameOf(person, locale)} <span className="text-note text-ink-3">{unit && pick(unit, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
