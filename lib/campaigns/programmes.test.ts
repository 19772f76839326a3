import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { redate } from "@/lib/scoring/programme/redate";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import { findProgramme, listProgrammes } from "./programmes";

describe("the shipped programmes", () => {
  it("are read once each, and only when asked for", () => {
    const parse = vi.spyOn(programmeSchema, "parse");
    const one = findProgramme("P06");
    expect(one?.code).toBe("P06");
    expect(parse).toHaveBeenCalledTimes(1);
    expect(findProgramme("P06")).toBe(one);
    expect(parse).toHaveBeenCalledTimes(1);
    const all = listProgrammes();
    expect(parse).toHaveBeenCalledTimes(all.length);
    expect(all.find(({ code }) => code === "P06")).toBe(one);
    listProgrammes();
    expect(parse).toHaveBeenCalledTimes(all.length);
    expect(findProgramme("P99")).toBeNull();
    parse.mockRestore();
  });

  it("are those of the folder, as they stand there", () => {
    const folder = join(process.cwd(), "prisma/programmes");
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    expect(listProgrammes()).toEqual(
      files.sort().map((file) => programmeSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8")))),
    );
  });

  it("cannot be changed by whoever gets them, and can be moved to another year", () => {
    const programme = findProgramme("P01")!;
    expect(() => programme.awards.push(programme.awards[0]!)).toThrow(TypeError);
    expect(() => {
      programme.reviews[0]!.name.zh = "";
    }).toThrow(TypeError);
    expect(redate(programme, 2031).phases[0]!.from).toMatch(/^2031/);
  });
});
