import { expect, it } from "vitest";
import { preparedName } from "./prepared";

it("keeps a statement under one name for one text, and only one that asks for it", () => {
  const name = preparedName("/* prepared */ SELECT $1");
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(preparedName("/* prepared */ SELECT $1")).toBe(name);
  expect(preparedName("/* prepared */ SELECT $2")).not.toBe(name);
  expect(preparedName("SELECT $1")).toBe("");
});
