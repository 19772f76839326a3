// The verifier of a dossier (卷宗校验程序): one file, nothing to install, no server.
//
//   node verify.mjs <dossier.zip | folder>      exit code 0: everything agrees, 1: something does not, 2: nothing to read
//
// It computes scores, ranks, awards and penalties once more from the plan and the facts alone, and compares the result
// byte for byte with what the dossier says. It was written from the description of a programme, apart from the program
// that made the dossier, and shares no line with it. It imports nothing; what it uses (SHA-256, UTF-8, inflate) is part
// of every current browser and of Node 20 or newer.
//
// How to read it: 1 exact numbers · 2 canonical JSON and seals · 3 days · 4 the plan and its recurring periods · 5 facts ·
// 6 score trees · 7 conditions · 8 ranking · 9 awards · 10 penalties · 11 the verdict · 12 the checks · 13 zip ·
// 14 the report · 15 the command. R-001 … are rules of the catalogue, R1 … R18 its patterns.

// ── 1 exact numbers ───────────────────────────────────────────────────────────────────────────────────────────────────
//
// Points and money are fractions of whole numbers, so that nothing is ever lost. The plan says where figures are rounded
// (half-up, away from zero); a figure that the plan does not round has at most 12 decimals (the promise of the product:
// "quotients that do not end are carried to 12 decimals, half-up"). The product calculates with 40 significant digits,
// which is the same but for figures that are longer than that: `precise` shortens those, and those alone, in the same way.

/** @typedef {{ n: bigint, d: bigint }} Exact  n ÷ d, with d above zero */

const CARRIED_PLACES = 12;
const DECIMAL = /^-?\d{1,15}(\.\d{1,12})?$/;

/** @type {Exact} */
const ZERO = { n: 0n, d: 1n };
/** @type {Exact} */
const HUNDRED = { n: 100n, d: 1n };

/** @returns {Exact} */
function whole(/** @type {number | bigint} */ value) {
  return { n: BigInt(value), d: 1n };
}

/** A decimal of the plan or of a fact. @returns {Exact} */
function exact(/** @type {string} */ text) {
  if (!/^-?\d{1,40}(\.\d{1,40})?$/.test(text)) throw new Error(`not a decimal: ${text}`);
  const [units, fraction = ""] = text.split(".");
  return { n: BigInt(units + fraction), d: 10n ** BigInt(fraction.length) };
}

/** A parameter of the plan; one that was left open cannot be computed with. @returns {Exact} */
function filled(/** @type {string | null | undefined} */ text, /** @type {string} */ at) {
  if (text === null || text === undefined) throw new Error(`blank at ${at}`);
  return exact(text);
}

/** A limit that need not be there. @returns {Exact | null} */
function limit(/** @type {string | null | undefined} */ text) {
  return text === null || text === undefined ? null : exact(text);
}

function gcd(/** @type {bigint} */ a, /** @type {bigint} */ b) {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** Further than this no figure is ever rounded; a forged plan shall not keep anybody waiting. */
const MOST_PLACES = 200;
const DIGITS = 40;
const LONG = 10n ** BigInt(DIGITS);

/** At most 40 significant digits, half-up. @returns {Exact} */
function precise(/** @type {Exact} */ value) {
  if (value.n < LONG && value.n > -LONG) return value;
  const scaled = String(((value.n < 0n ? -value.n : value.n) * LONG * LONG) / value.d);
  return rounded(value, DIGITS - (scaled.length - 2 * DIGITS));
}

/** @returns {Exact} */
function plus(/** @type {Exact} */ a, /** @type {Exact} */ b) {
  if (a.d === b.d) return precise({ n: a.n + b.n, d: a.d });
  const common = gcd(a.d, b.d);
  return precise({ n: a.n * (b.d / common) + b.n * (a.d / common), d: (a.d / common) * b.d });
}

/** @returns {Exact} */
function negative(/** @type {Exact} */ a) {
  return { n: -a.n, d: a.d };
}

const minus = (/** @type {Exact} */ a, /** @type {Exact} */ b) => plus(a, negative(b));

/** @returns {Exact} */
function times(/** @type {Exact} */ a, /** @type {Exact} */ b) {
  return precise({ n: a.n * b.n, d: a.d * b.d });
}

/** @returns {Exact} */
function over(/** @type {Exact} */ a, /** @type {Exact} */ b) {
  const n = a.n * b.d;
  const d = a.d * b.n;
  return precise(d < 0n ? { n: -n, d: -d } : { n, d });
}

/** -1, 0 or 1. */
function compare(/** @type {Exact} */ a, /** @type {Exact} */ b) {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const isZero = (/** @type {Exact} */ a) => a.n === 0n;
const isPositive = (/** @type {Exact} */ a) => a.n > 0n;
const least = (/** @type {Exact[]} */ all) => all.reduce((a, b) => (compare(b, a) < 0 ? b : a));
const most = (/** @type {Exact[]} */ all) => all.reduce((a, b) => (compare(b, a) > 0 ? b : a));
const sumOf = (/** @type {Exact[]} */ all) => all.reduce(plus, ZERO);

/** Half-up, away from zero (DESIGN §1.5); fewer places than none are tens, hundreds … @returns {Exact} */
function rounded(/** @type {Exact} */ value, /** @type {number} */ places) {
  if (!Number.isInteger(places) || Math.abs(places) > MOST_PLACES) throw new Error(`rounded to ${places} places`);
  const unit = 10n ** BigInt(Math.abs(places));
  const [up, down] = places < 0 ? [1n, unit] : [unit, 1n];
  const size = (value.n < 0n ? -value.n : value.n) * up;
  const by = value.d * down;
  const units = ((2n * size + by) / (2n * by)) * down;
  return { n: value.n < 0n ? -units : units, d: up };
}

/** A figure as its node keeps it: rounded where the plan says so, else with at most 12 decimals. */
function kept(/** @type {Exact} */ value, /** @type {number | undefined} */ places) {
  return rounded(value, places ?? CARRIED_PLACES);
}

/** Held between a floor and a cap (R2, R9, R10). */
function held(/** @type {Exact} */ value, /** @type {Exact | null} */ floor, /** @type {Exact | null} */ cap) {
  const raised = floor === null ? value : most([value, floor]);
  return cap === null ? raised : least([raised, cap]);
}

/** With exactly so many decimals. */
function fixedText(/** @type {Exact} */ value, /** @type {number} */ places) {
  const { n } = rounded(value, places);
  const digits = String(n < 0n ? -n : n).padStart(places + 1, "0");
  const cut = digits.length - places;
  return `${n < 0n ? "-" : ""}${digits.slice(0, cut)}${places > 0 ? `.${digits.slice(cut)}` : ""}`;
}

/** Without needless zeros; at most 12 decimals. */
function plainText(/** @type {Exact} */ value) {
  return fixedText(value, CARRIED_PLACES).replace(/\.?0+$/, "");
}

const centsText = (/** @type {Exact} */ value) => fixedText(value, 2);

/** Items by a key, each list in the order given; items whose key is null are in none. */
function grouped(items, /** @type {(item: object) => string | object | null} */ keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** How many of the ascending items stand before the first of which `reached` holds. */
function countBefore(items, /** @type {(item: object) => boolean} */ reached) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

// ── 2 canonical JSON and seals ────────────────────────────────────────────────────────────────────────────────────────

/** RFC 8785: no blanks, keys in the order of their UTF-16 units, numbers and strings as ECMAScript writes them. */
export function canonical(/** @type {unknown} */ value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort(byText)
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${pairs.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error("not a number of JSON");
  return JSON.stringify(value);
}

function byText(/** @type {string} */ a, /** @type {string} */ b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** SHA-256 in hexadecimal digits. */
async function digest(/** @type {Uint8Array} */ bytes) {
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const utf8 = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** The seal: which review this is, digests of what went in and what came out, and the seal before it in the campaign. */
async function sealOf({ campaign, review, seq, previous }, /** @type {string} */ input, /** @type {string} */ output) {
  return digest(utf8(canonical({ format: 1, campaign, review, seq, input, output, previous })));
}

// ── 3 days ────────────────────────────────────────────────────────────────────────────────────────────────────────────
//
// Business days `YYYY-MM-DD` in the time zone of the campaign; as text they sort by time.

/** @typedef {{ from: string, to: string }} Range  both days included */

const within = (/** @type {string} */ day, /** @type {Range} */ range) => range.from <= day && day <= range.to;
const monthOf = (/** @type {string} */ day) => day.slice(0, 7);
const two = (/** @type {number} */ value) => String(value).padStart(2, "0");

function earlier(/** @type {string} */ a, /** @type {string} */ b) {
  return byText(a, b) < 0 ? a : b;
}

function later(/** @type {string} */ a, /** @type {string} */ b) {
  return byText(a, b) > 0 ? a : b;
}

/** Months since the year 0. */
function monthNumber(/** @type {string} */ day) {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function monthNamed(/** @type {number} */ number) {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${two((number % 12) + 1)}`;
}

function lastDayOf(/** @type {string} */ month) {
  const [year, number] = month.split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${month}-${two(days[number - 1])}`;
}

function quarterOf(/** @type {string} */ day) {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The Monday of the week. */
function weekOf(/** @type {string} */ day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

const STRETCH_OF = { WEEK: weekOf, MONTH: monthOf, QUARTER: quarterOf };

// ── 4 the plan and its recurring periods ──────────────────────────────────────────────────────────────────────────────
//
// A period with `every` stands for each of its months or quarters (R14, P06), and so does whatever names it: the review
// MONTHLY over the period M is MONTHLY.2026-03 over March, MONTHLY.2026-04 over April … Nothing is written out here:
// while a repetition is computed, every name in it is read as that month's.

/** More months than this are a slip of the pen: such a period does not recur. */
const MOST_STRETCHES = 120;

/** @typedef {{ name: string, from: string, to: string, every: "MONTH" | "QUARTER" }} Stretch */

/** The months or quarters of a period, each cut to the period's own days. @returns {Stretch[]} */
function stretchesOf(period) {
  if (!period?.every || !period.from || !period.to) return [];
  const first = monthNumber(period.from);
  const last = monthNumber(period.to);
  if (last - first + 1 > MOST_STRETCHES) return [];
  /** @type {Stretch[]} */
  const stretches = [];
  for (let number = first; number <= last; number += 1) {
    const month = monthNamed(number);
    const name = period.every === "MONTH" ? month : quarterOf(`${month}-01`);
    const to = earlier(lastDayOf(month), period.to);
    const open = stretches.at(-1);
    if (open?.name === name) open.to = to;
    else stretches.push({ name, from: later(`${month}-01`, period.from), to, every: period.every });
  }
  return stretches;
}

const REPETITION = /^(.+)\.(\d{4}-(?:\d{2}|Q[1-4]))$/;

/** The word that a repetition was made from. */
function stemOf(/** @type {string} */ code) {
  return REPETITION.exec(code)?.[1] ?? code;
}

const periodNamed = (plan, /** @type {string} */ code) => plan.periods.find((one) => one.code === code);
const reviewNamed = (plan, /** @type {string} */ code) => plan.reviews.find((one) => one.code === code);
const repetitionsOf = (plan, review) => (review ? stretchesOf(periodNamed(plan, review.period)) : []);

/** The review that a code names, with its month or quarter where it recurs; `code` stays the name of the repetition. */
function reviewOf(plan, /** @type {string} */ code) {
  const own = reviewNamed(plan, code);
  if (own && repetitionsOf(plan, own).length === 0) {
    if (own.cutOffOn === null) throw new Error(`blank cut-off of ${code}`);
    return { review: own, code, stretch: null, cutOff: own.cutOffOn };
  }
  const [, stem, name] = REPETITION.exec(code) ?? [];
  const review = stem === undefined ? undefined : reviewNamed(plan, stem);
  const stretch = repetitionsOf(plan, review).find((one) => one.name === name);
  if (!review || !stretch) throw new Error(`unknown review ${code}`);
  return { review, code, stretch, cutOff: stretch.to };
}

/** Which of the repetitions is meant inside this month or quarter: the same, or the quarter the month lies in. */
function repetitionFor(/** @type {Stretch[]} */ stretches, /** @type {Stretch | null} */ at) {
  if (at === null || stretches.length === 0) return null;
  const [{ every }] = stretches;
  if (every === at.every) return stretches.find((one) => one.name === at.name) ?? null;
  if (every === "QUARTER") return stretches.find((one) => one.name === quarterOf(`${at.name}-01`)) ?? null;
  return null;
}

/** The days of a period as the review reads its name, up to the cut-off: nothing later counts. @returns {Range} */
function daysOf(plan, /** @type {string} */ code, /** @type {Stretch | null} */ stretch, /** @type {string} */ cutOff) {
  const period = periodNamed(plan, code);
  if (!period) throw new Error(`unknown period ${code}`);
  const { from, to } = repetitionFor(stretchesOf(period), stretch) ?? period;
  if (from === null || to === null) throw new Error(`blank period ${code}`);
  return { from, to: earlier(to, cutOff) };
}

/** A code of something that may recur with its review, as the month or quarter reads it. */
function codeFor(/** @type {string} */ code, /** @type {Stretch[]} */ stretches, /** @type {Stretch | null} */ at) {
  const one = repetitionFor(stretches, at);
  return one ? `${code}.${one.name}` : code;
}

// ── 5 facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const own = (object, /** @type {string} */ key) =>
  object !== undefined && object !== null && Object.hasOwn(object, key) ? object[key] : undefined;

/** By day, then record code, then id: an order that does not hang on where facts came from. */
function inOrder(facts) {
  return [...facts].sort((a, b) => byText(a.on, b.on) || byText(a.ref, b.ref) || byText(a.id, b.id));
}

/** Facts by stream and by whom they are about, up to the cut-off, of those who take part. */
class Facts {
  constructor(facts, /** @type {string} */ cutOff, /** @type {ReadonlySet<string>} */ subjects) {
    this.subjects = subjects;
    /** @type {Map<string, object[]>} */
    this.streams = new Map();
    for (const fact of inOrder(facts)) {
      if (fact.on > cutOff) continue;
      const list = this.streams.get(fact.stream);
      if (list) list.push(fact);
      else this.streams.set(fact.stream, [fact]);
    }
    this.lists = new Map();
  }

  all(/** @type {string} */ stream) {
    return this.streams.get(stream) ?? [];
  }

  /** `by`: the attribute that names the subject, so that one event counts for person, department and head (R16). */
  of(/** @type {string} */ subject, /** @type {string} */ stream, /** @type {string | undefined} */ by) {
    if (!this.subjects.has(subject)) return [];
    const key = JSON.stringify([stream, by ?? null]);
    let lists = this.lists.get(key);
    if (!lists) {
      lists = new Map();
      for (const fact of this.all(stream)) {
        const whom = by === undefined ? fact.subject : own(fact.attrs, by);
        const list = lists.get(whom);
        if (list) list.push(fact);
        else lists.set(whom, [fact]);
      }
      this.lists.set(key, lists);
    }
    return lists.get(subject) ?? [];
  }
}

const counts = (fact) => fact.state === "COUNTED";
const hasValue = (fact) => counts(fact) && fact.value !== null;

/** Every named attribute has one of the values, every named number lies in its range. */
function fits(fact, { where = {}, range = {} }) {
  for (const [name, values] of Object.entries(where)) {
    const value = own(fact.attrs, name);
    if (value === undefined || !values.includes(value)) return false;
  }
  for (const [name, limits] of Object.entries(range)) {
    const text = name === "value" ? fact.value : own(fact.attrs, name);
    if (!lies(text, limits)) return false;
  }
  return true;
}

/** `min` and `max` belong to the range, `above` and `below` do not; what is no number lies in none (R-053, R-068). */
function lies(/** @type {string | null | undefined} */ text, limits) {
  for (const [name, mark] of Object.entries(limits)) if (mark === null) throw new Error(`blank ${name} of a range`);
  if (typeof text !== "string" || !DECIMAL.test(text)) return false;
  const value = exact(text);
  const { min, max, above, below } = limits;
  return (
    (min === undefined || compare(value, exact(min)) >= 0) &&
    (max === undefined || compare(value, exact(max)) <= 0) &&
    (above === undefined || compare(value, exact(above)) > 0) &&
    (below === undefined || compare(value, exact(below)) < 0)
  );
}

function isNamedBy(selector, fact) {
  return fits(fact, selector) && (selector.anyOf === undefined || selector.anyOf.some((one) => fits(fact, one)));
}

/** R13: the last so many calendar months of the days, the one they end in included. @returns {Range} */
function lastMonths(/** @type {Range} */ days, /** @type {number | undefined} */ n) {
  if (n === undefined) return days;
  const first = `${monthNamed(Math.max(0, monthNumber(days.to) - n + 1))}-01`;
  return { from: later(days.from, first), to: days.to };
}

/**
 * R15: of the facts with the same value of the attribute the highest; of equal ones the earliest. Facts without a value, or
 * that do not count, stay as they are.
 */
function highestPer(facts, /** @type {string | undefined} */ name) {
  if (name === undefined) return facts;
  const keyOf = (fact) => (hasValue(fact) ? own(fact.attrs, name) : undefined);
  const best = new Map();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (key === undefined) continue;
    const other = best.get(key);
    if (!other || compare(exact(fact.value), exact(other.value)) > 0) best.set(key, fact);
  }
  return facts.filter((fact) => keyOf(fact) === undefined || best.get(keyOf(fact)) === fact);
}

/** The facts that a selector names, of one subject within the days, whatever their state. */
function selected(/** @type {Facts} */ facts, /** @type {string} */ subject, selector, /** @type {Range} */ days) {
  const window = lastMonths(days, selector.lastMonths);
  const found = facts
    .of(subject, selector.stream, selector.by)
    .filter((fact) => within(fact.on, window) && isNamedBy(selector, fact));
  return highestPer(found, selector.highestPer);
}

// ── 6 score trees ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * A node with what it comes to. MISSING: the subject has no score because of it. LEFT_OUT: its parent does without it
 * (empty is not zero, DESIGN §1.6). `parts` are what stands below it, for ties and awards that name a node.
 * @typedef {{ code: string, state: "VALUED" | "MISSING" | "LEFT_OUT", value: Exact | null, parts: Figure[] }} Figure
 */

/** @returns {Figure} */
function valued(node, /** @type {Exact} */ value, /** @type {Figure[]} */ parts = []) {
  return { code: node.code, state: "VALUED", value: kept(value, node.places), parts };
}

/** @returns {Figure} */
function without(node, /** @type {"UNRANKED" | "ZERO" | "LEFT_OUT"} */ otherwise, /** @type {Figure[]} */ parts = []) {
  if (otherwise === "ZERO") return { code: node.code, state: "VALUED", value: ZERO, parts };
  return { code: node.code, state: otherwise === "UNRANKED" ? "MISSING" : "LEFT_OUT", value: null, parts };
}

/** Has none because what it is made of has none. @returns {Figure} */
function passedOn(node, /** @type {Figure} */ inner, /** @type {Figure[]} */ parts = [inner]) {
  return { code: node.code, state: inner.state, value: null, parts };
}

/** One value of several; MEAN, MIN, MAX and LATEST of none is none, SUM and COUNT of none is 0. @returns {Exact | null} */
function taken(/** @type {string} */ take, /** @type {{ on: string, value: Exact | null }[]} */ records) {
  if (take === "COUNT") return whole(records.length);
  const figures = records.filter((one) => one.value !== null);
  const values = figures.map((one) => one.value);
  if (take === "SUM") return sumOf(values);
  if (values.length === 0) return null;
  if (take === "MIN") return least(values);
  if (take === "MAX") return most(values);
  // Several of the last day are averaged: no order decides.
  const last = figures.at(-1).on;
  const counted = take === "LATEST" ? figures.filter((one) => one.on === last).map((one) => one.value) : values;
  return kept(over(sumOf(counted), whole(counted.length)), undefined);
}

function recordsOf(facts) {
  return facts.filter(counts).map((fact) => ({ on: fact.on, value: fact.value === null ? null : exact(fact.value) }));
}

/** First within each week, month or quarter, each under its own name (R14, R-061). */
function byStretch(records, every) {
  const stretches = grouped(records, (record) => STRETCH_OF[every.step](record.on));
  return [...stretches].flatMap(([name, inside]) => {
    const figures = every.take === "COUNT" ? inside : inside.filter((one) => one.value !== null);
    const value = figures.length === 0 ? null : taken(every.take, figures);
    return value === null ? [] : [{ on: name, value }];
  });
}

/** Everything that nodes of one review are computed from. */
class World {
  constructor(plan, { review, code, stretch, cutOff }, input) {
    Object.assign(this, { plan, review, code, stretch, cutOff });
    /** @type {Range} The days of the review: its period up to the cut-off. */
    this.days = daysOf(plan, review.period, stretch, cutOff);
    this.subjects = new Map();
    for (const subject of input.subjects) if (!this.subjects.has(subject.id)) this.subjects.set(subject.id, subject);
    this.facts = new Facts(input.facts, cutOff, new Set(this.subjects.keys()));
    this.carried = input.carried;
    this.carriedRanks = input.carriedRanks;
    /** @type {string[]} Those whom others are measured against. */
    this.field = [...this.subjects.values()].filter((one) => !one.excluded).map((one) => one.id);
    /** Once ranked: places of everybody. */
    this.standings = null;
    /** @type {Map<object, Map<string, Exact[]>>} */
    this.fields = new Map();
    this.known = new Map();
    this.steps = 0;
  }

  /** What is the same for everybody is worked out once. */
  once(/** @type {string} */ key, make) {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
  }

  withField(/** @type {string[]} */ field) {
    this.field = field;
    this.fields = new Map();
  }

  periodDays(/** @type {string} */ code) {
    return daysOf(this.plan, code, this.stretch, this.cutOff);
  }

  /** An earlier review as this one names it. */
  reviewCode(/** @type {string} */ code) {
    return codeFor(code, repetitionsOf(this.plan, reviewNamed(this.plan, code)), this.stretch);
  }

  /** What everybody in the field has, ascending, for the best of all and for places. */
  fieldOf(node, /** @type {Range} */ days, event) {
    const key = JSON.stringify([days.from, days.to, event?.id ?? null]);
    const known = this.fields.get(node) ?? new Map();
    this.fields.set(node, known);
    if (!known.has(key)) {
      const figures = this.field.map((subject) => compute(this, node, subject, days, event, 0).value);
      known.set(key, figures.filter((value) => value !== null).sort(compare));
    }
    return known.get(key);
  }
}

/** A plan that was published is far below both; one that was forged shall end as well. */
const DEEPEST = 200;
const MOST_STEPS = 100_000_000;

/**
 * What a node comes to for a subject over the days. `event`: the fact that triggered a penalty.
 * @returns {Figure}
 */
function compute(
  /** @type {World} */ world,
  node,
  /** @type {string} */ subject,
  /** @type {Range} */ days,
  event,
  depth,
) {
  world.steps += 1;
  if (depth > DEEPEST || world.steps > MOST_STEPS) throw new Error(`a plan that goes in circles at ${node.code}`);
  const inner = (other, range = days) => compute(world, other, subject, range, event, depth + 1);
  const ask = (condition) => judge(condition, inner);
  switch (node.kind) {
    case "measure":
      return measure(node, selected(world.facts, subject, node.from, days));
    case "ratio":
      return ratio(node, (side) => selected(world.facts, subject, side.from, days));
    case "ledger":
      return ledger(node, (entry) => selected(world.facts, subject, entry.from, days));
    case "carry":
      return carry(node, own(own(world.carried, world.reviewCode(node.review)), subject));
    case "sheet":
      return sheet(world, node, inner);
    case "constant":
      return valued(node, filled(node.value, node.code));
    case "ref":
      return reference(node, referredTo(world, node), inner);
    case "event":
      return eventFigure(node, event);
    case "standing":
      return standing(world, node, subject, days);
    case "scale":
      return scale(node, inner(node.of), () => world.fieldOf(node.of, days, event));
    case "weighted":
      return weighted(
        node,
        node.parts.map((part) => inner(part.of)),
      );
    case "total":
      return total(
        node,
        node.parts.map((part) => inner(part)),
      );
    case "product":
      return product(
        node,
        node.parts.map((part) => inner(part)),
      );
    case "change":
      return change(node, inner(node.of), inner(node.base));
    case "shortfall":
      return shortfall(node, inner(node.of));
    case "choose":
      return choose(node, ask, inner);
    case "veto":
      return veto(node, inner(node.of), ask);
    default:
      throw new Error(`unknown kind of node ${node.kind}`);
  }
}

/** The value of another node under this node's own name and rounding. @returns {Figure} */
function asItIs(node, /** @type {Figure} */ inner, /** @type {Figure[]} */ parts = [inner]) {
  return inner.value === null ? passedOn(node, inner, parts) : valued(node, inner.value, parts);
}

/** Facts of one subject taken together (R2, R13, R14). */
function measure(node, facts) {
  if (node.atLeast === null) throw new Error(`blank number at ${node.code}`);
  const records = recordsOf(facts);
  const figures = node.take === "COUNT" || node.every ? records : records.filter((one) => one.value !== null);
  const from = node.every ? byStretch(figures, node.every) : figures;
  const value = taken(node.take, from);
  if (from.length < node.atLeast || value === null) return without(node, node.otherwise);
  return valued(node, value);
}

/** R-003: `over ÷ under`. A sum of no facts is no figure; a count of none is. */
function ratio(node, factsOf) {
  const side = ({ take, from }) => {
    const records = recordsOf(factsOf({ from })).filter((one) => take === "COUNT" || one.value !== null);
    return take !== "COUNT" && records.length === 0 ? null : taken(take, records);
  };
  const above = side(node.over);
  const below = side(node.under);
  if (above === null || below === null || isZero(below)) return without(node, node.otherwise);
  return valued(node, over(above, below));
}

/** Points per event: complaints, praise, violations (R1, R9, R10, R18; R-011 to R-015). */
function ledger(node, factsOf) {
  const entries = node.entries.map((entry) => {
    const points = factsOf(entry)
      .filter(counts)
      .map((fact) => pointsOf(node, entry, fact));
    const sum = sumOf(points);
    const bound = limit(entry.most);
    const value = bound === null ? sum : held(sum, negative(bound), bound);
    return { code: entry.code, state: "VALUED", value: kept(value, undefined), parts: [] };
  });
  for (const entry of node.entries) refuseBlanks(node, entry);
  const base = node.base === undefined ? ZERO : filled(node.base, node.code);
  const sum = sumOf([base, ...entries.map((entry) => entry.value)]);
  return valued(node, held(sum, limit(node.floor), limit(node.cap)), entries);
}

/** A blank is a blank also where nothing has happened yet. */
function refuseBlanks(node, entry) {
  if (entry.between) {
    filled(entry.between.min, node.code);
    filled(entry.between.max, node.code);
  } else filled(entry.each, node.code);
}

/** A fixed number of points, so many for each unit, or what a named body set inside its range (R18). @returns {Exact} */
function pointsOf(node, entry, fact) {
  if (entry.between) {
    if (fact.value === null) return ZERO;
    const set = exact(fact.value);
    const size = set.n < 0n ? negative(set) : set;
    const points = held(size, filled(entry.between.min, node.code), filled(entry.between.max, node.code));
    return entry.between.sign === "MINUS" ? negative(points) : points;
  }
  const each = filled(entry.each, node.code);
  if (entry.per !== "VALUE") return each;
  return fact.value === null ? ZERO : times(each, exact(fact.value));
}

/** R-001: the final score of an earlier review. */
function carry(node, /** @type {string | null | undefined} */ score) {
  return score === null || score === undefined ? without(node, node.otherwise) : valued(node, exact(score));
}

function sheetNamed(plan, /** @type {string} */ code) {
  const found = plan.sheets.find((one) => one.code === code);
  if (!found) throw new Error(`unknown sheet ${code}`);
  return found;
}

/** Another sheet of the plan over a named period. */
function sheet(/** @type {World} */ world, node, inner) {
  return asItIs(node, inner(sheetNamed(world.plan, node.sheet).root, world.periodDays(node.period)));
}

/** The value alone: its lines stand where the other node itself stands. */
function reference(node, found, inner) {
  return asItIs(node, inner(found.node, found.days), []);
}

/** Another node of the review's own tree, its sheets set in: as it stands there, over the days it stands for. */
function referredTo(/** @type {World} */ world, node) {
  const found = nodeNamed(world, world.review.root, node.node, world.days, 0);
  if (!found) throw new Error(`unknown node ${node.node}`);
  return found;
}

/** Parents first. @returns {{ node: object, days: Range } | null} */
function nodeNamed(/** @type {World} */ world, node, /** @type {string} */ code, /** @type {Range} */ days, depth) {
  if (node.code === code) return { node, days };
  if (depth > DEEPEST) throw new Error(`a plan that goes in circles at ${node.code}`);
  const inside = node.kind === "sheet" ? sheetNamed(world.plan, node.sheet) : null;
  const parts = inside ? [inside.root] : partsOf(node);
  const range = inside ? world.periodDays(node.period) : days;
  for (const part of parts) {
    const found = nodeNamed(world, part, code, range, depth + 1);
    if (found) return found;
  }
  return null;
}

/** The nodes that a node is made of, as the plan has them. */
function partsOf(node) {
  switch (node.kind) {
    case "scale":
    case "shortfall":
      return [node.of];
    case "weighted":
      return node.parts.map((part) => part.of);
    case "total":
    case "product":
      return node.parts;
    case "change":
      return [node.of, node.base];
    case "choose":
      return [...node.cases.flatMap((one) => [...asked(one.when), one.gives]), node.else];
    case "veto":
      return [node.of, ...node.vetoes.flatMap((one) => asked(one.when))];
    default:
      return [];
  }
}

/** The nodes that a condition asks about. */
function asked(condition) {
  if (condition.kind === "compare") return [condition.of];
  return [condition.of].flat().flatMap(asked);
}

/** In the amount of a penalty: the value of the fact that triggered it, or one of its attributes. */
function eventFigure(node, event) {
  if (!event) throw new Error(`no event at ${node.code}`);
  const text = node.attr === undefined ? event.value : own(event.attrs, node.attr);
  return typeof text === "string" && DECIMAL.test(text) ? valued(node, exact(text)) : without(node, "UNRANKED");
}

/** R11, R12, R-007: a rank of this review, of an earlier one, or from outside. */
function standing(/** @type {World} */ world, node, /** @type {string} */ subject, /** @type {Range} */ days) {
  const before = node.review === undefined ? null : earlierPlace(world, node.review, subject);
  const moves = node.as === "MOVEMENT";
  const place =
    node.review !== undefined && !moves
      ? before
      : node.outside !== undefined
        ? outsidePlace(latestOutside(world, node.outside, days).get(subject))
        : placesWithin(world, node.population).get(subject);
  if (!place || (moves && !before)) return without(node, node.otherwise);
  if (moves) return valued(node, whole(before.rank - place.rank));
  return valued(node, whole(node.as === "TOP" ? place.rank : place.fromBottom));
}

/** @typedef {{ rank: number, fromBottom: number, of: number }} Place */

/** @returns {Place | null} */
function earlierPlace(/** @type {World} */ world, /** @type {string} */ review, /** @type {string} */ subject) {
  const places = world.once(`earlier ${review}`, () => {
    const lists = new Map();
    for (const [id, carried] of Object.entries(own(world.carriedRanks, world.reviewCode(review)) ?? {})) {
      if (carried === null) continue;
      // Groups that were ranked apart: a place is one of its group's list.
      const { rank, group } = typeof carried === "object" ? carried : { rank: carried, group: null };
      if (!lists.has(group)) lists.set(group, new Map());
      lists.get(group).set(id, rank);
    }
    return new Map(
      [...lists.values()].flatMap((given) =>
        placesOf(given).map(([id, place]) => [id, { ...place, rank: given.get(id) }]),
      ),
    );
  });
  return places.get(subject) ?? null;
}

/** The latest imported record of each subject; what cannot be a rank is passed over. @returns {Map<string, object>} */
function latestOutside(/** @type {World} */ world, /** @type {string} */ stream, /** @type {Range} */ days) {
  return world.once(`outside ${stream} ${days.from} ${days.to}`, () => {
    const counted = world.facts.all(stream).filter((fact) => counts(fact) && within(fact.on, days));
    const facts = counted.filter((fact) => world.subjects.has(fact.subject) && outsidePlace(fact));
    return new Map(facts.map((fact) => [fact.subject, fact]));
  });
}

/** R-007: value = rank, attribute `of` = size; the 40th of 42 is third from the bottom. Null: it cannot be a rank. @returns {Place | null} */
function outsidePlace(fact) {
  const size = own(fact?.attrs, "of");
  if (!fact || !isCount(fact.value) || !isCount(size) || Number(fact.value) > Number(size)) return null;
  const rank = Number(fact.value);
  return { rank, fromBottom: Number(size) - rank + 1, of: Number(size) };
}

/** A whole number from 1 on. */
function isCount(/** @type {unknown} */ text) {
  if (typeof text !== "string" || !DECIMAL.test(text)) return false;
  const value = exact(text);
  return value.n % value.d === 0n && isPositive(value);
}

/** Brings a value onto points: by the best, a target, a table of values or a table of places (R8, R11). */
function scale(node, /** @type {Figure} */ inner, /** @type {() => Exact[]} */ field) {
  if (inner.value === null) return passedOn(node, inner);
  const { by } = node;
  const points = (/** @type {Exact} */ value) => valued(node, value, [inner]);
  if (by.kind === "BANDS") return points(bandOf(by.bands, inner.value));
  if (by.kind === "PLACES") return points(placePoints(by, field(), inner.value));
  if (by.kind === "TO_TARGET") {
    const target = filled(by.target, node.code);
    if (!isPositive(target)) throw new Error(`a target of zero or less at ${node.code}`);
    return points(proportion(by, inner.value, target));
  }
  const all = field();
  const lower = by.better === "LOWER";
  if (all.length === 0) return without(node, leafOtherwise(node.of), [inner]);
  const best = lower ? all[0] : all[all.length - 1];
  if (best.n < 0n || (!lower && isZero(best))) return without(node, leafOtherwise(node.of), [inner]);
  return points(proportion(by, inner.value, best));
}

/** Held between nothing and full marks; with LOWER turned round: full at or below the mark, less above it. */
function proportion({ full, better }, /** @type {Exact} */ value, /** @type {Exact} */ mark) {
  const marks = exact(full);
  if (better !== "LOWER") return held(over(times(marks, value), mark), ZERO, marks);
  if (compare(value, mark) <= 0) return marks;
  return isZero(value) ? marks : held(over(times(marks, mark), value), ZERO, marks);
}

/** The highest band that the value reaches; below all of them nothing. */
function bandOf(bands, /** @type {Exact} */ value) {
  const reached = bands.filter((band) => compare(value, exact(band.from)) >= 0);
  if (reached.length === 0) return ZERO;
  return exact(reached.reduce((a, b) => (compare(exact(b.from), exact(a.from)) > 0 ? b : a)).points);
}

/** R11: by the place among all in the field (ascending); equals share the better one. */
function placePoints({ places, rest, better }, /** @type {Exact[]} */ all, /** @type {Exact} */ value) {
  const lower = countBefore(all, (other) => compare(other, value) >= 0);
  const higher = all.length - countBefore(all, (other) => compare(other, value) > 0);
  const place = (better === "LOWER" ? lower : higher) + 1;
  const rows = places.filter((row) => place <= row.to);
  return exact(rows.length === 0 ? rest : rows.reduce((a, b) => (b.to < a.to ? b : a)).points);
}

/** Without a best a scale has what its own leaf has when that lacks facts; what is put together has no leaf of its own. */
function leafOtherwise(node) {
  if (node.kind === "scale") return leafOtherwise(node.of);
  return "otherwise" in node ? node.otherwise : "UNRANKED";
}

/** A part that lacks its value leaves the whole without one; parts left out are no part of the denominator. */
function gathered(node, /** @type {Figure[]} */ parts, worth) {
  const missing = parts.find((part) => part.state === "MISSING");
  if (missing) return passedOn(node, missing, parts);
  if (parts.every((part) => part.value === null)) return without(node, "LEFT_OUT", parts);
  return worth();
}

/** R8: each contribution is value × weight ÷ the weights that are there, rounded where the plan says so. */
function weighted(node, /** @type {Figure[]} */ parts) {
  const weights = node.parts.map((part) => filled(part.weight, node.code));
  return gathered(node, parts, () => {
    const there = sumOf(weights.filter((_, i) => parts[i].value !== null));
    if (isZero(there)) return without(node, "LEFT_OUT", parts);
    const contributions = parts.flatMap((part, i) =>
      part.value === null ? [] : [kept(over(times(part.value, weights[i]), there), node.places)],
    );
    return valued(node, sumOf(contributions), parts);
  });
}

/** The sum of its parts, held between floor and cap (R9, R10). */
function total(node, /** @type {Figure[]} */ parts) {
  return gathered(node, parts, () => {
    const sum = sumOf(parts.flatMap((part) => (part.value === null ? [] : [part.value])));
    return valued(node, held(sum, limit(node.floor), limit(node.cap)), parts);
  });
}

/** R-034: its parts multiplied; without one of them there is nothing to multiply. */
function product(node, /** @type {Figure[]} */ parts) {
  const lacking = parts.find((part) => part.state === "MISSING") ?? parts.find((part) => part.value === null);
  if (lacking) return passedOn(node, lacking, parts);
  return valued(
    node,
    parts.map((part) => part.value).reduce((a, b) => times(a, b)),
    parts,
  );
}

/** R-056, R-067: the difference, or the growth in percent; without a base, or on one of zero, nothing grows. */
function change(node, /** @type {Figure} */ now, /** @type {Figure} */ base) {
  const parts = [now, base];
  const lacking = parts.find((part) => part.state === "MISSING") ?? parts.find((part) => part.value === null);
  // What is left out of a part is not held against the subject: it leaves this out as well.
  if (lacking)
    return node.otherwise === "UNRANKED" ? passedOn(node, lacking, parts) : without(node, node.otherwise, parts);
  const difference = minus(now.value, base.value);
  if (node.as === "DIFFERENCE") return valued(node, difference, parts);
  if (isZero(base.value)) return without(node, node.otherwise, parts);
  return valued(node, over(times(difference, HUNDRED), base.value), parts);
}

/** R-026 to R-030: nothing at the mark, else `base` plus `each` for every unit between. */
function shortfall(node, /** @type {Figure} */ inner) {
  const mark = filled(node.mark, node.code);
  const base = filled(node.base, node.code);
  const each = filled(node.each, node.code);
  if (inner.value === null) return passedOn(node, inner);
  const distance = node.side === "BELOW" ? minus(mark, inner.value) : minus(inner.value, mark);
  if (!isPositive(distance)) return valued(node, ZERO, [inner]);
  const started = whole((distance.n + distance.d - 1n) / distance.d);
  return valued(node, plus(base, times(each, node.parts === "STARTED" ? started : distance)), [inner]);
}

/** R-058: the first case whose condition holds, else the last word. */
function choose(node, ask, inner) {
  const figures = [];
  for (const { when, gives } of node.cases) {
    const answer = ask(when);
    figures.push(...answer.asked);
    if (answer.holds === true) {
      const chosen = inner(gives);
      return asItIs(node, chosen, [chosen, ...figures]);
    }
  }
  const chosen = inner(node.else);
  return asItIs(node, chosen, [chosen, ...figures]);
}

/** R7, R13: no rank comes before nothing left, and that before the lowest ceiling. */
function veto(node, /** @type {Figure} */ inner, ask) {
  if (inner.value === null) return passedOn(node, inner);
  const answers = node.vetoes.map((one) => ({ ...ask(one.when), effect: one.effect }));
  const parts = [inner, ...answers.flatMap((one) => one.asked)];
  const effects = answers.filter((one) => one.holds === true).map((one) => one.effect);
  if (effects.some((one) => one.kind === "UNRANKED")) return without(node, "UNRANKED", parts);
  if (effects.some((one) => one.kind === "ZERO")) return valued(node, ZERO, parts);
  const ceilings = effects.map((one) => filled(one.at, node.code));
  return valued(node, least([inner.value, ...ceilings]), parts);
}

// ── 7 conditions ──────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Yes, no, or unknown (null) because a figure does not exist. `all` is no as soon as one part is no, `any` yes as soon as
 * one is yes, and the opposite of unknown stays unknown: empty is not zero.
 * @returns {{ holds: boolean | null, asked: Figure[] }}
 */
function judge(condition, /** @type {(node: object) => Figure} */ figureOf) {
  if (condition.kind === "compare") {
    const than = filled(condition.than, condition.of.code);
    const figure = figureOf(condition.of);
    const holds = figure.value === null ? null : answers(condition.is, compare(figure.value, than));
    return { holds, asked: [figure] };
  }
  const parts = [condition.of].flat().map((one) => judge(one, figureOf));
  const all = parts.map((one) => one.holds);
  const figures = parts.flatMap((one) => one.asked);
  if (condition.kind === "not") return { holds: all[0] === null ? null : !all[0], asked: figures };
  const decisive = condition.kind === "any";
  const holds = all.includes(decisive) ? decisive : all.includes(null) ? null : !decisive;
  return { holds, asked: figures };
}

function answers(/** @type {string} */ is, /** @type {number} */ order) {
  switch (is) {
    case "LESS":
      return order < 0;
    case "AT_MOST":
      return order <= 0;
    case "EQUAL":
      return order === 0;
    case "AT_LEAST":
      return order >= 0;
    case "MORE":
      return order > 0;
    default:
      throw new Error(`unknown comparison ${is}`);
  }
}

// ── 8 ranking ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** R17, R-042: whether the subject fulfils what the review asks of its entrants. */
function isAdmitted(/** @type {World} */ world, /** @type {string} */ subject) {
  return (world.review.entry ?? []).every(({ when }) => holdsFor(world, when, subject));
}

function holdsFor(/** @type {World} */ world, condition, /** @type {string} */ subject) {
  return judge(condition, (node) => compute(world, node, subject, world.days, null, 0)).holds === true;
}

/** The sheets of everybody: the tree, and the total where the subject takes part and has one. */
function sheetsOf(/** @type {World} */ world) {
  const admitted = new Set(world.field.filter((subject) => isAdmitted(world, subject)));
  world.withField(world.field.filter((subject) => admitted.has(subject)));
  return [...world.subjects.values()].map((subject) => {
    const tree = compute(world, world.review.root, subject.id, world.days, null, 0);
    const takesPart = admitted.has(subject.id);
    return { subject, tree, takesPart, total: takesPart ? tree.value : null };
  });
}

/** The first figure of the tree with the code, parents first. @returns {Figure | null} */
function figureNamed(/** @type {Figure} */ tree, /** @type {string} */ code) {
  if (tree.code === code) return tree;
  for (const part of tree.parts) {
    const found = figureNamed(part, code);
    if (found) return found;
  }
  return null;
}

/** Groups of equals, best first; those without a figure come last, together. */
function equals(items, /** @type {(item: object) => Exact | null} */ key, better = "HIGHER") {
  const keyed = items.map((item) => ({ item, value: key(item) }));
  const order = (a, b) => (better === "LOWER" ? compare(a.value, b.value) : compare(b.value, a.value));
  const sorted = keyed.filter((one) => one.value !== null).sort(order);
  const groups = [];
  for (const one of sorted) {
    const last = groups.at(-1);
    if (last && compare(last[0].value, one.value) === 0) last.push(one);
    else groups.push([one]);
  }
  const rest = keyed.filter((one) => one.value === null);
  if (rest.length > 0) groups.push(rest);
  return groups.map((group) => group.map((one) => one.item));
}

/**
 * Parts equals by the steps of the ladder; `note` hears of every step that somebody went through. Nothing is ever
 * decided by id, name or time (DESIGN §1.7).
 */
function parted(group, steps, treeOf, note) {
  if (group.length < 2 || steps.length === 0) return [group];
  const [step, ...others] = steps;
  const figure = (item) => figureNamed(treeOf(item), step.node)?.value ?? null;
  const groups = equals(group, figure, step.better);
  for (const item of group) note(item, { node: step.node, value: figure(item), decided: groups.length > 1 });
  return groups.flatMap((one) => parted(one, others, treeOf, note));
}

/** 1-2-2-4 by total, then by the plan's ladder; from the bottom in the same manner (R-007). */
function rankedList(sheets, steps) {
  const tried = new Map(sheets.map((sheet) => [sheet, []]));
  const scored = sheets.filter((sheet) => sheet.total !== null);
  const groups = equals(scored, (sheet) => sheet.total).flatMap((group) =>
    parted(
      group,
      steps,
      (sheet) => sheet.tree,
      (sheet, tie) => tried.get(sheet).push(tie),
    ),
  );
  const ranks = new Map();
  let before = 0;
  for (const group of groups) {
    const rankFromBottom = scored.length - before - group.length + 1;
    for (const sheet of group) ranks.set(sheet, { rank: before + 1, rankFromBottom });
    before += group.length;
  }
  const none = { rank: null, rankFromBottom: null };
  return sheets.map((sheet) => ({ ...sheet, ...(ranks.get(sheet) ?? none), ties: tried.get(sheet) }));
}

/** In one list, or each competition group for itself, those without a group among themselves. */
function ranked(/** @type {World} */ world, sheets) {
  const { review, plan } = world;
  const apart = review.groups === "APART";
  const lists = grouped(sheets, ({ subject }) => (apart ? (subject.group ?? "") : ""));
  const placed = [...lists.values()].flatMap((list) => rankedList(list, review.ties));
  return placed.map((one) => ({
    ...one,
    id: one.subject.id,
    group: apart ? (one.subject.group ?? null) : null,
    grade: gradeOf(review, one.total, one.subject.post),
    listed: isListed(plan, review, one),
  }));
}

/** The highest band that the total reaches; bands of the subject's post come before those for everybody (R-047). */
function gradeOf(review, /** @type {Exact | null} */ total, /** @type {string | undefined} */ post) {
  const tables = review.grades ?? [];
  const table = tables.find((one) => one.posts?.includes(post)) ?? tables.find((one) => one.posts === undefined);
  if (!table || total === null) return null;
  const reached = table.bands.filter((band) => compare(total, filled(band.from, band.code)) >= 0);
  if (reached.length === 0) return null;
  return reached.reduce((a, b) => (compare(exact(b.from), exact(a.from)) > 0 ? b : a)).code;
}

const groupOf = (plan, subject) => plan.groups.find((one) => one.code === subject.group);
const isWithheld = (plan, subject) => groupOf(plan, subject)?.withheld !== undefined;

/** Whether the published list names the subject; keeping it off changes no rank. */
function isListed(plan, review, { subject, rank }) {
  if (isWithheld(plan, subject)) return false;
  if (review.listed === undefined || rank === null) return true;
  if (review.listed === null) throw new Error(`blank listed of ${review.code}`);
  return rank <= review.listed;
}

/** The group, sub-branch … of its kind that a subject belongs to; everybody is in ALL. Null: in none. */
function memberOf(subject, population = "ALL") {
  if (population === "ALL") return "ALL";
  if (population === "GROUP") return subject.group ?? "";
  return own(subject.within, population) ?? null;
}

/** Places among those of the own group, sub-branch …; where groups are ranked apart, inside the group. @returns {Map<string, Place>} */
function placesWithin(/** @type {World} */ world, /** @type {string | undefined} */ population) {
  if (world.standings === null) throw new Error("a rank is asked for before there are ranks");
  return world.once(`places ${population}`, () => {
    const listOf = (one) => {
      const member = one.rank === null ? null : memberOf(one.subject, population);
      return member === null ? null : JSON.stringify([member, one.group]);
    };
    return new Map(
      [...grouped(world.standings, listOf).values()].flatMap((list) =>
        placesOf(new Map(list.map((one) => [one.id, one.rank]))),
      ),
    );
  });
}

/** Places by rank, 1-2-2-4, from both ends. @returns {[string, Place][]} */
function placesOf(/** @type {ReadonlyMap<string, number>} */ ranks) {
  const all = [...ranks.values()].sort((a, b) => a - b);
  return [...ranks].map(([id, rank]) => {
    const ahead = countBefore(all, (other) => other >= rank);
    const behind = all.length - countBefore(all, (other) => other > rank);
    return [id, { rank: ahead + 1, fromBottom: behind + 1, of: all.length }];
  });
}

// ── 9 awards ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Awards and penalties of the review, under the code of its month or quarter where it recurs. */
function ofReview(/** @type {World} */ world, /** @type {object[]} */ all) {
  return all
    .filter((one) => one.review === world.review.code)
    .map((plan) => ({ plan, code: world.stretch ? `${plan.code}.${world.stretch.name}` : plan.code }));
}

/** In the order of the document, the dearest first, so that "highest only" keeps the dearer one (R15). */
function awardsOf(/** @type {World} */ world) {
  const proposals = [];
  for (const { plan, code } of ofReview(world, world.plan.awards)) {
    proposals.push({ award: code, plan, ...awarded(world, plan, proposals) });
  }
  return proposals;
}

function awarded(/** @type {World} */ world, award, earlierProposals) {
  const none = { winners: [], reserves: [], contests: [] };
  if (award.basis.kind === "NOMINATION") return none;
  const holders = award.notWith?.length ? holdersOf(world, award, earlierProposals) : new Set();
  const barred = barredFrom(world, award);
  const mayTake = (one) => !barred.has(one.id) && !holders.has(one.id) && mayWin(world, award, one);
  const eligible = world.standings.filter(mayTake);
  const { claims, order } = claimsOf(world, award, eligible);
  const parts = grouped(claims, (claim) => memberOf(claim.one.subject, award.quota.per));
  const seated = [...parts.values()].map((part) => seats(order(part), award));
  const due = (claim) => ({ ...claim, prizes: prizesOf(world, award, claim) });
  return {
    winners: seated.flatMap((one) => one.winners).map(due),
    reserves: seated.flatMap((one) => reservesOf(one.below, award.reserves ?? 0)).map(due),
    contests: seated.flatMap((one) => one.contests).map((one) => ({ ...one, claims: one.claims.map(due) })),
  };
}

/** Takes part, is in no withheld group, and fulfils the conditions (R17, R-070). */
function mayWin(/** @type {World} */ world, award, one) {
  if (!one.takesPart || isWithheld(world.plan, one.subject)) return false;
  return (award.conditions ?? []).every(({ when }) => holdsFor(world, when, one.id));
}

/** R7: whom a fact of the review's days bars; an award to persons goes by the person that the fact names. */
function barredFrom(/** @type {World} */ world, award) {
  const barred = new Set();
  for (const { from } of award.excludedBy) {
    const days = lastMonths(world.days, from.lastMonths);
    for (const fact of world.facts.all(from.stream)) {
      if (!counts(fact) || !within(fact.on, days) || !isNamedBy(from, fact)) continue;
      const person = award.target === "PERSON" ? own(fact.attrs, "person") : undefined;
      barred.add(from.by === undefined ? (person ?? fact.subject) : own(fact.attrs, from.by));
    }
  }
  return barred;
}

/** Who holds an award that this one does not go with: of this review, or of an earlier one as its result tells (R15). */
function holdersOf(/** @type {World} */ world, award, proposals) {
  const holders = new Set();
  for (const code of notWith(world, award)) {
    const here = proposals.find((one) => one.award === code);
    for (const winner of here?.winners ?? []) holders.add(winner.one.id);
    if (here) continue;
    const plan = world.plan.awards.find((one) => one.code === stemOf(code));
    const suffix = REPETITION.exec(code)?.[2];
    const review = plan && suffix !== undefined ? `${plan.review}.${suffix}` : plan?.review;
    for (const fact of world.facts.all(`award.${stemOf(code)}`)) {
      if (counts(fact) && (review === undefined || own(fact.attrs, "review") === review)) holders.add(fact.subject);
    }
  }
  return holders;
}

/** The awards as the month or quarter reads them: the same month's, all months of its quarter, or all settled by then. */
function notWith(/** @type {World} */ world, award) {
  return award.notWith.flatMap((code) => {
    const other = world.plan.awards.find((one) => one.code === code);
    const stretches = other ? repetitionsOf(world.plan, reviewNamed(world.plan, other.review)) : [];
    if (stretches.length === 0) return [code];
    const { stretch } = world;
    if (stretch === null) {
      const days = periodNamed(world.plan, world.review.period);
      return stretches.filter((one) => within(other.settledOn ?? one.to, days)).map((one) => `${code}.${one.name}`);
    }
    const named = codeFor(code, stretches, stretch);
    if (named !== code) return [named];
    const months = stretches.filter((one) => quarterOf(one.from) === stretch.name);
    return months.map((one) => `${code}.${one.name}`);
  });
}

/** What the award looks at, and how claims stand to each other. */
function claimsOf(/** @type {World} */ world, award, eligible) {
  const { basis } = award;
  const byValue = (claims) => equals(claims, (claim) => claim.value);
  const laddered = (claims) =>
    byValue(claims).flatMap((group) =>
      parted(
        group,
        basis.ties,
        (claim) => claim.one.tree,
        () => {},
      ),
    );
  const claim = (one, value, often = 1) => ({ one, value, often });
  switch (basis.kind) {
    case "RANK": {
      const claims = eligible.map((one) => claim(one, figureNamed(one.tree, basis.node)?.value ?? null));
      return { claims: claims.filter(({ value }) => value !== null), order: laddered };
    }
    case "VOTE": {
      const claims = eligible.map((one) => claim(one, whole(factsCounted(world, basis.from, one.id).length)));
      return { claims: claims.filter(({ value }) => isPositive(value)), order: laddered };
    }
    case "THRESHOLD": {
      const claims = eligible.filter((one) => holdsFor(world, basis.when, one.id)).map((one) => claim(one, one.total));
      const rank = (one) => (one.rank === null ? null : whole(one.rank));
      const order = ranksCompare(world, award) ? (all) => equals(all, ({ one }) => rank(one), "LOWER") : byValue;
      return { claims, order };
    }
    case "STREAK": {
      const claims = eligible.map((one) => {
        const often = rowsOf(factsCounted(world, basis.from, one.id), basis).length;
        return claim(one, whole(often), often);
      });
      return { claims: claims.filter(({ often }) => often > 0), order: byValue };
    }
    default:
      throw new Error(`unknown basis ${basis.kind}`);
  }
}

/** Ranks of groups that are ranked apart say nothing about each other (totals do), unless each group has its own seats. */
function ranksCompare(/** @type {World} */ world, award) {
  return award.quota.per === "GROUP" || new Set(world.standings.map((one) => one.group)).size <= 1;
}

const factsCounted = (/** @type {World} */ world, from, /** @type {string} */ subject, days = world.days) =>
  selected(world.facts, subject, from, days).filter(counts);

/**
 * R-023, R-025: months (quarters) in a row with at least one fact in each; the closing fact is the first of the last one.
 * CALENDAR: rows that are one calendar stretch of that length. ROLLING: any; without `reuse` no month is in two rows.
 */
function rowsOf(facts, { step, length, window, reuse }) {
  if (length > MOST_STRETCHES) throw new Error(`a row of ${length}`);
  const numberOf = (day) => (step === "MONTH" ? monthNumber(day) : Math.floor(monthNumber(day) / 3));
  const first = new Map();
  for (const fact of facts) if (!first.has(numberOf(fact.on))) first.set(numberOf(fact.on), fact);
  const rows = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const start of [...first.keys()].sort((a, b) => a - b)) {
    const numbers = Array.from({ length }, (_, i) => start + i);
    if (!numbers.every((number) => first.has(number))) continue;
    if (window === "CALENDAR" ? start % length !== 0 : !reuse && start < free) continue;
    rows.push({ closing: first.get(start + length - 1) });
    free = start + length;
  }
  return rows;
}

/**
 * Seats go to the best (R-005). Equals who do not all fit are a contest for the seats that are left; nobody is picked. Of
 * a stratum of posts at most so many win (R17): who finds it full takes no place away from those behind.
 */
function seats(groups, { quota }) {
  let left = quota.max ?? quota.min;
  let ahead = 0;
  const strata = (quota.strata ?? []).map((stratum) => ({ ...stratum, room: stratum.max }));
  const stratumOf = (claim) => strata.find((one) => one.posts.includes(claim.one.subject.post)) ?? null;
  const winners = [];
  const contests = [];
  const below = [];
  for (const group of groups) {
    const place = ahead + 1;
    const placed = group.map((claim) => ({ ...claim, place, stratum: stratumOf(claim) }));
    if (left === 0) {
      below.push(...placed);
      ahead += placed.length;
      continue;
    }
    const cells = cellsOf(placed.filter(({ stratum }) => stratum?.room !== 0));
    const wanted = cells.reduce((sum, cell) => sum + Math.min(cell.claims.length, cell.room), 0);
    if (wanted > left) {
      const limits = cells
        .filter((cell) => cell.room < Math.min(left, cell.claims.length))
        .map((cell) => ({ claims: cell.claims, most: cell.room }));
      const claims = cells.flatMap((cell) => cell.claims);
      contests.push({ claims, seats: left, limits });
      ahead += claims.length;
      left = 0;
      continue;
    }
    for (const { claims, room, stratum } of cells) {
      const given = Math.min(claims.length, room);
      if (claims.length <= room) winners.push(...claims);
      else contests.push({ claims, seats: room, limits: [] });
      if (stratum) stratum.room -= given;
      left -= given;
      ahead += given;
    }
  }
  return { winners, contests, below };
}

/** Equals by stratum; those of no stratum have all the room there is. */
function cellsOf(claims) {
  const cells = grouped(claims, (claim) => claim.stratum ?? NO_STRATUM);
  return [...cells].map(([stratum, inside]) => ({
    claims: inside,
    stratum: stratum === NO_STRATUM ? null : stratum,
    room: stratum === NO_STRATUM ? Number.POSITIVE_INFINITY : stratum.room,
  }));
}

const NO_STRATUM = "";

/** The next so many behind the seats; equals at the last of these places stand ready together. */
function reservesOf(below, /** @type {number} */ n) {
  if (n === 0) return [];
  const last = below[Math.min(n, below.length) - 1]?.place;
  return below.filter((claim, i) => i < n || claim.place === last);
}

/**
 * What comes to a winner: the prizes of its place, money as often as it won. A computed amount ends at the cent, and one
 * of zero or less is no prize (R-034). Null: no money, or left to a body.
 */
function prizesOf(/** @type {World} */ world, award, { one, place, often }) {
  return award.prizes.flatMap((prize, index) => {
    if (prize.places && (place < prize.places.from || place > prize.places.to)) return [];
    if (!prize.by) {
      const amount = prize.kind === "MONEY" ? limit(prize.amount) : null;
      return [{ prize: index, amount: amount && centsText(times(amount, whole(often))) }];
    }
    const { value } = compute(world, prize.by, one.id, world.days, null, 0);
    if (value === null) return [{ prize: index, amount: null }];
    const amount = rounded(value, 2);
    return isPositive(amount) ? [{ prize: index, amount: centsText(times(amount, whole(often))) }] : [];
  });
}

// ── 10 penalties ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** R-006, R-007, R-024 … R-033, R-039 … R-041, R-054. */
function penaltiesOf(/** @type {World} */ world) {
  const proposals = ofReview(world, world.plan.penalties).flatMap(({ plan, code }) =>
    triggersOf(world, plan).flatMap((trigger) => charged(world, plan, code, trigger)),
  );
  return dearestOnly(proposals);
}

/** The grounds of a penalty: who, which fact, and on which day. */
function triggersOf(/** @type {World} */ world, penalty) {
  const { when } = penalty;
  const everybody = [...world.subjects.keys()];
  const onRank = (subject) => ({ subject, fact: null, event: null, on: world.cutOff });
  switch (when.kind) {
    case "PER_EVENT": {
      const days = when.within === undefined ? world.days : world.periodDays(when.within);
      return everybody.flatMap((subject) =>
        factsCounted(world, when.from, subject, days).map((fact) => ({ subject, fact, event: fact, on: fact.on })),
      );
    }
    case "BOTTOM":
      return lastOf(world, when).map(({ subject, fact }) => ({ ...onRank(subject), fact }));
    case "THRESHOLD":
      return world.standings
        .filter((one) => one.takesPart && holdsFor(world, when.when, one.id))
        .map((one) => onRank(one.id));
    case "STREAK":
      return everybody.flatMap((subject) =>
        rowsOf(factsCounted(world, when.from, subject), when).map(({ closing }) => ({
          subject,
          fact: closing,
          event: null,
          on: closing.on,
        })),
      );
    default:
      throw new Error(`unknown ground ${when.kind}`);
  }
}

/** The last so many; equals at the last place concerned share it. Imported ranks take the place of the review's own. */
function lastOf(/** @type {World} */ world, { n, population, outsideRank }) {
  if (n === null) return [];
  // What cannot be a rank is passed over here, and an earlier one stands.
  const imported = outsideRank === undefined ? new Map() : latestOutside(world, outsideRank, world.days);
  const places = [...imported].map(([subject, fact]) => ({ subject, fact, place: outsidePlace(fact) }));
  const ownPlaces = () =>
    [...placesWithin(world, population)].map(([subject, place]) => ({ subject, fact: null, place }));
  return (imported.size > 0 ? places : ownPlaces()).filter(({ place }) => place.fromBottom <= n);
}

/** What it costs; nothing where nothing is left of it. */
function charged(/** @type {World} */ world, penalty, /** @type {string} */ code, trigger) {
  const { subject, fact, event, on } = trigger;
  const person = (penalty.when.kind !== "BOTTOM" && fact && own(fact.attrs, "person")) || null;
  const proposal = { plan: penalty, penalty: code, subject, fact: fact?.id ?? null, person, on };
  if (penalty.since === null) throw new Error(`blank since of ${penalty.code}`);
  // R-054: before the grace date it is made known and costs nothing.
  if (penalty.since !== undefined && on < penalty.since) {
    return [{ ...proposal, consequences: [], amounts: new Map(), notice: true, repeated: false }];
  }
  const factor = repeatFactor(world, penalty, trigger);
  const amounts = new Map();
  const consequences = penalty.consequences.filter((consequence) => {
    if (!consequence.by) return true;
    const { value } = compute(world, consequence.by, subject, world.days, event, 0);
    if (value === null) return true;
    const cents = rounded(value, 2);
    if (!isPositive(cents)) return false;
    amounts.set(consequence.code, factor === null ? cents : rounded(times(cents, factor), 2));
    return true;
  });
  if (consequences.length === 0) return [];
  const repeated = factor !== null && consequences.some((one) => one.kind === "FINE");
  return [{ ...proposal, consequences, amounts, notice: false, repeated, factor }];
}

/**
 * R-031: the same problem of the same subject on an earlier day of the campaign, or one on the list of focus items; two
 * finds of one day are no repeat of each other. Null: the first of its kind.
 */
function repeatFactor(/** @type {World} */ world, penalty, { subject, event }) {
  const { repeat, when } = penalty;
  if (!repeat) return null;
  const factor = filled(repeat.times, penalty.code);
  if (!event) return null;
  const focus = Object.entries(repeat.or ?? {}).some(([name, values]) => values.includes(own(event.attrs, name)));
  const again =
    repeat.same.length > 0 &&
    world.facts
      .of(subject, when.from.stream, when.from.by)
      .filter((fact) => counts(fact) && isNamedBy(when.from, fact))
      .some(
        (fact) =>
          fact.on < event.on && repeat.same.every((name) => isSame(own(fact.attrs, name), own(event.attrs, name))),
      );
  return focus || again ? factor : null;
}

const isSame = (/** @type {unknown} */ a, /** @type {unknown} */ b) => a !== undefined && a === b;

/** R15: of the penalties with the same word the dearest for a subject; of equals the first in the document, then the earliest. */
function dearestOnly(proposals) {
  const best = new Map();
  const keyOf = (one) => JSON.stringify([one.plan.dearestOf, one.subject]);
  for (const one of proposals) {
    if (one.plan.dearestOf === undefined || one.notice) continue;
    const other = best.get(keyOf(one));
    const order = other ? compare(costOf(one), costOf(other)) : 1;
    if (order > 0 || (order === 0 && one.plan === other.plan && one.on < other.on)) best.set(keyOf(one), one);
  }
  return proposals.filter((one) => one.plan.dearestOf === undefined || one.notice || best.get(keyOf(one)) === one);
}

/** Yuan at most: all fines together, or the highest where one is picked; a range at its upper end, for a repeat multiplied. */
function costOf({ plan, consequences, amounts, factor }) {
  const range = (one) => times(limit(one.amount?.max) ?? ZERO, factor ?? whole(1));
  const fines = consequences.map((one) => amounts.get(one.code) ?? range(one));
  return plan.choose === "ONE" ? most([ZERO, ...fines]) : sumOf(fines);
}

// ── 11 the verdict ────────────────────────────────────────────────────────────────────────────────────────────────────
//
// What everybody is judged by, in one fixed form: lists by subject, places before subjects, money with two decimals.

/** Scores, ranks, awards and penalties from the plan and the facts alone. */
export function verdictFrom(plan, input) {
  if (plan.format !== 1) throw new Error(`a plan of format ${plan.format}, which this verifier does not know`);
  const world = new World(plan, reviewOf(plan, input.review), input);
  world.standings = ranked(world, sheetsOf(world));
  const standings = world.standings.map((one) => ({
    subject: one.id,
    total: one.total && plainText(one.total),
    rank: one.rank,
    rankFromBottom: one.rankFromBottom,
    group: one.group,
    grade: one.grade,
    listed: one.listed,
    ties: one.ties.map((tie) => ({ ...tie, value: tie.value && plainText(tie.value) })),
  }));
  const awards = awardsOf(world).map(({ award, winners, reserves, contests }) => ({
    award,
    winners: listed(winners.map(placeOf), "place", "subject"),
    contested: contestOf(contests),
    reserves: listed(
      reserves.map(({ one, place, prizes }) => ({ subject: one.id, place, prizes })),
      "place",
      "subject",
    ),
  }));
  const penalties = penaltiesOf(world).map((one) => ({
    penalty: one.penalty,
    subject: one.subject,
    fact: one.fact,
    person: one.person,
    choose: one.plan.choose,
    consequences: one.consequences.map((consequence) => ({
      code: consequence.code,
      amount: one.amounts.has(consequence.code) ? centsText(one.amounts.get(consequence.code)) : null,
    })),
    notice: one.notice,
    repeated: one.repeated,
  }));
  return {
    review: input.review,
    standings: listed(standings, "subject"),
    awards: listed(awards, "award"),
    penalties: listed(penalties, "penalty", "subject", "fact"),
  };
}

/** Every node of everybody's score tree, for looking at where two computations part. */
export function treesFrom(plan, input) {
  const world = new World(plan, reviewOf(plan, input.review), input);
  const open = (/** @type {Figure} */ { code, state, value, parts }) => ({
    code,
    state,
    value: value && plainText(value),
    parts: parts.map(open),
  });
  return sheetsOf(world).map(({ subject, tree }) => ({ subject: subject.id, tree: open(tree) }));
}

const placeOf = ({ one, place, often, prizes }) => ({ subject: one.id, place, times: often, prizes });

/** All contests of an award as one; its parts say how many of whom, where that is not the whole of it. */
function contestOf(contests) {
  if (contests.length === 0) return null;
  const ids = (claims) => claims.map((claim) => claim.one.id).sort(byText);
  const all = contests.flatMap((one) => one.claims);
  const several = contests.length > 1 || contests.some((one) => one.limits.length > 0);
  const parts = contests.flatMap((one) => [{ claims: one.claims, most: one.seats }, ...one.limits]);
  return {
    seats: contests.reduce((sum, one) => sum + one.seats, 0),
    subjects: listed(
      all.map(({ one, prizes }) => ({ subject: one.id, prizes })),
      "subject",
    ),
    parts: several ? sortedParts(parts.map((part) => ({ subjects: ids(part.claims), most: part.most }))) : [],
  };
}

function sortedParts(/** @type {{ subjects: string[], most: number }[]} */ parts) {
  const order = (a, b) => a.most - b.most || byText(a.subjects.join("\u0000"), b.subjects.join("\u0000"));
  return parts.sort(order);
}

/** In the order of these keys. */
function listed(/** @type {object[]} */ items, /** @type {string[]} */ ...keys) {
  const order = (a, b) => {
    for (const key of keys) {
      const [one, other] = [a[key] ?? "", b[key] ?? ""];
      const difference = typeof one === "number" ? one - other : byText(one, other);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return [...items].sort(order);
}

// ── 12 the checks ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * One question to the dossier. `at` is the place of the first difference, a JSON pointer behind the name of the file;
 * `stated` is what the dossier says there, `found` what this program finds.
 * @typedef {{ code: string, ok: boolean, at?: string, stated?: string, found?: string }} Check
 * @typedef {{ ok: boolean, campaign: string | null, review: string | null, seq: number | null, seal: string | null, checks: Check[] }} Report
 */

const PLAN = "plan.json";
const INPUT = "result-input.json";
const OUTPUT = "result-output.json";
const SEAL = "seal.json";
const VERDICT = "verdict.json";
const NEEDED = [PLAN, INPUT, OUTPUT, SEAL, VERDICT];
/** Seals of all results of the campaign, oldest first; a dossier may hold them. */
const CHAIN = "chain.json";
/** Digests of all other files; a dossier may hold them. */
const MANIFEST = "manifest.json";
const HEX = /^[0-9a-f]{64}$/;

/**
 * Verifies the files of a dossier, by path.
 * @param {ReadonlyMap<string, Uint8Array>} files
 * @returns {Promise<Report>}
 */
export async function verifyFiles(files) {
  /** @type {Check[]} */
  const checks = [];
  const check = (code, difference = null) => {
    checks.push({ code, ok: difference === null, ...difference });
    return difference === null;
  };
  const { found, problem } = locate(files);
  const head = { campaign: null, review: null, seq: null, seal: null };
  if (!check("FILES", problem)) return { ok: false, ...head, checks };
  const { documents, wrong } = readAll(found);
  if (!check("CANONICAL", wrong)) return { ok: false, ...head, checks };
  const [plan, input, output, seal] = NEEDED.map((name) => documents.get(name));
  const digests = { input: await digest(found.get(INPUT)), output: await digest(found.get(OUTPUT)) };

  check("PLAN", differs(INPUT, "/plan", input?.plan, await digest(found.get(PLAN))));
  check(
    "REVIEW",
    differs(SEAL, "/review", seal?.review, input?.review) ?? differs(OUTPUT, "/review", output?.review, input?.review),
  );
  check("SEAL", await sealDifference(seal, digests));
  check("CHAIN", chainStart(seal) ?? (await chainDifference(documents.get(CHAIN), seal, digests)));
  const own = recomputed(plan, input);
  check("COMPUTED", own.problem);
  check("VERDICT", own.problem ?? firstDifference(VERDICT, documents.get(VERDICT), own.verdict));
  check("OUTPUT", own.problem ?? outputDifference(plan, output, own.verdict));
  if (found.has(MANIFEST)) check("MANIFEST", await manifestDifference(documents.get(MANIFEST), files));
  const text = (value) => (typeof value === "string" ? value : null);
  return {
    ok: checks.every(({ ok }) => ok),
    campaign: text(seal?.campaign),
    review: text(seal?.review),
    seq: typeof seal?.seq === "number" ? seal.seq : null,
    seal: text(seal?.seal),
    checks,
  };
}

/** The files of the dossier, wherever in the zip their folder stands; each must be there once. */
function locate(/** @type {ReadonlyMap<string, Uint8Array>} */ files) {
  const seals = [...files.keys()].filter((path) => path === SEAL || path.endsWith(`/${SEAL}`));
  const folder = seals.length === 1 ? seals[0].slice(0, -SEAL.length) : "";
  const found = new Map();
  for (const name of [...NEEDED, CHAIN, MANIFEST]) {
    const bytes = files.get(folder + name);
    if (bytes) found.set(name, bytes);
  }
  const missing = NEEDED.find((name) => !found.has(name));
  const problem = seals.length > 1 ? { at: SEAL, found: String(seals.length) } : missing ? { at: missing } : null;
  return { found, problem };
}

/** Reads every file and asks whether it is canonical to the last byte. */
function readAll(/** @type {ReadonlyMap<string, Uint8Array>} */ found) {
  const documents = new Map();
  for (const [name, bytes] of found) {
    try {
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      const value = JSON.parse(text);
      if (canonical(value) !== text) return { documents, wrong: { at: name } };
      documents.set(name, value);
    } catch (error) {
      return { documents, wrong: { at: name, found: String(error.message) } };
    }
  }
  return { documents, wrong: null };
}

const brief = (/** @type {unknown} */ value) => {
  const text = value === undefined ? "—" : canonical(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

function differs(
  /** @type {string} */ file,
  /** @type {string} */ path,
  /** @type {unknown} */ stated,
  /** @type {unknown} */ found,
) {
  return stated === found && stated !== undefined
    ? null
    : { at: file + path, stated: brief(stated), found: brief(found) };
}

/** The first place, in the order of canonical JSON, at which two documents differ; null when they are the same bytes. */
function firstDifference(/** @type {string} */ path, /** @type {unknown} */ stated, /** @type {unknown} */ found) {
  if (stated !== undefined && found !== undefined && canonical(stated) === canonical(found)) return null;
  const both = [stated, found];
  const comparable =
    both.every((one) => typeof one === "object" && one !== null) && Array.isArray(stated) === Array.isArray(found);
  if (!comparable) return { at: path, stated: brief(stated), found: brief(found) };
  const keys = Array.isArray(stated)
    ? Array.from({ length: Math.max(stated.length, found.length) }, (_, i) => String(i))
    : [...new Set(both.flatMap((one) => Object.keys(one)))].sort(byText);
  for (const key of keys) {
    const place = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const [one, other] = both.map((document) => own(document, key));
    if (one === undefined && other === undefined) continue;
    const difference = firstDifference(place, one, other);
    if (difference) return difference;
  }
  return { at: path, stated: brief(stated), found: brief(found) };
}

async function sealDifference(seal, { input, output }) {
  const shape = ["campaign", "previous", "review", "seal", "seq"];
  const keys = seal && typeof seal === "object" ? Object.keys(seal).sort(byText) : [];
  const misshapen = firstDifference(SEAL, keys, shape);
  if (misshapen) return misshapen;
  return differs(SEAL, "/seal", seal.seal, await sealOf(seal, input, output));
}

/** The first result of a campaign has nothing before it; a second result of a review has at least the first. */
function chainStart(seal) {
  const previous = seal?.previous;
  if (!Number.isSafeInteger(seal?.seq) || seal.seq < 1) return { at: `${SEAL}/seq`, stated: brief(seal?.seq) };
  if (previous === null ? seal.seq === 1 : typeof previous === "string" && HEX.test(previous)) return null;
  return { at: `${SEAL}/previous`, stated: brief(previous) };
}

/** Where the dossier brings all seals of the campaign: each is what it says, names the one before, and ours is among them. */
async function chainDifference(chain, seal, digests) {
  if (chain === undefined) return null;
  if (!Array.isArray(chain)) return { at: CHAIN };
  let previous = null;
  for (const [i, one] of chain.entries()) {
    const at = `/${i}`;
    const difference =
      differs(CHAIN, `${at}/campaign`, one?.campaign, seal.campaign) ??
      differs(CHAIN, `${at}/previous`, one?.previous, previous) ??
      differs(CHAIN, `${at}/seal`, one?.seal, await sealOf(one, one.input, one.output));
    if (difference) return difference;
    previous = one.seal;
  }
  const ours = chain.find((one) => one.seal === seal.seal);
  return firstDifference(CHAIN, ours, { ...seal, ...digests });
}

/** What this program makes of plan and facts. */
function recomputed(plan, input) {
  try {
    return { verdict: verdictFrom(plan, input), problem: null };
  } catch (error) {
    return { verdict: undefined, problem: { at: PLAN, found: String(error.message) } };
  }
}

/** What the product sealed, brought into the form of the verdict. */
function outputDifference(plan, output, verdict) {
  try {
    const totals = (list, total) =>
      listed(
        list.map((one) => ({ subject: one.subject, total: total(one) })),
        "subject",
      );
    return (
      firstDifference(OUTPUT, verdictStated(plan, output), verdict) ??
      firstDifference(
        `${OUTPUT}/sheets`,
        totals(output.sheets, (one) => one.total),
        totals(verdict.standings, (one) => one.total),
      )
    );
  } catch (error) {
    return { at: OUTPUT, found: String(error.message) };
  }
}

/** The verdict that a sealed output states. */
function verdictStated(plan, output) {
  const standings = output.ranking.standings.map((one) => ({
    subject: one.subject,
    total: one.total,
    rank: one.rank,
    rankFromBottom: one.rankFromBottom,
    group: one.group ?? null,
    grade: one.grade ?? null,
    listed: one.unlisted === undefined,
    ties: one.ties.map(({ node, value, decided }) => ({ node, value, decided })),
  }));
  const awards = output.awards.map((one) => awardStated(plan, one));
  const penalties = output.penalties.map((one) => ({
    penalty: one.penalty,
    subject: one.subject,
    fact: one.fact?.id ?? null,
    person: one.person,
    choose: one.choose,
    consequences: one.consequences.map((code) => ({ code, amount: moneyStated(own(one.amounts, code)?.amount) })),
    notice: one.notice === true,
    repeated: one.repeated !== undefined,
  }));
  return {
    review: output.review,
    standings: listed(standings, "subject"),
    awards: listed(awards, "award"),
    penalties: listed(penalties, "penalty", "subject", "fact"),
  };
}

const moneyStated = (/** @type {string | null | undefined} */ text) =>
  text === null || text === undefined ? null : centsText(exact(text));

/** Where the output leaves a prize to the plan, everybody gets the plan's prizes as they stand there. */
function awardStated(plan, { award, winners, contested, reserves = [] }) {
  const prizes = plan.awards.find((one) => one.code === award || one.code === stemOf(award))?.prizes ?? [];
  const asPlanned = prizes.map(({ kind, amount }, prize) => ({
    prize,
    amount: kind === "MONEY" ? moneyStated(amount) : null,
  }));
  const due = (list) => list?.map(({ index, amount }) => ({ prize: index, amount: moneyStated(amount) })) ?? asPlanned;
  const parts = (contested?.parts ?? []).map(({ subjects, most }) => ({ subjects: [...subjects].sort(byText), most }));
  const place = (one) => ({ subject: one.subject, place: one.place, prizes: due(one.prizes) });
  return {
    award,
    winners: listed(
      winners.map((one) => ({ ...place(one), times: one.times ?? 1 })),
      "place",
      "subject",
    ),
    contested: contested && {
      seats: contested.seats,
      subjects: listed(
        contested.subjects.map((subject) => ({ subject, prizes: due(own(contested.prizes, subject)) })),
        "subject",
      ),
      parts: sortedParts(parts),
    },
    reserves: listed(reserves.map(place), "place", "subject"),
  };
}

/** `{ "files": { path: SHA-256 } }` of all files beside the manifest itself. */
async function manifestDifference(manifest, /** @type {ReadonlyMap<string, Uint8Array>} */ files) {
  const path = [...files.keys()].find((one) => one === MANIFEST || one.endsWith(`/${MANIFEST}`)) ?? MANIFEST;
  const folder = path.slice(0, -MANIFEST.length);
  const digests = {};
  for (const [name, bytes] of files) {
    if (name.startsWith(folder) && name !== path) digests[name.slice(folder.length)] = await digest(bytes);
  }
  return firstDifference(`${MANIFEST}/files`, manifest?.files, digests);
}

// ── 13 zip ────────────────────────────────────────────────────────────────────────────────────────────────────────────
//
// Reads what a dossier needs and no more: files stored or deflated, names in UTF-8, one disk, less than 4 GB. Whatever
// departs from that is refused, so that no reader sees other files than this one.

const MOST_BYTES = 2 ** 31;

/** Files of a zip by path. @returns {Promise<Map<string, Uint8Array>>} */
export async function unzip(/** @type {Uint8Array} */ zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endOf(view);
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  let sum = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const entry = entryAt(view, zip, at);
    at = entry.next;
    if (entry.name.endsWith("/")) continue;
    sum += entry.size;
    if (sum > MOST_BYTES) throw new Error("zip: too large");
    if (files.has(entry.name)) throw new Error(`zip: ${entry.name} is there twice`);
    files.set(entry.name, await contentOf(view, zip, entry));
  }
  if (at !== end) throw new Error("zip: something stands behind its directory");
  return files;
}

/** The end of the directory stands at the very end of the file. */
function endOf(/** @type {DataView} */ view) {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  throw new Error("zip: no directory");
}

function entryAt(/** @type {DataView} */ view, /** @type {Uint8Array} */ zip, /** @type {number} */ at) {
  if (view.getUint32(at, true) !== 0x02014b50) throw new Error("zip: broken directory");
  const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const flags = view.getUint16(at + 8, true);
  if (flags & 1) throw new Error("zip: encrypted");
  return {
    name: new TextDecoder("utf-8", { fatal: true }).decode(zip.subarray(at + 46, at + 46 + name)),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    start: view.getUint32(at + 42, true),
    next: at + 46 + name + extra + comment,
  };
}

async function contentOf(/** @type {DataView} */ view, /** @type {Uint8Array} */ zip, entry) {
  const { start, name, method, packed, size, crc } = entry;
  if (view.getUint32(start, true) !== 0x04034b50) throw new Error(`zip: ${name} is not where the directory says`);
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  const inside = new TextDecoder().decode(zip.subarray(start + 30, start + 30 + view.getUint16(start + 26, true)));
  if (inside !== name || view.getUint16(start + 8, true) !== method)
    throw new Error(`zip: ${name} is named otherwise inside`);
  if (from + packed > zip.byteLength) throw new Error(`zip: ${name} is cut off`);
  const raw = zip.subarray(from, from + packed);
  if (method !== 0 && method !== 8) throw new Error(`zip: ${name} is packed in a way unknown here`);
  const content = method === 0 ? raw.slice() : await inflated(raw, size, name);
  if (content.byteLength !== size || crcOf(content) !== crc) throw new Error(`zip: ${name} is damaged`);
  return content;
}

async function inflated(/** @type {Uint8Array} */ raw, /** @type {number} */ size, /** @type {string} */ name) {
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const content = new Uint8Array(size);
  let filledUpTo = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (filledUpTo + part.value.byteLength > size) {
      await reader.cancel();
      throw new Error(`zip: ${name} is larger than it says`);
    }
    content.set(part.value, filledUpTo);
    filledUpTo += part.value.byteLength;
  }
  if (filledUpTo !== size) throw new Error(`zip: ${name} is smaller than it says`);
  return content;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(/** @type {Uint8Array} */ bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ CRC_TABLE[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}

/** Verifies a zipped dossier. @returns {Promise<Report>} */
export async function verifyZip(/** @type {Uint8Array} */ zip) {
  let files;
  try {
    files = await unzip(zip);
  } catch (error) {
    const checks = [{ code: "ZIP", ok: false, found: String(error.message) }];
    return { ok: false, campaign: null, review: null, seq: null, seal: null, checks };
  }
  return verifyFiles(files);
}

// ── 14 the report ─────────────────────────────────────────────────────────────────────────────────────────────────────

const SENTENCES = {
  zh: {
    title: "卷宗校验",
    about: (campaign, review, seq) => `竞赛${campaign}，评比${review}，第${seq}次结果`,
    good: "全部一致：仅凭方案与事实重新计算，得到与卷宗相同的得分、名次、奖励和处罚。",
    bad: "卷宗与重新计算的结果不一致，或已被改动。",
    passed: "通过",
    failed: "不符",
    at: "位置",
    stated: "卷宗所载",
    found: "校验所得",
    ZIP: "压缩包可以读取",
    FILES: "文件齐全",
    CANONICAL: "各文件均为规范JSON（RFC 8785），逐字节一致",
    PLAN: "方案的SHA-256与事实清单中所载一致",
    REVIEW: "方案、事实与结果属于同一次评比",
    SEAL: "封印重新计算后一致",
    CHAIN: "封印与前一封印相连",
    COMPUTED: "可以根据方案与事实计算",
    VERDICT: "重新计算的得分、名次、奖励和处罚与裁定逐字节一致",
    OUTPUT: "封存的结果与重新计算的一致",
    MANIFEST: "其余文件与清单一致",
  },
  en: {
    title: "Verification of the dossier",
    about: (campaign, review, seq) => `Campaign ${campaign}, review ${review}, result ${seq}`,
    good: "Everything agrees: computed from the plan and the facts alone, scores, ranks, awards and penalties are the same.",
    bad: "The dossier does not agree with the computation, or it has been changed.",
    passed: "agrees",
    failed: "DIFFERS",
    at: "at",
    stated: "the dossier says",
    found: "found",
    ZIP: "The zip can be read",
    FILES: "All files are there",
    CANONICAL: "Every file is canonical JSON (RFC 8785) to the last byte",
    PLAN: "The SHA-256 of the plan is the one that the facts name",
    REVIEW: "Plan, facts and result belong to the same review",
    SEAL: "The seal is what it must be",
    CHAIN: "The seal follows the one before",
    COMPUTED: "Plan and facts can be computed",
    VERDICT: "Scores, ranks, awards and penalties are those of the verdict, byte for byte",
    OUTPUT: "The sealed result is the one computed here",
    MANIFEST: "All other files are those of the list",
  },
};

/** The report in words; `language` is zh or en. */
export function reportText(/** @type {Report} */ report, /** @type {"zh" | "en"} */ language = "zh") {
  const say = SENTENCES[language];
  const about = report.campaign === null ? [] : [say.about(report.campaign, report.review, report.seq)];
  const lines = report.checks.flatMap((check) => [
    `${check.ok ? "✓" : "✗"} ${say[check.code]}${language === "zh" ? "：" : ": "}${check.ok ? say.passed : say.failed}`,
    ...["at", "stated", "found"]
      .filter((key) => check[key] !== undefined)
      .map((key) => `    ${say[key]} ${check[key]}`),
  ]);
  const seal = report.seal === null ? [] : [`SHA-256 ${report.seal}`];
  return [say.title, ...about, ...seal, "", ...lines, "", report.ok ? say.good : say.bad].join("\n");
}

// ── 15 the command ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Files below a folder, by path. */
function filesBelow(fs, path, /** @type {string} */ folder) {
  const files = new Map();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath ?? entry.path, entry.name);
    files.set(path.relative(folder, full).split(path.sep).join("/"), new Uint8Array(fs.readFileSync(full)));
  }
  return files;
}

async function command(fs, path, /** @type {string[]} */ words) {
  const options = words.filter((word) => word.startsWith("--"));
  const [from] = words.filter((word) => !word.startsWith("--"));
  if (from === undefined || !fs.existsSync(from)) {
    console.error("node verify.mjs <dossier.zip | folder> [--en] [--json]");
    return 2;
  }
  const folder = fs.statSync(from).isDirectory();
  const report = folder
    ? await verifyFiles(filesBelow(fs, path, from))
    : await verifyZip(new Uint8Array(fs.readFileSync(from)));
  const text = options.includes("--json")
    ? JSON.stringify(report, null, 2)
    : reportText(report, options.includes("--en") ? "en" : "zh");
  console.log(text);
  return report.ok ? 0 : 1;
}

/** Only where this very file was started by Node; as a part of a page or of a test it waits to be asked. */
const node = globalThis.process?.getBuiltinModule ? globalThis.process : null;
if (node?.argv?.[1]) {
  const [fs, path, url] = ["node:fs", "node:path", "node:url"].map((name) => node.getBuiltinModule(name));
  const started = fs.existsSync(node.argv[1]) ? fs.realpathSync(node.argv[1]) : "";
  if (import.meta.url.startsWith("file:") && started === url.fileURLToPath(import.meta.url)) {
    node.exitCode = await command(fs, path, node.argv.slice(2));
  }
}
