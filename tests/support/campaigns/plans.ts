import {
  COMPARISONS,
  type Condition,
  type Node,
  type Selector,
  SHORTFALLS,
  STEPS,
  TAKES,
} from "@/lib/scoring/programme/nodes";
import type {
  AwardPlan,
  ConsequencePlan,
  PenaltyPlan,
  Prize,
  Programme,
  ReviewPlan,
} from "@/lib/scoring/programme/schema";
import { type Choices, GROUPS, KINDS, LEVELS, name, STREAMS } from "./choices";

/** Last days of reviews by their period; those of recurring ones take the last day of each stretch. */
const CUT_OFFS: Readonly<Record<string, string>> = { EARLY: "2026-01-31", H: "2026-06-30", Y: "2026-12-15" };

/** Where a node stands: only there some kinds make sense. */
interface Place {
  readonly depth: number;
  readonly sheets: boolean;
  /** After the ranking, in awards and penalties. */
  readonly ranked: boolean;
  readonly event: boolean;
  /** Codes that a `ref` may name. */
  readonly names: readonly string[];
}

type Base = Pick<Node, "code" | "name" | "places">;

/** Plans that say anything the vocabulary can say. */
export class Plans {
  #serial = 0;

  constructor(private readonly some: Choices) {}

  #base(kind: string): Base {
    this.#serial += 1;
    const code = `${kind}${this.#serial}`;
    const { some } = this;
    return { code, name: name(code), ...(some.chance(0.4) && { places: some.count(0, 4) }) };
  }

  #narrowing() {
    const { some } = this;
    const bound = () => some.one(["0", "1", "2", "60", "90"]);
    return {
      ...(some.chance(0.3) && { where: { level: some.some(LEVELS, 0.7).concat("A") } }),
      ...(some.chance(0.15) && {
        range: {
          [some.one(["value", "n"])]: {
            ...(some.chance(0.5) && { [some.one(["min", "above"])]: bound() }),
            ...(some.chance(0.3) && { [some.one(["max", "below"])]: some.one(["92.5", "100"]) }),
          },
        },
      }),
    };
  }

  #selector(stream?: string): Selector {
    const { some } = this;
    return {
      stream: stream ?? some.one(STREAMS),
      ...this.#narrowing(),
      ...(some.chance(0.1) && { anyOf: some.list(1, 2, () => this.#narrowing()) }),
      ...(some.chance(0.2) && { by: some.one(["person", "head"]) }),
      ...(some.chance(0.1) && { lastMonths: some.count(1, 8) }),
      ...(some.chance(0.15) && { highestPer: some.one(["case", "level"]) }),
    };
  }

  #leaf(place: Place): Node {
    const { some } = this;
    const kinds = [
      "measure",
      "measure",
      "measure",
      "every",
      "ratio",
      "ledger",
      "ledger",
      "carry",
      "constant",
      "outside",
      "before",
    ];
    if (place.sheets) kinds.push("sheet", "sheet");
    if (place.ranked) kinds.push("standing", "moved", "ref", "ref");
    if (place.event) kinds.push("event", "event", "event");
    if (place.names.length > 0) kinds.push("ref");
    const kind = some.one(kinds);
    const otherwise = some.one(SHORTFALLS);
    const base = this.#base(kind);
    switch (kind) {
      case "measure":
        return { ...base, kind, take: some.one(TAKES), from: this.#selector(), atLeast: some.count(0, 2), otherwise };
      case "every": {
        const every = { step: some.one(STEPS), take: some.one(TAKES) };
        return {
          ...base,
          kind: "measure",
          take: some.one(TAKES),
          from: this.#selector(),
          every,
          atLeast: some.count(0, 3),
          otherwise,
        };
      }
      case "ratio": {
        const side = () => ({ take: some.one(TAKES), from: this.#selector() });
        return { ...base, kind, over: side(), under: side(), otherwise };
      }
      case "ledger":
        return this.#ledger(base);
      case "carry":
        return { ...base, kind, review: "FIRST", otherwise };
      case "outside":
        return { ...base, kind: "standing", as: some.one(["TOP", "BOTTOM"] as const), outside: "rank.OUT", otherwise };
      case "before":
        return { ...base, kind: "standing", as: some.one(["TOP", "BOTTOM"] as const), review: "FIRST", otherwise };
      case "standing":
        return { ...base, kind, as: some.one(["TOP", "BOTTOM"] as const), ...this.#population(), otherwise };
      case "moved":
        return { ...base, kind: "standing", as: "MOVEMENT", review: "FIRST", ...this.#population(), otherwise };
      case "sheet":
        return { ...base, kind, sheet: "s", period: some.one(["Y", "H", "LATE", "M", "Q"]) };
      case "event":
        return { ...base, kind, ...(some.chance(0.3) && { attr: "n" }) };
      case "ref":
        return place.names.length > 0
          ? { ...base, kind, node: some.one(place.names) }
          : { ...base, kind: "constant", value: "1" };
      default:
        return { ...base, kind: "constant", value: some.decimal(-10, 100) };
    }
  }

  #population() {
    const { some } = this;
    return some.chance(0.6) ? { population: some.one(["ALL", "GROUP", ...KINDS]) } : {};
  }

  #ledger(base: Base): Node {
    const { some } = this;
    const entries = some.list(1, 3, () => {
      const own = { code: this.#base("entry").code, name: name("entry"), from: this.#selector() };
      const most = some.chance(0.3) ? { most: some.decimal(1, 20) } : {};
      if (some.chance(0.3)) {
        const range = { min: some.decimal(0, 2), max: some.decimal(3, 5), sign: some.one(["PLUS", "MINUS"] as const) };
        return { ...own, between: range, ...most };
      }
      return {
        ...own,
        each: some.decimal(-5, 5),
        ...(some.chance(0.4) && { per: some.one(["FACT", "VALUE"] as const) }),
        ...most,
      };
    });
    return {
      ...base,
      kind: "ledger",
      entries,
      ...(some.chance(0.4) && { base: some.decimal(0, 100) }),
      ...(some.chance(0.4) && { floor: some.decimal(-20, 0) }),
      ...(some.chance(0.4) && { cap: some.decimal(1, 120) }),
    };
  }

  node(place: Place): Node {
    const { some } = this;
    if (place.depth >= 4 || some.chance(0.35)) return this.#leaf(place);
    const inner = { ...place, depth: place.depth + 1 };
    const of = () => this.node(inner);
    const kind = some.one([
      "scale",
      "scale",
      "weighted",
      "weighted",
      "total",
      "total",
      "product",
      "change",
      "shortfall",
      "choose",
      "veto",
    ] as const);
    const base = this.#base(kind);
    switch (kind) {
      case "scale":
        return { ...base, kind, of: of(), by: this.#by() };
      case "weighted": {
        const weights = some.one([
          ["100"],
          ["60", "40"],
          ["33.33", "33.33", "33.34"],
          ["0", "100"],
          ["12.5", "37.5", "50"],
        ]);
        return { ...base, kind, parts: weights.map((weight) => ({ weight, of: of() })) };
      }
      case "total":
        return {
          ...base,
          kind,
          parts: some.list(1, 3, of),
          ...(some.chance(0.3) && { floor: some.decimal(-20, 10) }),
          ...(some.chance(0.3) && { cap: some.decimal(20, 200) }),
        };
      case "product":
        return { ...base, kind, parts: some.list(2, 3, of) };
      case "change":
        return {
          ...base,
          kind,
          of: of(),
          base: of(),
          as: some.one(["DIFFERENCE", "PERCENT"] as const),
          otherwise: some.one(SHORTFALLS),
        };
      case "shortfall":
        return {
          ...base,
          kind,
          of: of(),
          side: some.one(["BELOW", "ABOVE"] as const),
          mark: some.figure(),
          base: some.decimal(0, 100),
          each: some.decimal(0, 20),
          parts: some.one(["EXACT", "STARTED"] as const),
        };
      case "choose":
        return {
          ...base,
          kind,
          cases: some.list(1, 2, () => ({ when: this.condition(inner), gives: of() })),
          else: of(),
        };
      case "veto": {
        const vetoes = some.list(1, 2, () => ({
          ...this.#named("veto"),
          when: this.condition(inner),
          effect: this.#effect(),
        }));
        return { ...base, kind, of: of(), vetoes };
      }
    }
  }

  #named(kind: string) {
    const { code, name } = this.#base(kind);
    return { code, name };
  }

  #effect() {
    const { some } = this;
    return some.one([
      { kind: "ZERO" as const },
      { kind: "UNRANKED" as const },
      { kind: "CEILING" as const, at: some.decimal(0, 100) },
    ]);
  }

  #by(): Extract<Node, { kind: "scale" }>["by"] {
    const { some } = this;
    const better = some.chance(0.4) ? { better: some.one(["HIGHER", "LOWER"] as const) } : {};
    switch (some.count(0, 3)) {
      case 0:
        return { kind: "TO_BEST", full: some.one(["100", "30"]), ...better };
      case 1:
        return { kind: "TO_TARGET", target: some.decimal(1, 200), full: "80", ...better };
      case 2:
        return {
          kind: "BANDS",
          bands: [
            { from: "1", points: "1" },
            { from: "60.5", points: "33.33" },
            { from: "90", points: "50" },
          ],
        };
      default:
        return {
          kind: "PLACES",
          places: [
            { to: 1, points: "10" },
            { to: 3, points: "4.5" },
          ],
          rest: "1",
          ...better,
        };
    }
  }

  condition(place: Place): Condition {
    const { some } = this;
    const inner = { ...place, depth: place.depth + 1 };
    if (place.depth >= 4 || some.chance(0.6)) {
      return {
        kind: "compare",
        of: this.node({ ...inner, depth: Math.max(3, inner.depth) }),
        is: some.one(COMPARISONS),
        than: some.figure(),
      };
    }
    if (some.chance(0.4)) return { kind: "not", of: this.condition(inner) };
    return { kind: some.one(["all", "any"] as const), of: some.list(1, 3, () => this.condition(inner)) };
  }

  #streak() {
    const { some } = this;
    const window = some.one(["CALENDAR", "ROLLING"] as const);
    const rhythm = some.one([
      { step: "MONTH" as const, length: window === "CALENDAR" ? 3 : 2 },
      { step: "MONTH" as const, length: 3 },
      { step: "QUARTER" as const, length: 2 },
    ]);
    return {
      kind: "STREAK" as const,
      from: this.#selector(some.one(["x", "y"])),
      ...rhythm,
      window,
      reuse: some.chance(0.3),
    };
  }

  #prize(place: Place, most: number): Prize {
    const { some } = this;
    const base = { what: name("prize"), payer: "BRANCH" as const };
    const from = some.count(1, Math.max(1, most));
    const places = most > 0 && some.chance(0.4) ? { places: { from, to: some.count(from, most) } } : {};
    if (some.chance(0.2)) return { ...base, ...places, kind: "CERTIFICATE" };
    return some.chance(0.5)
      ? { ...base, ...places, kind: "MONEY", amount: some.one(["100", "33.33", "500.00"]) }
      : { ...base, ...places, kind: "MONEY", by: this.node({ ...place, depth: 2 }) };
  }

  #award(code: string, review: ReviewPlan, others: readonly string[]): AwardPlan {
    const { some } = this;
    const { ties } = review;
    const names = codesOf(review.root);
    const target = review.subjects?.kind ?? "UNIT";
    const most = some.chance(0.05) ? 0 : some.count(1, 6);
    const place: Place = { depth: 2, sheets: true, ranked: true, event: false, names };
    const basis = (): AwardPlan["basis"] => {
      switch (review.period === "Y" ? some.count(0, 9) : some.count(3, 9)) {
        case 0:
          return { kind: "NOMINATION", perUnit: 1 };
        case 1:
        case 2:
          return this.#streak();
        case 3:
        case 4:
          return { kind: "VOTE", from: this.#selector("vote"), ties: some.some(ties) };
        case 5:
        case 6:
          return { kind: "THRESHOLD", when: this.condition(place) };
        default:
          return { kind: "RANK", node: some.one(names), ties: some.some(ties) };
      }
    };
    const condition = () => ({ ...this.#named("condition"), when: this.condition(place) });
    const strata = some
      .some([["MANAGER"], ["TELLER", "GUARD"]], 0.7)
      .map((posts) => ({ name: name("stratum"), posts, max: some.count(0, 2) }));
    const chosen = basis();
    const base = { code, name: name(code), review: review.code, target, settledOn: review.cutOffOn, excludedBy: [] };
    if (chosen.kind === "NOMINATION") return { ...base, basis: chosen, quota: { min: 0, max: most }, prizes: [] };
    return {
      ...base,
      basis: chosen,
      quota: {
        min: 0,
        max: most,
        ...(some.chance(0.3) && { per: some.one(["ALL", "GROUP", ...KINDS]) }),
        ...(target === "PERSON" && some.chance(0.6) && { strata }),
      },
      ...(some.chance(0.3) && { conditions: [condition()] }),
      ...(others.length > 0 && some.chance(0.6) && { notWith: some.some(others, 0.6) }),
      ...(some.chance(0.4) && { reserves: some.count(0, 3) }),
      excludedBy: some.chance(0.3) ? [{ ...this.#named("bar"), from: this.#selector() }] : [],
      prizes: some.list(0, 3, () => this.#prize(place, most)),
    };
  }

  #penalty(code: string, review: string, names: readonly string[]): PenaltyPlan {
    const { some } = this;
    const place: Place = { depth: 2, sheets: true, ranked: true, event: false, names };
    const when = (): PenaltyPlan["when"] => {
      switch (some.count(0, 6)) {
        case 0:
        case 1:
          return {
            kind: "BOTTOM",
            n: some.count(1, 3),
            ...this.#population(),
            ...(some.chance(0.3) && { outsideRank: "rank.OUT" }),
          };
        case 2:
          return { kind: "THRESHOLD", when: this.condition(place) };
        case 3:
          return this.#streak();
        default:
          return {
            kind: "PER_EVENT",
            from: this.#selector(),
            ...(some.chance(0.3) && { within: some.one(["Y", "LATE", "M", "Q"]) }),
          };
      }
    };
    const ground = when();
    const consequence = (): ConsequencePlan => {
      const own = {
        code: this.#base("consequence").code,
        name: name("c"),
        falls: some.one(["UNIT", "PERSON"] as const),
      };
      if (some.chance(0.3)) return { ...own, kind: "CIRCULAR" };
      if (some.chance(0.3)) return { ...own, kind: "FINE", amount: { min: "100", max: some.one(["200", "500"]) } };
      return { ...own, kind: "FINE", by: this.node({ ...place, event: ground.kind === "PER_EVENT" }) };
    };
    return {
      code,
      name: name(code),
      review,
      when: ground,
      ...(some.chance(0.3) && { since: some.one(["2026-02-01", "2026-02-15", "2026-03-01"]) }),
      ...(ground.kind === "PER_EVENT" &&
        some.chance(0.6) && {
          repeat: {
            same: some.one([["level"], ["case"], ["level", "case"]]),
            ...(some.chance(0.3) && { or: { level: ["A"] } }),
            times: some.one(["2", "1.5", "3"]),
          },
        }),
      ...(some.chance(0.4) && { dearestOf: some.one(["ONE", "TWO"]) }),
      choose: some.one(["ALL", "ONE"] as const),
      consequences: some.list(1, 3, consequence),
    };
  }

  #review(code: string, period: string, place: Place): ReviewPlan {
    const { some } = this;
    const root = this.node({ ...place, depth: 0 });
    const names = codesOf(root);
    const entry = () => ({ ...this.#named("entry"), when: this.condition({ ...place, depth: 3 }) });
    const band = (grade: string, from: string) => ({ code: grade, name: name(grade), from });
    return {
      code,
      name: name(code),
      kind: "YEAR",
      period,
      cutOffOn: CUT_OFFS[period] ?? null,
      ...(code === "R" && some.chance(0.5) && { subjects: { kind: "PERSON" as const } }),
      root,
      ...(some.chance(0.2) && { entry: some.list(1, 2, entry) }),
      ties: some
        .some(names, 0.3)
        .slice(0, 3)
        .map((node) => ({ node, better: some.one(["HIGHER", "LOWER"] as const), name: name(node) })),
      ...(some.chance(0.4) && { groups: some.one(["TOGETHER", "APART"] as const) }),
      ...(some.chance(0.4) && {
        grades: [
          { posts: ["TELLER"], bands: [band("GOOD", "60"), band("POOR", "1")] },
          { bands: [band("BEST", "90"), band("FAIR", "60"), band("LOW", "0")] },
        ],
      }),
      ...(some.chance(0.3) && { listed: some.count(1, 4) }),
      signOff: [{ seat: "LEADER", need: "ALL" }],
      noticeDays: 0,
    };
  }

  document(): Programme {
    const { some } = this;
    const first: Place = { depth: 1, sheets: false, ranked: false, event: false, names: [] };
    const bottom = { ...first, depth: 2 };
    const days = { from: "2026-01-01", to: "2026-12-31" };
    const half = { from: "2026-01-01", to: "2026-06-30" };
    const withoutEarlier = (root: Node): Node =>
      JSON.parse(
        JSON.stringify(root, (_, value: unknown) =>
          isEarlier(value) ? { kind: "constant", code: value.code, name: name("K"), value: "7" } : value,
        ),
      ) as Node;
    const opening = this.#review("FIRST", "EARLY", bottom);
    const main = this.#review("R", some.one(["Y", "Y", "Y", "H", "M", "Q"]), { ...first, sheets: true });
    const withRefs = some.chance(0.4) ? this.#referring(main) : main;
    const names = codesOf(withRefs.root);
    const codes = ["A1", "A2", "A3", "A4"].slice(0, some.count(0, 4));
    const awards = codes.map((code, i) => this.#award(code, withRefs, [...codes.slice(0, i), "A0"]));
    const penalties = some.list(0, 4, (i) => this.#penalty(`P${i + 1}`, "R", names));
    const monthly = { ...this.#review("MONTHLY", "M", bottom), ties: [], entry: [] };
    const star = this.#award("A0", monthly, []);
    return {
      format: 1,
      code: "GENERATED",
      name: name("generated"),
      purpose: name("generated"),
      basis: [],
      timeZone: "Asia/Shanghai",
      phases: [{ code: "PHASE", name: name("phase"), ...days, tasks: [] }],
      periods: [
        { code: "Y", name: name("Y"), ...days },
        { code: "H", name: name("H"), ...half },
        { code: "EARLY", name: name("EARLY"), from: "2026-01-01", to: "2026-01-31" },
        { code: "LATE", name: name("LATE"), from: "2026-05-15", to: "2027-03-31" },
        { code: "M", name: name("M"), from: "2026-02-10", to: "2026-08-20", every: "MONTH" },
        { code: "Q", name: name("Q"), from: "2026-02-10", to: "2026-08-20", every: "QUARTER" },
      ],
      committee: [{ code: "LEADER", name: name("leader"), body: "LEADING_GROUP", min: 1, max: 1 }],
      groups: GROUPS.map((code) => ({ code, name: name(code), ...(some.chance(0.1) && { withheld: name("closed") }) })),
      standards: [],
      sheets: [
        { code: "s", name: name("s"), root: withoutEarlier(this.node({ ...first, sheets: false })) },
        {
          code: "t",
          name: name("t"),
          root: { ...this.#base("U"), kind: "sheet", sheet: "s", period: some.one(["H", "M", "Q"]) },
        },
      ],
      reviews: [
        { ...opening, root: withoutEarlier(opening.root), entry: [] },
        { ...monthly, root: withoutEarlier(monthly.root) },
        withRefs,
      ],
      awards: [{ ...star, notWith: [] }, ...awards],
      penalties,
      duties: [],
    };
  }

  /** The same review whose total also names nodes of its own tree. */
  #referring(review: ReviewPlan): ReviewPlan {
    const place: Place = { depth: 2, sheets: true, ranked: false, event: false, names: codesOf(review.root) };
    const root: Node = { ...this.#base("T"), kind: "total", parts: [review.root, this.node(place)] };
    return { ...review, root };
  }
}

function isEarlier(value: unknown): value is { readonly code: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    (value.kind === "carry" || (value.kind === "standing" && "review" in value)) &&
    "code" in value
  );
}

/** Codes of the nodes of a tree. */
function codesOf(root: unknown): string[] {
  if (typeof root !== "object" || root === null) return [];
  const own = "kind" in root && "code" in root && typeof root.code === "string" ? [root.code] : [];
  return [...own, ...Object.values(root).flatMap(codesOf)];
}
