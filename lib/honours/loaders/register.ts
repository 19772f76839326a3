import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { may, mayAnywhere } from "@/lib/access/policy";
import { perform } from "@/lib/access/usecase";
import { campaignsFor } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { findUnitByCode, mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { listEntered, listOwn } from "../data";
import { readsHonour } from "../policy";
import { countsOf, inOrder, isAsked } from "../rules";
import { filterInput } from "../schema";
import type { HonourFilter, HonourKind, HonourShown } from "../types";
import { takeRegister } from "../usecases";

export type Asked = Readonly<Record<string, string | string[] | undefined>>;

export interface RegisterRow extends HonourShown {
  readonly documents: readonly FileReference[];
  readonly mayWithdraw: boolean;
}

export interface Register {
  readonly filter: HonourFilter;
  /** Whose register it is, where one was asked for and may be read. */
  readonly of: { readonly unit: Unit | null; readonly person: PersonAt | null } | null;
  readonly rows: readonly RegisterRow[];
  readonly counts: Readonly<Record<HonourKind, number>>;
  readonly years: readonly number[];
  readonly mayEnter: boolean;
  readonly today: Day;
}

function filterOf(asked: Asked): HonourFilter {
  const one = (key: string) => (typeof asked[key] === "string" ? asked[key] : undefined);
  const given = ["q", "kind", "level", "year", "of"].flatMap((key) => (one(key) ? [[key, one(key)]] : []));
  const { q, ...rest } = filterInput.parse(Object.fromEntries(given));
  return { words: q, ...rest };
}

async function registerFor(actor: Actor, asked: Asked): Promise<Register> {
  const day = today();
  const filter = filterOf(asked);
  const own = [];
  for (const campaign of await campaignsFor(db, actor)) own.push(...(await listOwn(db, campaign, day)));
  const readable = [...own, ...(await listEntered(db, day))].filter((honour) => readsHonour(actor, honour));
  const units = await mapUnits(
    db,
    readable.flatMap(({ unitId }) => unitId ?? []),
    day,
  );
  const people = await mapPeople(
    db,
    readable.flatMap(({ personId }) => personId ?? []),
  );
  const shown = readable.map((honour): HonourShown => {
    const unit = units.get(honour.unitId ?? "");
    const person = people.get(honour.personId ?? "");
    return {
      ...honour,
      unit: honour.group ?? unit?.name ?? { zh: "—", en: "—" },
      code: person?.staffNo ?? unit?.code ?? "",
      person: person ? { name: person.name, nameLatin: person.nameLatin } : null,
    };
  });
  const of = filter.of === "" ? null : await findOf(filter.of, day);
  const below = ({ path, personId }: HonourShown) =>
    of?.person ? personId === of.person.id : of?.unit ? path.startsWith(of.unit.path) : false;
  const rows = inOrder(shown.filter((honour) => isAsked(honour, filter, below)));
  const files = await mapFiles(
    db,
    rows.flatMap((row) => row.files),
  );
  return {
    filter,
    // Who was asked for is named only where something of theirs, or they themselves, may be read.
    of: of && rows.length > 0 ? of : null,
    rows: rows.map((row) => ({
      ...row,
      documents: row.files.flatMap((id) => files.get(id) ?? []),
      mayWithdraw: row.source === "ENTERED" && row.withdrawn === null && may(actor, "honours.enter", row),
    })),
    counts: countsOf(rows),
    years: [...new Set(shown.map(({ on }) => Number(on.slice(0, 4))))].sort((a, b) => b - a),
    mayEnter: mayAnywhere(actor, "honours.enter"),
    today: day,
  };
}

async function findOf(code: string, day: Day): Promise<NonNullable<Register["of"]> | null> {
  const unit = await findUnitByCode(db, code, day);
  if (unit) return { unit, person: null };
  const row = await db.person.findUnique({ where: { staffNo: code }, select: { id: true } });
  const person = row && (await mapPeople(db, [row.id])).get(row.id);
  return person ? { unit: null, person } : null;
}

function mayRead(actor: Actor): boolean {
  return mayAnywhere(actor, "honours.read") || actor.personId !== null;
}

/** The honour register (荣誉册) as far as the reader may read it: decisions of final reviews, and what was entered. */
export async function loadRegister(asked: Asked): Promise<Register> {
  const actor = await requireActor();
  if (!mayRead(actor)) notFound();
  return registerFor(actor, asked);
}

/** The same for a file; who took it stands in the audit trail. */
export async function loadRegisterExport(asked: Asked): Promise<Register> {
  const actor = await requireActor();
  const text = (key: string) => (typeof asked[key] === "string" ? asked[key] : "");
  const input = Object.fromEntries(["q", "kind", "level", "year", "of"].map((key) => [key, text(key)]));
  const taken = await perform(takeRegister, { actor, input });
  if (!taken.ok) notFound();
  return registerFor(actor, asked);
}

export interface EnterForm {
  /** The unit that was chosen; null while none was, or where there is none that the reader enters for. */
  readonly unit: Unit | null;
  readonly people: readonly PersonAt[];
  readonly asked: string;
  readonly today: Day;
}

/** For the office: first the unit by its code, then the honour. */
export async function loadEnterForm(code: string): Promise<EnterForm> {
  const actor = await requireActor();
  if (!mayAnywhere(actor, "honours.enter")) notFound();
  const day = today();
  const found = code === "" ? null : await findUnitByCode(db, code, day);
  const unit = found && may(actor, "honours.enter", found) ? found : null;
  return { unit, people: unit ? await listPeopleAt(db, unit.id, day) : [], asked: code, today: day };
}
