import type { Text } from "@/lib/kernel/text";
import type { Clause, Condition, Node } from "@/lib/scoring/programme/nodes";
import type { Programme } from "@/lib/scoring/programme/schema";
import { partsOf } from "@/lib/scoring/programme/walk";
import { type Blank, blanksOf, floorIsMinus, isDeduction } from "./blanks";
import type { ExampleOf } from "./examples";

/**
 * A rule of the document as a sentence with blanks: `setup.says.<say>`, whose tags are the blanks. What the page shows,
 * what a person edits and what the example computes are the same values.
 */
export interface Line {
  readonly id: string;
  readonly say: string;
  readonly name: Text;
  /** Other names and figures in the sentence; a Text is shown in the reader's language. */
  readonly values: Readonly<Record<string, Text | string | number>>;
  readonly blanks: Readonly<Record<string, Blank>>;
  readonly clause: Clause | null;
  readonly example: ExampleOf | null;
}

/** Weights that must total 100 %. */
export interface WeightGroup {
  readonly path: string;
  readonly name: Text;
  readonly parts: readonly { readonly path: string; readonly name: Text; readonly tone: string | null }[];
}

/** A score tree of the document: a sheet, or the score of a review. */
export interface ScoreBlock {
  readonly id: string;
  readonly name: Text;
  readonly kind: "sheet" | "review";
  readonly lines: readonly Line[];
  readonly weights: readonly WeightGroup[];
  /** Position of the review in the document, for its tie ladder. */
  readonly review: number | null;
}

export function scoreBlocks(programme: Programme): ScoreBlock[] {
  const writer = new Writer(programme);
  return [
    ...programme.sheets.map((sheet, i) => writer.block(`/sheets/${i}`, sheet.name, sheet.root, null)),
    ...programme.reviews.map((review, i) => writer.block(`/reviews/${i}`, review.name, review.root, i)),
  ];
}

/** Sentences of a tree that is no score of its own: the amount of a prize or a fine. */
export function treeLines(programme: Programme, root: Node, path: string): Line[] {
  return new Writer(programme).tree(root, path);
}

/** Sentences of a condition: each comparison with its number. */
export function conditionLines(programme: Programme, condition: Condition, path: string, name: Text): Line[] {
  return new Writer(programme).asked(condition, path, name);
}

type Part = { weight: Blank; group: string } | null;

class Writer {
  readonly #blanks: Map<string, Blank>;
  readonly #programme: Programme;
  #lines: Line[] = [];
  #weights: WeightGroup[] = [];

  constructor(programme: Programme) {
    this.#programme = programme;
    this.#blanks = blanksOf(programme);
  }

  block(path: string, name: Text, root: Node, review: number | null): ScoreBlock {
    this.#lines = [];
    this.#weights = [];
    this.#node(root, `${path}/root`, null);
    const plan = review === null ? undefined : this.#programme.reviews[review];
    plan?.grades?.forEach((grades, i) => {
      grades.bands.forEach((band, j) => {
        const at = `${path}/grades/${i}/bands/${j}`;
        this.#line(
          {
            say: "gradeFrom",
            name: band.name,
            clause: null,
            blanks: { from: this.#blank(`${at}/from`) },
            example: null,
          },
          at,
        );
      });
    });
    return {
      id: path,
      name,
      kind: review === null ? "sheet" : "review",
      lines: this.#lines,
      weights: this.#weights,
      review,
    };
  }

  tree(root: Node, path: string): Line[] {
    this.#lines = [];
    this.#node(root, path, null);
    return this.#lines;
  }

  asked(condition: Condition, path: string, name: Text): Line[] {
    this.#lines = [];
    this.#condition(condition, path, name);
    return this.#lines;
  }

  #blank(path: string): Blank {
    const blank = this.#blanks.get(path);
    if (!blank) throw new Error(`no blank at ${path}`);
    return blank;
  }

  #line(line: Omit<Line, "id" | "values"> & { id?: string; values?: Line["values"] }, path: string) {
    this.#lines.push({ id: path, values: {}, ...line });
  }

  #node(node: Node, path: string, part: Part) {
    const base = { name: node.name, clause: node.clause ?? null };
    const weigh: Record<string, Blank> = part ? { weight: part.weight } : {};
    const weighted = part ? "Weighted" : "";
    switch (node.kind) {
      case "measure": {
        const blanks = {
          atLeast: this.#blank(`${path}/atLeast`),
          take: this.#blank(`${path}/take`),
          otherwise: this.#blank(`${path}/otherwise`),
          ...weigh,
        };
        const example: ExampleOf = {
          kind: "measure",
          need: blanks.atLeast.path,
          take: blanks.take.path,
          weight: part?.weight.path ?? null,
        };
        return this.#line({ ...base, say: `measure${weighted}`, blanks, example }, path);
      }
      case "ratio": {
        const blanks = { otherwise: this.#blank(`${path}/otherwise`), ...weigh };
        return this.#line({ ...base, say: `ratio${weighted}`, blanks, example: null }, path);
      }
      case "scale":
        return this.#scale(node, path, part);
      case "carry": {
        const blanks = { otherwise: this.#blank(`${path}/otherwise`), ...weigh };
        const review = this.#programme.reviews.find((candidate) => candidate.code === node.review);
        const example: ExampleOf | null = part && { kind: "share", weight: part.weight.path };
        return this.#line(
          { ...base, say: `carry${weighted}`, values: { review: review?.name ?? node.name }, blanks, example },
          path,
        );
      }
      case "sheet": {
        const sheet = this.#programme.sheets.find((candidate) => candidate.code === node.sheet);
        const period = this.#programme.periods.find((candidate) => candidate.code === node.period);
        const values = { sheet: sheet?.name ?? node.name, period: period?.name ?? node.name };
        const example: ExampleOf | null = part && { kind: "share", weight: part.weight.path };
        return this.#line({ ...base, say: `sheet${weighted}`, values, blanks: weigh, example }, path);
      }
      case "weighted": {
        this.#weights.push({
          path,
          name: node.name,
          parts: node.parts.map((inner, i) => ({
            path: `${path}/parts/${i}/weight`,
            name: inner.of.name,
            tone: inner.of.tone ?? null,
          })),
        });
        node.parts.forEach((inner, i) => {
          this.#node(inner.of, `${path}/parts/${i}/of`, {
            weight: this.#blank(`${path}/parts/${i}/weight`),
            group: path,
          });
        });
        if (part)
          this.#line(
            { ...base, say: "groupWeighted", blanks: weigh, example: { kind: "share", weight: part.weight.path } },
            path,
          );
        return;
      }
      case "total": {
        node.parts.forEach((inner, i) => {
          this.#node(inner, `${path}/parts/${i}`, null);
        });
        this.#limits(node, path);
        if (part)
          this.#line(
            { ...base, say: "groupWeighted", blanks: weigh, example: { kind: "share", weight: part.weight.path } },
            path,
          );
        return;
      }
      case "ledger": {
        if (node.base !== undefined) {
          this.#line(
            { ...base, say: "base", blanks: { base: this.#blank(`${path}/base`) }, example: null },
            `${path}/base`,
          );
        }
        node.entries.forEach((entry, i) => {
          if (entry.between) {
            const at = `${path}/entries/${i}`;
            const blanks = { min: this.#blank(`${at}/between/min`), max: this.#blank(`${at}/between/max`) };
            const say = entry.between.sign === "PLUS" ? "addBetween" : "deductBetween";
            this.#line(
              { say, name: entry.name, clause: entry.clause ?? node.clause ?? null, blanks, example: null },
              at,
            );
          }
          if (entry.each === undefined) return;
          const each = this.#blank(`${path}/entries/${i}/each`);
          const minus = isDeduction(node, i);
          this.#line(
            {
              say: minus ? "deduct" : "add",
              name: entry.name,
              clause: entry.clause ?? node.clause ?? null,
              blanks: { each },
              example: { kind: "each", each: each.path, minus },
            },
            `${path}/entries/${i}`,
          );
        });
        this.#limits(node, path);
        if (part) this.#grouped(node, path, part);
        return;
      }
      case "constant":
        this.#line({ ...base, say: "constant", blanks: { value: this.#blank(`${path}/value`) }, example: null }, path);
        break;
      case "change":
      case "standing":
        this.#line(
          { ...base, say: "without", blanks: { otherwise: this.#blank(`${path}/otherwise`) }, example: null },
          path,
        );
        break;
      case "shortfall": {
        const blanks = {
          mark: this.#blank(`${path}/mark`),
          base: this.#blank(`${path}/base`),
          each: this.#blank(`${path}/each`),
        };
        const say = node.side === "BELOW" ? "shortBelow" : "shortAbove";
        this.#line({ ...base, say, values: { of: node.of.name }, blanks, example: null }, path);
        break;
      }
      case "choose":
        node.cases.forEach((one, i) => {
          this.#condition(one.when, `${path}/cases/${i}/when`, node.name);
        });
        break;
      case "veto":
        node.vetoes.forEach((veto, i) => {
          this.#condition(veto.when, `${path}/vetoes/${i}/when`, veto.name);
          if (veto.effect.kind !== "CEILING") return;
          const blanks = { at: this.#blank(`${path}/vetoes/${i}/effect/at`) };
          this.#line(
            { say: "ceiling", name: veto.name, clause: veto.clause ?? null, blanks, example: null },
            `${path}/vetoes/${i}/effect`,
          );
        });
        break;
      case "ref":
      case "event":
      case "product":
        break;
    }
    for (const inner of partsOf(node, path)) {
      // What a condition asks about is told with the condition.
      if (!/\/when(\/|$)/.test(inner.path.slice(path.length))) this.#node(inner.node, inner.path, null);
    }
    if (part) this.#grouped(node, path, part);
  }

  #grouped(node: Node, path: string, { weight }: { weight: Blank }) {
    const example: ExampleOf = { kind: "share", weight: weight.path };
    const clause = node.clause ?? null;
    // The component may have a sentence of its own, which stands at its place.
    const id = this.#lines.some((line) => line.id === path) ? `${path}/weight` : path;
    this.#line({ say: "groupWeighted", name: node.name, clause, blanks: { weight }, example, id }, path);
  }

  /** Each comparison is a sentence of its own; how they hang together is told by the structure of the plan. */
  #condition(condition: Condition, path: string, name: Text) {
    if (condition.kind === "compare") {
      const blanks = { than: this.#blank(`${path}/than`) };
      const values = { of: condition.of.name, is: condition.is };
      this.#line({ say: "compare", name, clause: null, values, blanks, example: null }, path);
      this.#node(condition.of, `${path}/of`, null);
    } else if (condition.kind === "not") this.#condition(condition.of, `${path}/of`, name);
    else {
      condition.of.forEach((one, i) => {
        this.#condition(one, `${path}/of/${i}`, name);
      });
    }
  }

  #scale(node: Extract<Node, { kind: "scale" }>, path: string, part: Part) {
    const base = { name: node.name, clause: node.clause ?? null };
    const weigh: Record<string, Blank> = part ? { weight: part.weight } : {};
    const weighted = part ? "Weighted" : "";
    // A ratio has no sentence of its own below a scale: what happens without data is said in one breath.
    const inner: Record<string, Blank> =
      node.of.kind === "ratio" ? { otherwise: this.#blank(`${path}/of/otherwise`) } : {};
    const missing = node.of.kind === "ratio" ? "OrMissing" : "";
    if (node.by.kind === "BANDS") {
      node.by.bands.forEach((_, i) => {
        const blanks = {
          from: this.#blank(`${path}/by/bands/${i}/from`),
          points: this.#blank(`${path}/by/bands/${i}/points`),
        };
        this.#line({ ...base, say: "band", blanks, example: null }, `${path}/by/bands/${i}`);
      });
      if (part || node.of.kind === "ratio") {
        this.#line({ ...base, say: `bands${weighted}${missing}`, blanks: { ...inner, ...weigh }, example: null }, path);
      }
    } else if (node.by.kind === "PLACES") {
      node.by.places.forEach((_, i) => {
        const at = `${path}/by/places/${i}`;
        const blanks = { to: this.#blank(`${at}/to`), points: this.#blank(`${at}/points`) };
        this.#line({ ...base, say: "place", blanks, example: null }, at);
      });
      this.#line(
        { ...base, say: "placeRest", blanks: { rest: this.#blank(`${path}/by/rest`) }, example: null },
        `${path}/by`,
      );
      if (part || node.of.kind === "ratio") {
        this.#line({ ...base, say: `bands${weighted}${missing}`, blanks: { ...inner, ...weigh }, example: null }, path);
      }
    } else {
      const full = this.#blank(`${path}/by/full`);
      const target: Record<string, Blank> =
        node.by.kind === "TO_TARGET" ? { target: this.#blank(`${path}/by/target`) } : {};
      const example: ExampleOf = { kind: "scale", full: full.path, weight: part?.weight.path ?? null };
      const say = `${node.by.kind === "TO_TARGET" ? "toTarget" : "toBest"}${weighted}${missing}`;
      this.#line({ ...base, say, blanks: { full, ...target, ...inner, ...weigh }, example }, path);
    }
    if (node.of.kind !== "ratio") this.#node(node.of, `${path}/of`, null);
  }

  #limits(node: Extract<Node, { kind: "ledger" | "total" }>, path: string) {
    const base = { name: node.name, clause: node.clause ?? null };
    const first = node.kind === "ledger" && node.entries[0]?.each !== undefined ? `${path}/entries/0/each` : null;
    if (node.floor !== undefined) {
      const floor = this.#blank(`${path}/floor`);
      const minus = floorIsMinus(node);
      const example: ExampleOf | null =
        first && minus
          ? { kind: "limit", each: first, saved: this.#blank(first).value, limit: floor.path, minus: true }
          : null;
      this.#line({ ...base, say: minus ? "mostOff" : "floor", blanks: { floor }, example }, `${path}/floor`);
    }
    if (node.cap !== undefined) {
      const cap = this.#blank(`${path}/cap`);
      const example: ExampleOf | null = first
        ? { kind: "limit", each: first, saved: this.#blank(first).value, limit: cap.path, minus: false }
        : null;
      this.#line(
        { ...base, say: node.kind === "ledger" ? "mostAdded" : "cap", blanks: { cap }, example },
        `${path}/cap`,
      );
    }
  }
}

/** Name of a node of the document by its code; the code itself where there is none. */
export function nodeName(programme: Programme, code: string): Text {
  for (const node of namedNodes(programme)) if (node.code === code) return node.name;
  return { zh: code, en: code };
}

/** Every node and ledger line with its name. */
export function namedNodes(programme: Programme): { code: string; name: Text }[] {
  const found: { code: string; name: Text }[] = [];
  const visit = (node: Node) => {
    found.push({ code: node.code, name: node.name });
    for (const part of partsOf(node, "")) visit(part.node);
    if (node.kind === "ledger") found.push(...node.entries.map(({ code, name }) => ({ code, name })));
  };
  for (const { root } of [...programme.sheets, ...programme.reviews]) visit(root);
  return found;
}
