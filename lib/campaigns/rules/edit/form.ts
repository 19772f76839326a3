import { isDay } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN } from "@/lib/kernel/points";
import type { Refusal } from "@/lib/kernel/result";
import { isItem, isPart, isText, isValue, type Place, type Value } from "./places";
import { parentOf } from "./pointer";
import { type Refers, refersTo } from "./references";
import { type FieldShape, fieldsFor, optionsAt } from "./shape";
import type { Templates } from "./templates";

/**
 * The form of one part, made from its shape: what stands in it by name, and how it is read back. Parts that have forms
 * of their own are no fields here. Names are pointers below the part: `/from/stream`.
 */
export interface Control {
  readonly item: "control";
  readonly name: string;
  /** `plan.fields.<field>`. */
  readonly field: string;
  readonly input: "line" | "code" | "decimal" | "count" | "day" | "choice" | "flag" | "list" | "values";
  readonly value: string;
  readonly lang: "zh" | "en" | null;
  /** An empty box is refused. */
  readonly required: boolean;
  /** An empty box is a blank that publishing waits for. */
  readonly blank: boolean;
  /** Empty can mean two things, so a tick says which: the value is still open. Null where it cannot. */
  readonly open: boolean | null;
  readonly choices: readonly string[];
  readonly refers: Refers | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface Group {
  readonly item: "group";
  readonly field: string;
  readonly name: string;
  /** Place in its list, from 1; null where there is just one. `fresh` is the empty row at the end. */
  readonly row: number | null;
  readonly fresh: boolean;
  readonly optional: boolean;
  /** All its boxes may be blanks, so a tick says that it holds although nothing is filled in. Null elsewhere. */
  readonly open: boolean | null;
  readonly items: readonly FormItem[];
}

export type FormItem = Control | Group;

export type Typed = Readonly<Record<string, string>>;

/** The tick beside a box: `open` typed as `on`. */
export function openName(name: string): string {
  return `${name}/~open`;
}

export function formOf(place: Place): FormItem[] {
  const own = itemsOf(fieldsFor(place.shape, place.value), place.value, "", place.at, false);
  if (!place.inner) return own;
  return [
    ...own,
    ...itemsOf(fieldsFor({ kind: "node" }, place.inner.value), place.inner.value, "/of", place.inner.at, false),
  ];
}

function itemsOf(fields: readonly FieldShape[], value: Value, name: string, at: string, fresh: boolean): FormItem[] {
  return fields.flatMap((field) =>
    itemOf(field, value[field.name], `${name}/${field.name}`, `${at}/${field.name}`, fresh),
  );
}

function itemOf(
  { name: field, shape, optional, nullable }: FieldShape,
  value: unknown,
  name: string,
  at: string,
  fresh: boolean,
): FormItem[] {
  const control = (input: Control["input"], more: Partial<Control> = {}): Control => ({
    item: "control",
    name,
    field,
    input,
    value: typeof value === "string" || typeof value === "number" ? String(value) : "",
    lang: null,
    required: !optional && !nullable && !fresh,
    blank: nullable,
    open: optional && nullable ? value === null : null,
    choices: [],
    refers: null,
    min: null,
    max: null,
    ...more,
  });
  const group = (items: readonly FormItem[], row: number | null = null, blank = false, path = name): Group => ({
    item: "group",
    field,
    name: path,
    row,
    fresh: blank,
    optional,
    open:
      optional && shape.kind === "object" && shape.fields.some((inner) => inner.nullable && !inner.optional)
        ? isValue(value)
        : null,
    items,
  });
  switch (shape.kind) {
    case "fixed":
    case "node":
    case "condition":
      return [];
    case "text":
      return (["zh", "en"] as const).map((lang) =>
        control("line", {
          name: `${name}/${lang}`,
          lang,
          value: isText(value) ? value[lang] : "",
          max: lang === "zh" ? 2000 : 4000,
        }),
      );
    case "code":
    case "population":
      return [control("code", { refers: refersTo(field, at), max: 60 })];
    case "decimal":
      return [control("decimal")];
    case "day":
      return [control("day")];
    case "line":
      return [control("line", { max: shape.max })];
    case "count":
      return [control("count", { min: shape.min, max: shape.max })];
    case "choice":
      return [control("choice", { choices: shape.values })];
    case "flag":
      return [control("flag", { value: value === true ? "YES" : value === false ? "NO" : "", choices: ["YES", "NO"] })];
    case "object": {
      const held = isValue(value) ? value : {};
      return [group(itemsOf(shape.fields, held, name, at, fresh || (optional && !isValue(value))))];
    }
    case "variant": {
      const held = isValue(value) ? value : {};
      const kinds = [...shape.options.keys()];
      const kind = typeof held.kind === "string" ? held.kind : "";
      const choice = control("choice", { name: `${name}/kind`, field: `${field}Kind`, value: kind, choices: kinds });
      return [group([choice, ...itemsOf(fieldsFor(shape, held), held, name, at, fresh)])];
    }
    case "record":
      return rowsOf(Object.entries(isValue(value) ? value : {}), ["", {}]).map(([[key, held], index, blank]) => {
        const path = `${name}/${index}`;
        const attribute = control("code", {
          name: `${path}/name`,
          field: "attribute",
          value: key,
          required: false,
          open: null,
          max: 60,
        });
        const values: FormItem[] =
          shape.of.kind === "list"
            ? [
                control("values", {
                  name: `${path}/values`,
                  field: "values",
                  value: Array.isArray(held) ? held.join(", ") : "",
                  required: false,
                  open: null,
                  max: 1500,
                }),
              ]
            : itemsOf(fieldsFor(shape.of, held), isValue(held) ? held : {}, path, at, true);
        return group([attribute, ...values], index + 1, blank, path);
      });
    case "list": {
      const held = Array.isArray(value) ? value : [];
      if (shape.of.kind === "code" || shape.of.kind === "line") {
        return [
          control("list", {
            value: held.join(", "),
            refers: refersTo(field, at),
            max: 3000,
            required: shape.min > 0 && !fresh,
          }),
        ];
      }
      if (isPart(shape.of) || isItem(shape.of, parentOf(at) === "")) return [];
      const of = shape.of;
      return rowsOf(held, undefined).map(([item, index, blank]) => {
        const path = `${name}/${index}`;
        const inner: FieldShape = { name: field, shape: of, optional: false, nullable: false };
        if (of.kind === "text")
          return group(itemOf(inner, item, path, `${at}/${index}`, blank), index + 1, blank, path);
        return group(
          itemsOf(fieldsFor(of, item), isValue(item) ? item : {}, path, `${at}/${index}`, blank),
          index + 1,
          blank,
          path,
        );
      });
    }
  }
}

/** What is there, and one empty row: filling it in adds one, emptying one takes it away. */
function rowsOf<T>(held: readonly T[], empty: T): [T, number, boolean][] {
  return [...held.map((item, index): [T, number, boolean] => [item, index, false]), [empty, held.length, true]];
}

// ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const ABSENT = Symbol("absent");

/** The part as somebody filled it in; what has no field keeps its value. Faults stand at the names of their boxes. */
export function readForm(place: Place, typed: Typed, templates: Templates): { value: Value; faults: Refusal[] } {
  const reader = new Reader(typed, templates);
  const own = reader.fields(fieldsFor(place.shape, place.value), place.value, "", place.at, false);
  const value = place.inner
    ? {
        ...own,
        of: reader.fields(
          fieldsFor({ kind: "node" }, place.inner.value),
          place.inner.value,
          "/of",
          place.inner.at,
          false,
        ),
      }
    : own;
  return { value, faults: reader.faults };
}

class Reader {
  readonly faults: Refusal[] = [];
  readonly #typed: Typed;
  readonly #templates: Templates;
  readonly #names: readonly string[];

  constructor(typed: Typed, templates: Templates) {
    this.#typed = typed;
    this.#templates = templates;
    this.#names = Object.keys(typed);
  }

  fields(fields: readonly FieldShape[], before: Value, name: string, at: string, fresh: boolean): Value {
    return Object.fromEntries(
      fields.flatMap((field): [string, unknown][] => {
        const held = Object.hasOwn(before, field.name) ? before[field.name] : ABSENT;
        const value = this.#field(field, held, `${name}/${field.name}`, `${at}/${field.name}`, fresh);
        return value === ABSENT ? [] : [[field.name, value]];
      }),
    );
  }

  #fault(name: string, code: string, values: Record<string, string | number> = {}) {
    this.faults.push({ code, field: `f.${name}`, values });
    return ABSENT;
  }

  #text(name: string): string | null {
    return Object.hasOwn(this.#typed, name) ? this.#typed[name]!.trim() : null;
  }

  #below(name: string): string[] {
    return this.#names.filter((candidate) => candidate.startsWith(`${name}/`));
  }

  #isEmpty(name: string): boolean {
    return this.#below(name).every((candidate) => this.#typed[candidate]!.trim() === "");
  }

  #field(field: FieldShape, held: unknown, name: string, at: string, fresh: boolean): unknown {
    const { shape, optional } = field;
    switch (shape.kind) {
      case "fixed":
        return shape.value;
      case "node":
      case "condition":
        return held;
      case "text":
        return this.#both(held, name, optional);
      case "object": {
        if (this.#below(name).length === 0) return held;
        if (optional && this.#isEmpty(name)) return ABSENT;
        return this.fields(shape.fields, isValue(held) ? held : {}, name, at, fresh || held === ABSENT);
      }
      case "variant":
        return this.#variant(field, held, name, at);
      case "record":
        return this.#record(field, held, name);
      case "list":
        return this.#list(field, held, name, at);
      default:
        return this.#scalar(field, held, name);
    }
  }

  #both(held: unknown, name: string, optional: boolean): unknown {
    const zh = this.#text(`${name}/zh`);
    const en = this.#text(`${name}/en`);
    if (zh === null && en === null) return held;
    if (!zh && !en && optional) return ABSENT;
    for (const [lang, value] of [
      ["zh", zh],
      ["en", en],
    ] as const) {
      if (!value) this.#fault(`${name}/${lang}`, zh || en ? "BOTH_LANGUAGES" : "REQUIRED");
    }
    return { zh: zh ?? "", en: en ?? "" };
  }

  #scalar({ shape, optional, nullable }: FieldShape, held: unknown, name: string): unknown {
    const typed = this.#text(name);
    if (typed === null) return held;
    if (typed === "") {
      if (optional && nullable) return this.#text(openName(name)) === "on" ? null : ABSENT;
      if (nullable) return null;
      return optional ? ABSENT : this.#fault(name, "REQUIRED");
    }
    switch (shape.kind) {
      case "decimal":
        return DECIMAL_PATTERN.test(typed) ? typed : this.#fault(name, "NOT_A_NUMBER");
      case "count": {
        if (!/^-?\d{1,9}$/.test(typed)) return this.#fault(name, "NOT_WHOLE");
        const count = Number(typed);
        if (count < shape.min) return this.#fault(name, "TOO_SMALL", { minimum: shape.min });
        return count > shape.max ? this.#fault(name, "TOO_BIG", { maximum: shape.max }) : count;
      }
      case "day":
        return isDay(typed) ? typed : this.#fault(name, "DAY");
      case "choice":
        return shape.values.includes(typed) ? typed : this.#fault(name, "NOT_A_CHOICE");
      case "flag":
        return typed === "YES";
      case "line":
        return typed.length > shape.max ? this.#fault(name, "TOO_LONG", { maximum: shape.max }) : typed;
      default:
        return /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/.test(typed) ? typed : this.#fault(name, "NOT_A_CODE");
    }
  }

  #variant({ shape, optional }: FieldShape, held: unknown, name: string, at: string): unknown {
    if (this.#below(name).length === 0) return held;
    const kind = this.#text(`${name}/kind`) || (isValue(held) ? String(held.kind) : "");
    if (kind === "") return optional ? ABSENT : this.#fault(`${name}/kind`, "REQUIRED");
    const option = optionsAt(shape)?.get(kind);
    if (!option) return this.#fault(`${name}/kind`, "NOT_A_CHOICE");
    if (isValue(held) && held.kind === kind) return this.fields(option.fields, held, name, at, false);
    // Another kind: its own fields, with what the two have in common kept. They are filled in next.
    const made = this.#templates.make(shape, "item", kind) as Value;
    const shared = option.fields.flatMap(({ name: field, shape: of }) => {
      const was = isValue(held)
        ? fieldsFor(shape, held).find((known) => known.name === field && known.shape === of)
        : undefined;
      return was && isValue(held) && Object.hasOwn(held, field) && of.kind !== "fixed" ? [[field, held[field]]] : [];
    });
    return { ...made, ...Object.fromEntries(shared) };
  }

  #rows(name: string): number[] {
    const rows = new Set(
      this.#below(name).flatMap((candidate) => {
        const row = /^\d{1,3}(?=\/|$)/.exec(candidate.slice(name.length + 1))?.[0];
        return row === undefined ? [] : [Number(row)];
      }),
    );
    return [...rows].sort((a, b) => a - b);
  }

  #record({ shape, optional }: FieldShape, held: unknown, name: string): unknown {
    const rows = this.#rows(name);
    if (shape.kind !== "record" || rows.length === 0) return held;
    const of = shape.of;
    const entries = rows.flatMap((row): [string, unknown][] => {
      const path = `${name}/${row}`;
      if (this.#isEmpty(path)) return [];
      const key = this.#text(`${path}/name`) ?? "";
      if (!/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/.test(key)) {
        this.#fault(`${path}/name`, key === "" ? "REQUIRED" : "NOT_A_CODE");
        return [];
      }
      if (of.kind !== "list") return [[key, this.fields(fieldsFor(of, {}), {}, path, path, false)]];
      const values = split(this.#text(`${path}/values`) ?? "");
      if (values.length === 0) this.#fault(`${path}/values`, "REQUIRED");
      if (values.length > 20) this.#fault(`${path}/values`, "TOO_BIG", { maximum: 20 });
      return [[key, values]];
    });
    if (entries.length === 0 && optional) return ABSENT;
    return Object.fromEntries(entries);
  }

  #list({ shape, optional }: FieldShape, held: unknown, name: string, at: string): unknown {
    if (shape.kind !== "list") return held;
    const of = shape.of;
    if (of.kind === "code" || of.kind === "line") {
      const typed = this.#text(name);
      if (typed === null) return held;
      const values = split(typed);
      if (values.length === 0 && optional) return ABSENT;
      if (values.length < shape.min) return this.#fault(name, "REQUIRED");
      if (values.length > shape.max) return this.#fault(name, "TOO_BIG", { maximum: shape.max });
      if (of.kind === "code" && values.some((value) => !/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/.test(value))) {
        return this.#fault(name, "NOT_A_CODE");
      }
      return values;
    }
    if (isPart(of) || isItem(of, parentOf(at) === "")) return held;
    const rows = this.#rows(name);
    if (rows.length === 0) return held;
    const before = Array.isArray(held) ? held : [];
    const items = rows.flatMap((row) => {
      const path = `${name}/${row}`;
      if (this.#isEmpty(path)) return [];
      if (of.kind === "text") return [this.#both({}, path, false)];
      const was: unknown = before[row];
      return [this.fields(fieldsFor(of, was), isValue(was) ? was : {}, path, `${at}/${row}`, was === undefined)];
    });
    if (items.length === 0 && optional) return ABSENT;
    if (items.length < shape.min) return this.#fault(`${name}/0`, "REQUIRED");
    return items;
  }
}

function split(typed: string): string[] {
  return [...new Set(typed.split(/[,，、;；\n]/).map((value) => value.trim()))].filter((value) => value !== "");
}
