import type { Text } from "@/lib/kernel/text";
import type { Condition, Node, Selector } from "@/lib/scoring/programme/nodes";
import type { AwardPlan, Programme, Streak } from "@/lib/scoring/programme/schema";
import { isValue, nameOf, type Place, type PlaceType } from "./places";
import { known, type Refers } from "./references";

/** The sentences of `plan`, in one language. */
export interface Words {
  (key: string, values?: Readonly<Record<string, string | number>>): string;
  has(key: string): boolean;
}

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/** What the parts that are told by it hold. */
interface Held {
  readonly from: Selector;
  readonly when: Condition;
  readonly gives: Node;
  readonly due?: string;
  readonly grace?: number;
}

/**
 * Says a part of the plan in words: "1,000 plus 200 for each point that the mean of open inspections is below 92". What
 * it says is what stands in the document, blanks included; nothing is computed.
 */
export class Speaker {
  readonly #programme: Programme;
  readonly #locale: "zh" | "en";
  readonly #t: Words;
  #components: Map<string, Text> | null = null;

  constructor(programme: Programme, locale: string, t: Words) {
    this.#programme = programme;
    this.#locale = locale === "en" ? "en" : "zh";
    this.#t = t;
  }

  /** One line of the tree. */
  place(place: Place): string {
    const { value } = place;
    const { type } = place;
    if (place.inner) return this.node(place.inner.value as unknown as Node);
    switch (type) {
      case "node":
        return this.node(value as unknown as Node);
      case "condition":
        return this.condition(value as unknown as Condition);
      default:
        return this.#item(type, value);
    }
  }

  /** Name of a part, or what it is called where it has none. */
  title(place: Place): string {
    const name = nameOf(place);
    return name ? name[this.#locale] : this.type(place.type);
  }

  type(type: PlaceType): string {
    return this.#t(`types.${type}`);
  }

  /** Word of a choice: `plan.choices.<field>.<value>`. */
  choice(field: string, value: string): string {
    const key = `choices.${field}.${value}`;
    return this.#t.has(key) ? this.#t(key) : value;
  }

  /** What hangs below a part in this field. */
  slot(field: string): string {
    const key = `slots.${field}`;
    return this.#t.has(key) ? this.#t(key) : this.#t("slots.other");
  }

  /** A group of boxes: `from` is a day as a box and facts as a group. */
  group(field: string): string {
    const key = `groups.${field}`;
    return this.#t.has(key) ? this.#t(key) : this.field(field);
  }

  field(field: string): string {
    const key = `fields.${field}`;
    return this.#t.has(key) ? this.#t(key) : field;
  }

  figure(value: unknown): string {
    if (value === null || value === undefined) return this.#t("open");
    const [whole = "", fraction] = String(value).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",").replace("-", "−");
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
  }

  // ── components ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** A component as a noun, to stand inside another sentence. */
  value(node: Node): string {
    switch (node.kind) {
      case "measure":
        return this.#take(node.take, node.from);
      case "ratio":
        return this.#t("values.ratio", {
          over: this.#take(node.over.take, node.over.from),
          under: this.#take(node.under.take, node.under.from),
        });
      case "constant":
        return this.figure(node.value);
      case "ref":
        return this.#quoted(this.#name("component", node.node));
      case "event":
        return this.#t("values.event", {
          attr: node.attr ? this.attribute(node.attr) : "",
          own: node.attr ? "no" : "yes",
        });
      case "carry":
        return this.#t("values.carry", { review: this.#name("review", node.review) });
      case "sheet":
        return this.#t("values.sheet", {
          sheet: this.#name("sheet", node.sheet),
          period: this.#name("period", node.period),
        });
      case "standing":
        return this.#standing(node);
      case "change":
        return this.#t("values.change", { as: node.as, of: this.value(node.of), base: this.value(node.base) });
      default:
        return this.#quoted(node.name[this.#locale]);
    }
  }

  node(node: Node): string {
    const said = this.#said(node);
    return node.places === undefined ? said : this.#t("rounded", { said, places: node.places });
  }

  #said(node: Node): string {
    switch (node.kind) {
      case "measure":
        return this.#measure(node);
      case "ratio":
      case "carry":
      case "standing":
      case "change":
        return this.#t("orElse", { said: this.value(node), otherwise: this.choice("otherwise", node.otherwise) });
      case "ledger":
        return this.#t("nodes.ledger.says", {
          base: node.base === undefined ? "" : this.figure(node.base),
          based: node.base === undefined ? "no" : "yes",
          n: node.entries.length,
          limits: this.#limits(node.floor, node.cap),
        });
      case "scale":
        return this.#scale(node);
      case "weighted":
        return this.#t("nodes.weighted.says", { n: node.parts.length, parts: this.#weights(node) });
      case "total":
        return this.#t("nodes.total.says", {
          parts: this.#list(
            node.parts.map((part) => this.#short(part)),
            "plus",
          ),
          limits: this.#limits(node.floor, node.cap),
          stated: node.stated ? this.#t("beside", { stated: this.#short(node.stated) }) : "",
        });
      case "product":
        return this.#list(
          node.parts.map((part) => this.value(part)),
          "times",
        );
      case "shortfall":
        return this.#t("nodes.shortfall.says", {
          of: this.value(node.of),
          side: node.side,
          mark: this.figure(node.mark),
          based: node.base !== null && Number(node.base) === 0 ? "no" : "yes",
          base: this.figure(node.base),
          each: this.figure(node.each),
          parts: node.parts,
        });
      case "choose":
        return this.#t("nodes.choose.says", { n: node.cases.length, else: this.value(node.else) });
      case "veto":
        return this.#t("nodes.veto.says", { of: this.value(node.of), n: node.vetoes.length });
      default:
        return this.value(node);
    }
  }

  #measure(node: Of<"measure">): string {
    const value = node.every
      ? this.#t("every", {
          said: this.#take(node.take, node.from),
          step: node.every.step,
          take: this.choice("take", node.every.take),
        })
      : this.value(node);
    if (node.atLeast === 0) return value;
    return this.#t("need", {
      said: value,
      n: this.figure(node.atLeast),
      otherwise: this.choice("otherwise", node.otherwise),
    });
  }

  #scale(node: Of<"scale">): string {
    const { by } = node;
    const of = this.value(node.of);
    switch (by.kind) {
      case "TO_BEST":
        return this.#t("nodes.scale.toBest", { of, full: this.figure(by.full), better: by.better ?? "HIGHER" });
      case "TO_TARGET":
        return this.#t("nodes.scale.toTarget", {
          of,
          full: this.figure(by.full),
          target: this.figure(by.target),
          better: by.better ?? "HIGHER",
        });
      case "BANDS":
        return this.#t("nodes.scale.bands", {
          of,
          table: this.#list(
            by.bands.map((band) =>
              this.#t("nodes.scale.band", { from: this.figure(band.from), points: this.figure(band.points) }),
            ),
            "then",
          ),
        });
      case "PLACES":
        return this.#t("nodes.scale.places", {
          of,
          better: by.better ?? "HIGHER",
          table: this.#list(
            by.places.map((place) => this.#t("nodes.scale.place", { to: place.to, points: this.figure(place.points) })),
            "then",
          ),
          rest: this.figure(by.rest),
        });
    }
  }

  #weights(node: Of<"weighted">): string {
    const parts = node.parts.map((part) =>
      this.#t("nodes.weighted.part", { name: part.of.name[this.#locale], weight: this.figure(part.weight) }),
    );
    return this.#list(parts, "then");
  }

  #standing(node: Of<"standing">): string {
    const population =
      node.population === undefined || node.population === "ALL"
        ? "ALL"
        : node.population === "GROUP"
          ? "GROUP"
          : "other";
    return this.#t("values.standing", {
      as: node.as,
      population,
      whose: node.population ?? "",
      from: node.outside ? "outside" : node.review ? "review" : "own",
      review: node.review ? this.#name("review", node.review) : "",
      outside: node.outside ?? "",
    });
  }

  #limits(floor: string | null | undefined, cap: string | null | undefined): string {
    return [
      floor === undefined ? "" : this.#t("floor", { floor: this.figure(floor) }),
      cap === undefined ? "" : this.#t("cap", { cap: this.figure(cap) }),
    ].join("");
  }

  #short(node: Node): string {
    return node.kind === "constant" ? this.figure(node.value) : this.#quoted(node.name[this.#locale]);
  }

  // ── facts and conditions ────────────────────────────────────────────────────────────────────────────────────────────

  #take(take: string, from: Selector): string {
    return this.#t("take", { take, facts: this.selector(from) });
  }

  stream(stream: string): string {
    const declared = this.#programme.streams?.find((one) => one.code === stream);
    if (declared) return declared.name[this.#locale];
    const [family = "", ...rest] = stream.split(".");
    const code = rest.join(".");
    const named =
      family === "standing"
        ? this.#name("review", code)
        : family === "award"
          ? this.#name("award", code)
          : code || family;
    return this.#t("stream", { stream: stream.replaceAll(".", "_"), family: code ? family : "none", code: named });
  }

  attribute(attr: string): string {
    return this.#t("attribute", { attr: attr.replaceAll(/[.-]/g, "_"), raw: attr });
  }

  /** Facts as a noun, narrowed: "complaints (validity valid; last 3 months)". */
  selector(from: Selector): string {
    const clauses = [
      ...this.#narrowed(from),
      ...(from.anyOf
        ? [
            this.#list(
              from.anyOf.map((one) => this.#list(this.#narrowed(one), "and")),
              "or",
            ),
          ]
        : []),
      ...(from.by ? [this.#t("facts.by", { attr: this.attribute(from.by) })] : []),
      ...(from.lastMonths ? [this.#t("facts.lastMonths", { n: from.lastMonths })] : []),
      ...(from.highestPer ? [this.#t("facts.highestPer", { attr: this.attribute(from.highestPer) })] : []),
    ];
    const stream = this.stream(from.stream);
    return clauses.length === 0 ? stream : this.#t("facts.narrowed", { stream, clauses: this.#list(clauses, "then") });
  }

  #narrowed(from: Pick<Selector, "where" | "range">): string[] {
    const where = Object.entries(from.where ?? {}).map(([attr, values]) =>
      this.#t("facts.where", {
        attr: this.attribute(attr),
        values: this.#list(
          values.map((raw) => this.#t("attributeValue", { value: raw.replaceAll(/[^A-Za-z0-9_]/g, "_"), raw })),
          "or",
        ),
      }),
    );
    const range = Object.entries(from.range ?? {}).map(([attr, ends]) =>
      this.#t("facts.range", {
        attr: this.attribute(attr),
        ends: this.#list(
          (["min", "above", "max", "below"] as const).flatMap((side) =>
            ends[side] === undefined ? [] : [this.#t("facts.end", { side, figure: this.figure(ends[side]) })],
          ),
          "then",
        ),
      }),
    );
    return [...where, ...range];
  }

  condition(condition: Condition, inside = false): string {
    switch (condition.kind) {
      case "compare":
        return this.#t("compare", {
          of: this.value(condition.of),
          is: condition.is,
          than: this.figure(condition.than),
        });
      case "not":
        return this.#t("not", { said: this.condition(condition.of) });
      default: {
        const said = this.#list(
          condition.of.map((one) => this.condition(one, true)),
          condition.kind === "all" ? "and" : "or",
        );
        return inside && condition.of.length > 1 ? this.#t("bracket", { said }) : said;
      }
    }
  }

  // ── the other parts ─────────────────────────────────────────────────────────────────────────────────────────────────

  #item(type: PlaceType, given: Readonly<Record<string, unknown>>): string {
    const value = given as unknown as Held;
    const say = (key: string, values: Record<string, string | number> = {}) => this.#t(`says.${key}`, values);
    const day = (field: string) => (typeof given[field] === "string" ? (given[field] as string) : this.#t("open"));
    const amount = (field: string) => this.figure(given[field]);
    const code = (field: string) => String(given[field] ?? "");
    const size = (field: string) => (Array.isArray(given[field]) ? (given[field] as unknown[]).length : 0);
    switch (type) {
      case "programme":
        return say("programme");
      case "phase":
        return say("phase", { from: day("from"), to: day("to"), n: size("tasks") });
      case "task":
        return isValue(given.evidence) ? say("task", { evidence: this.#both(given.evidence) }) : "";
      case "period":
        return say("period", { from: day("from"), to: day("to"), every: code("every") || "none" });
      case "seat":
        return say("seat", {
          body: code("body"),
          min: code("min"),
          max: code("max"),
          one: given.min === given.max ? "yes" : "no",
        });
      case "group":
        return [
          ...(Array.isArray(given.posts) ? [say("groupPosts", { posts: given.posts.join(", ") })] : []),
          ...(isValue(given.withheld) ? [say("groupWithheld", { why: this.#both(given.withheld) })] : []),
        ].join(this.#t("join.and"));
      case "standard":
        return say("standard", {
          method: this.choice("method", code("method")),
          standard: code("standard"),
          rhythm: this.choice("rhythm", code("rhythm")),
        });
      case "stream":
        return say("stream", { of: code("of"), valued: isValue(given.value) ? "yes" : "no", n: size("attrs") });
      case "attribute":
        return say("attribute", {
          kind: this.choice("kind", code("kind")),
          required: given.required === true ? "yes" : "no",
        });
      case "sheet":
      case "value":
        return "";
      case "review":
        return say("review", {
          period: this.#name("period", code("period")),
          cutOff: day("cutOffOn"),
          who: isValue(given.subjects) ? String(given.subjects.kind) : "UNIT",
          apart: code("groups") || "TOGETHER",
        });
      case "award":
        return this.#award(value as unknown as AwardPlan);
      case "penalty":
        return this.#penalty(value as unknown as Programme["penalties"][number]);
      case "duty":
        return say("duty", {
          every: code("every"),
          n: amount("atLeast"),
          within: this.#name("interval", code("within")),
          facts: this.selector(value.from),
          due: given.due === "START" ? "START" : "END",
          grace: Number(given.grace ?? 0),
        });
      case "entry":
        return this.condition(value.when);
      case "tie":
        return say("tie", { node: this.#name("component", code("node")), better: code("better") });
      case "grade":
        return say("grade", {
          posts: Array.isArray(given.posts) ? given.posts.join(", ") : "",
          all: size("posts") === 0 ? "yes" : "no",
        });
      case "band":
        return say("band", { from: amount("from") });
      case "stratum":
        return say("stratum", { posts: Array.isArray(given.posts) ? given.posts.join(", ") : "", max: code("max") });
      case "exclusion":
        return this.selector(value.from);
      case "prize":
        return this.#prize(value as unknown as AwardPlan["prizes"][number]);
      case "consequence":
        return this.#consequence(value as unknown as Programme["penalties"][number]["consequences"][number]);
      case "line":
        return this.#line(value as unknown as Of<"ledger">["entries"][number]);
      case "case":
        return say("case", { when: this.condition(value.when), gives: this.value(value.gives) });
      case "veto":
        return this.#veto(value as unknown as Of<"veto">["vetoes"][number]);
      default:
        return "";
    }
  }

  #award(award: AwardPlan): string {
    const { basis, quota } = award;
    const how =
      basis.kind === "RANK"
        ? this.#name("component", basis.node)
        : basis.kind === "THRESHOLD"
          ? this.condition(basis.when)
          : basis.kind === "STREAK"
            ? this.#streak(basis)
            : basis.kind === "VOTE"
              ? this.selector(basis.from)
              : String(basis.perUnit);
    return this.#t("says.award", {
      basis: basis.kind,
      how,
      voters: basis.kind === "VOTE" ? (basis.voters ?? "PARTICIPANTS") : "NONE",
      own: basis.kind === "VOTE" && basis.own ? "yes" : "no",
      target: award.target,
      review: this.#name("review", award.review),
      min: quota.min,
      max: this.figure(quota.max),
      size: quota.min === quota.max ? "exact" : quota.min === 0 ? "upTo" : "range",
      per: quota.per === undefined ? "no" : "yes",
      report: award.report ?? "NOBODY",
    });
  }

  #penalty(penalty: Programme["penalties"][number]): string {
    const { when } = penalty;
    const how =
      when.kind === "PER_EVENT"
        ? this.selector(when.from)
        : when.kind === "BOTTOM"
          ? this.figure(when.n)
          : when.kind === "THRESHOLD"
            ? this.condition(when.when)
            : this.#streak(when);
    const said = this.#t("says.penalty", {
      when: when.kind,
      how,
      review: this.#name("review", penalty.review),
      choose: penalty.choose,
      n: penalty.consequences.length,
    });
    return penalty.repeat ? this.#t("says.repeat", { said, times: this.figure(penalty.repeat.times) }) : said;
  }

  #streak(streak: Streak): string {
    return this.#t("says.streak", {
      n: streak.length,
      step: streak.step,
      facts: this.selector(streak.from),
      window: streak.window,
    });
  }

  #prize(prize: AwardPlan["prizes"][number]): string {
    const said = this.#t("says.prize", {
      kind: this.choice("kind", prize.kind),
      payer: this.choice("payer", prize.payer),
      money: prize.by ? "by" : prize.amount === undefined ? "none" : "amount",
      amount: prize.by ? this.value(prize.by) : this.figure(prize.amount),
    });
    const { places } = prize;
    return places
      ? this.#t("says.places", {
          said,
          from: places.from,
          to: places.to,
          one: places.from === places.to ? "yes" : "no",
        })
      : said;
  }

  #consequence(item: Programme["penalties"][number]["consequences"][number]): string {
    return this.#t("says.consequence", {
      falls: this.choice("falls", item.falls),
      money: item.by ? "by" : item.amount ? "range" : "none",
      by: item.by ? this.node(item.by) : "",
      min: this.figure(item.amount?.min),
      max: this.figure(item.amount?.max),
    });
  }

  #line(entry: Of<"ledger">["entries"][number]): string {
    const facts = this.selector(entry.from);
    const said = entry.between
      ? this.#t("says.lineBetween", {
          facts,
          sign: entry.between.sign,
          min: this.figure(entry.between.min),
          max: this.figure(entry.between.max),
        })
      : this.#t("says.line", {
          facts,
          per: entry.per ?? "FACT",
          sign:
            typeof entry.each === "string" && entry.each.startsWith("-")
              ? "MINUS"
              : entry.each === null || entry.each === undefined
                ? "OPEN"
                : "PLUS",
          each: typeof entry.each === "string" ? this.figure(entry.each.replace("-", "")) : this.#t("open"),
        });
    return entry.most === undefined ? said : this.#t("says.most", { said, most: this.figure(entry.most) });
  }

  #veto(veto: Of<"veto">["vetoes"][number]): string {
    return this.#t("says.veto", {
      when: this.condition(veto.when),
      effect: veto.effect.kind,
      at: veto.effect.kind === "CEILING" ? this.figure(veto.effect.at) : "",
    });
  }

  // ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  #name(refers: Refers, code: string): string {
    if (refers === "component") {
      this.#components ??= new Map(known(this.#programme, refers).map((one) => [one.code, one.name]));
      return this.#components.get(code)?.[this.#locale] ?? code;
    }
    return known(this.#programme, refers).find((one) => one.code === code)?.name[this.#locale] ?? code;
  }

  #both(text: Readonly<Record<string, unknown>>): string {
    return String(text[this.#locale] ?? "");
  }

  #quoted(name: string): string {
    return this.#t("quoted", { name });
  }

  #list(items: readonly string[], join: "and" | "or" | "then" | "plus" | "times"): string {
    return items.join(this.#t(`join.${join}`));
  }
}
