/** Words that plans and facts share. */
export const IDS = ["a", "b", "c", "d", "e", "f", "g", "h"];
export const STREAMS = ["x", "y", "z", "event.V", "vote"];
export const LEVELS = ["A", "B", "C"];
export const POSTS = ["MANAGER", "TELLER", "GUARD"];
export const GROUPS = ["G1", "G2", "G3"];
export const KINDS = ["SUB_BRANCH", "DISTRICT"];
export const name = (text: string) => ({ zh: text, en: text });

/** Choices that follow from a number alone. */
export class Choices {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0;
    for (let i = 0; i < 4; i += 1) this.next();
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  count(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(often: number): boolean {
    return this.next() < often;
  }

  one<T>(items: readonly T[]): T {
    return items[this.count(0, items.length - 1)]!;
  }

  some<T>(items: readonly T[], often = 0.5): T[] {
    return items.filter(() => this.chance(often));
  }

  maybe<T>(item: T, often = 0.85): T | null {
    return this.chance(often) ? item : null;
  }

  list<T>(from: number, to: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.count(from, to) }, (_, i) => make(i));
  }

  /** Hundredths between two whole numbers, mostly whole or half. */
  decimal(from: number, to: number): string {
    const places = this.one([0, 0, 0, 1, 2, 3]);
    const units = this.count(from * 10 ** places, to * 10 ** places);
    const digits = String(Math.abs(units)).padStart(places + 1, "0");
    const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
    return units < 0 ? `-${text}` : text;
  }

  figure(): string {
    return this.chance(0.6) ? this.one(["0", "1", "2", "60", "80", "90", "92.5", "100"]) : this.decimal(-5, 105);
  }
}
