import { getLocale, getTranslations } from "next-intl/server";
import { SeatPeople } from "@/components/campaigns/SeatPeople";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { NumberField } from "@/components/ui/form/inputs";
import { OneColumn, Section } from "@/components/ui/Page";
import { editCommitteeAction, editSeatsAction } from "@/lib/campaigns/actions";
import { loadCommittee, loadSetup } from "@/lib/campaigns/loaders";
import { typedPerson } from "@/lib/campaigns/rules/people";
import { pick } from "@/lib/platform/i18n/format";

const BODIES = ["LEADING_GROUP", "OFFICE"] as const;

export default async function CommitteePage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, { seats, people }, t, locale] = await Promise.all([
    loadSetup(code),
    loadCommittee(code),
    getTranslations("setup.committee"),
    getLocale(),
  ]);
  return (
    <OneColumn>
      <SetupHead setup={setup} step="committee" beside />
      <SetupForm setup={setup} action={editCommitteeAction} allowed={setup.mayEdit} submit={t("savePeople")}>
        {BODIES.map((body) => (
          <Section key={body} title={t(`bodies.${body}`)} aside={setup.mayEdit ? t("people") : undefined}>
            <div className="seat-rows">
              {seats.map((entry, i) =>
                entry.seat.body === body ? (
                  <SeatPeople key={entry.seat.code} entry={entry} index={i} list="people" editable={setup.mayEdit} />
                ) : null,
              )}
            </div>
          </Section>
        ))}
      </SetupForm>
      <datalist id="people">
        {people.map(({ person, unit }) => (
          <option key={person.id} value={typedPerson(person)} label={`${person.name} ${pick(unit, locale)}`} />
        ))}
      </datalist>
      {setup.open && (
        <Section title={t("seats")} aside={t("seatsHint")} small>
          <SetupForm setup={setup} action={editSeatsAction} submit={t("saveSeats")}>
            <div className="slots sizes">
              {seats.map(({ seat }, i) => (
                <div key={seat.code}>
                  <input type="hidden" name={`seats.${i}.seat`} value={seat.code} />
                  <NumberField
                    name={`seats.${i}.min`}
                    label={t("min", { seat: pick(seat.name, locale) })}
                    defaultValue={String(seat.min)}
                    whole
                  />
                  <NumberField
                    name={`seats.${i}.max`}
                    label={t("max", { seat: pick(seat.name, locale) })}
                    defaultValue={String(seat.max)}
                    whole
                  />
                </div>
              ))}
            </div>
          </SetupForm>
        </Section>
      )}
      <SetupFoot code={setup.campaign.code} step="committee" />
    </OneColumn>
  );
}
