import mysteryVisit from "./mystery-visit.json" with { type: "json" };
import openCheck from "./open-check.json" with { type: "json" };
import selfCheck from "./self-check.json" with { type: "json" };

/** The check sheets that come with the product; the shipped programmes are made for them. */
export const SHIPPED_STANDARDS: readonly unknown[] = [selfCheck, openCheck, mysteryVisit];
