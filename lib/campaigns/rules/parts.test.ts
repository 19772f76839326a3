import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import { PARTS, partsOf } from "./parts";

const shipped = (code: string) =>
  programmeSchema.parse(JSON.parse(readFileSync(`prisma/programmes/${code}.json`, "utf8")));

describe("the parts of a campaign", () => {
  it("of the annual competition are all but the records, for which it declares no stream, votes and recordings", () => {
    expect(partsOf(shipped("P01"))).toEqual(PARTS.filter((part) => !["records", "ballots", "footage"].includes(part)));
  });
  it("of the service star are what its scores, votes and exclusions come from", () => {
    const parts = partsOf(shipped("P06"));
    expect(parts).toContain("records");
    expect(parts).toContain("awards");
    expect(parts).toContain("ballots");
    expect(parts).not.toContain("self-check");
    expect(parts).not.toContain("inspections");
    expect(parts).not.toContain("metrics");
  });
  it("leave figures that the programme declares itself to the records", () => {
    expect(partsOf(shipped("P02"))).not.toContain("metrics");
  });
});
