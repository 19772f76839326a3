import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { Trail } from "@/components/ui/Trail";
import { changePlanAction, editPartAction } from "@/lib/campaigns/actions";
import type { SetupForPage } from "@/lib/campaigns/loaders";
import { kindsFor, wrappersFor } from "@/lib/campaigns/rules/edit/edits";
import { type FormItem, formOf } from "@/lib/campaigns/rules/edit/form";
import { nodeOf, type Place, type Slot, slotsOf } from "@/lib/campaigns/rules/edit/places";
import { CONDITION_KINDS, NODE_KINDS } from "@/lib/campaigns/rules/edit/shape";
import type { Speaker } from "@/lib/campaigns/rules/edit/speak";
import { addressOf } from "./address";
import { PartFields } from "./PartFields";

/** Boxes that most people never touch: they stand folded at the end. */
const LATE = new Set(["code", "tone", "clause"]);

/** The chosen part: where it lies, what it says, its form, and what can be done with it. */
export function PartPanel({ setup, way, speaker }: { setup: SetupForPage; way: readonly Place[]; speaker: Speaker }) {
  const t = useTranslations("plan");
  const place = way.at(-1)!;
  const { code } = setup.campaign;
  const node = nodeOf(place);
  const kind = String((node ?? place).value.kind ?? "");
  const says = speaker.place(place);
  const hint = node !== null || place.type === "condition";
  return (
    <section className="plan-part" id="part" aria-labelledby="part-title" tabIndex={-1}>
      <a href="#tree" className="plan-up">
        {t("page.toTree")}
      </a>
      {way.length > 1 && (
        <Trail
          steps={way.map((step, i) => ({
            label: speaker.title(step),
            ...(i < way.length - 1 ? { href: addressOf(code, step.at) } : {}),
          }))}
        />
      )}
      <h2 id="part-title">{speaker.title(place)}</h2>
      <p className="kind">{hint ? kindLabel(t, node ? "node" : "condition", kind) : speaker.type(place.type)}</p>
      {says !== "" && <p className="says">{says}</p>}
      {setup.open && <PartForm setup={setup} place={place} speaker={speaker} />}
      {setup.open && <Slots setup={setup} place={place} speaker={speaker} />}
      {setup.open && place.type !== "programme" && <PartActs setup={setup} place={place} way={way} speaker={speaker} />}
    </section>
  );
}

function PartForm({ setup, place, speaker }: { setup: SetupForPage; place: Place; speaker: Speaker }) {
  const t = useTranslations("plan.page");
  const items = formOf(place);
  const late = (item: FormItem) => LATE.has(item.field) || (item.item === "control" && item.field === "places");
  const filling = { programme: setup.document, speaker };
  const more = items.filter(late);
  return (
    <ActionForm
      key={`${place.at} ${setup.version}`}
      action={editPartAction}
      version={setup.version}
      hidden={{ campaign: setup.campaign.code, at: place.at }}
      afterDone="keep"
      submit={t("save")}
    >
      <PartFields {...filling} items={items.filter((item) => !late(item))} />
      {more.length > 0 && (
        <details className="fold-out plan-group">
          <summary>{t("more")}</summary>
          <PartFields {...filling} items={more} />
        </details>
      )}
    </ActionForm>
  );
}

/** Where something can be added below the chosen part. */
function Slots({ setup, place, speaker }: { setup: SetupForPage; place: Place; speaker: Speaker }) {
  const t = useTranslations("plan.page");
  const slots = place.type === "programme" ? [] : slotsOf(place).filter((slot) => slot.room);
  if (slots.length === 0) return null;
  return (
    <div className="plan-adds">
      <h3>{t("below")}</h3>
      {slots.map((slot) => (
        <AddForm key={slot.at} setup={setup} slot={slot} speaker={speaker} />
      ))}
    </div>
  );
}

/** Adds one more to a list or an empty place, of a kind that is chosen where there are several. */
export function AddForm({ setup, slot, speaker }: { setup: SetupForPage; slot: Slot; speaker: Speaker }) {
  const t = useTranslations("plan");
  const kinds = kindsFor(slot);
  const what = slot.list && kinds.length === 0 ? speaker.type(slot.type) : speaker.slot(slot.field);
  return (
    <ActionForm
      key={`${slot.at} ${setup.version}`}
      action={changePlanAction}
      version={setup.version}
      hidden={{ campaign: setup.campaign.code, at: slot.at, act: "add" }}
      layout="row"
      className="plan-add"
    >
      {kinds.length > 0 && (
        <SelectField
          name="kind"
          label={t("page.addTo", { what })}
          options={kinds.map((kind) => ({ value: kind, label: kindLabel(t, slot.type, kind) }))}
          empty={false}
          required
        />
      )}
      <SubmitButton kind="quiet" size="low">
        {t("page.add", { what: kinds.length > 0 ? t("page.addChosen") : what })}
      </SubmitButton>
    </ActionForm>
  );
}

function kindLabel(t: ReturnType<typeof useTranslations<"plan">>, type: string, kind: string): string {
  const from = type === "condition" ? "conditions" : "nodes";
  return t("page.kindLabel", {
    name: t(`${from}.${kind}.name` as "nodes.measure.name"),
    hint: t(`${from}.${kind}.hint` as "nodes.measure.hint"),
  });
}

function PartActs({
  setup,
  place,
  way,
  speaker,
}: {
  setup: SetupForPage;
  place: Place;
  way: readonly Place[];
  speaker: Speaker;
}) {
  const t = useTranslations("plan");
  const { list } = place;
  const wrappers = wrappersFor(place);
  const sort = nodeOf(place) ? "node" : place.type;
  const kinds = sort === "node" ? NODE_KINDS : sort === "condition" ? CONDITION_KINDS : [];
  const kind = String((nodeOf(place) ?? place).value.kind ?? "");
  const outer = way.at(-2);
  const inside =
    outer && (sort === "node" ? nodeOf(outer) !== null : sort === "condition" && outer.type === "condition");
  const hidden = { campaign: setup.campaign.code, at: place.at };
  const options = (all: readonly string[]) => all.map((each) => ({ value: each, label: kindLabel(t, sort, each) }));
  const key = `${place.at} ${setup.version}`;
  return (
    <div className="plan-acts">
      <h3>{t("page.acts", { name: speaker.title(place) })}</h3>
      {(list || place.optional || inside) && (
        <ActionForm key={`acts ${key}`} action={changePlanAction} version={setup.version} hidden={hidden} layout="row">
          {list && list.index > 0 && <Act act="up">{t("page.up")}</Act>}
          {list && list.index < list.length - 1 && <Act act="down">{t("page.down")}</Act>}
          {list && <Act act="duplicate">{t("page.duplicate")}</Act>}
          {inside && <Act act="unwrap">{t("page.unwrap")}</Act>}
          {(list ? list.length > list.min : place.optional) && <Act act="remove">{t("page.remove")}</Act>}
        </ActionForm>
      )}
      {kinds.length > 0 && (
        <ActionForm
          key={`recast ${key}`}
          action={changePlanAction}
          version={setup.version}
          hidden={{ ...hidden, act: "recast" }}
          layout="row"
          className="plan-add"
        >
          <SelectField
            name="kind"
            label={t("page.recastTo")}
            options={options(kinds)}
            defaultValue={kind}
            empty={false}
            required
          />
          <SubmitButton kind="quiet" size="low">
            {t("page.recast")}
          </SubmitButton>
        </ActionForm>
      )}
      {wrappers.length > 0 && (
        <ActionForm
          key={`wrap ${key}`}
          action={changePlanAction}
          version={setup.version}
          hidden={{ ...hidden, act: "wrap" }}
          layout="row"
          className="plan-add"
        >
          <SelectField name="kind" label={t("page.wrapIn")} options={options(wrappers)} empty={false} required />
          <SubmitButton kind="quiet" size="low">
            {t("page.wrap")}
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}

function Act({ act, children }: { act: string; children: string }) {
  return (
    <SubmitButton kind="quiet" size="low" name="act" value={act}>
      {children}
    </SubmitButton>
  );
}
