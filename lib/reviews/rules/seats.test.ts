import { describe, expect, it } from "vitest";
import { seatedNow, seatsOf } from "./seats";

const all = () => true;

describe("the seats of an award", () => {
  it("are those of the winners while nobody falls away", () => {
    expect(seatedNow(["a", "b"], [], all)).toEqual(["a", "b"]);
  });

  it("go to the follower, and to the follower's follower", () => {
    const falls = [
      { subject: "a", follower: "c" },
      { subject: "c", follower: "d" },
    ];
    expect(seatedNow(["a", "b"], falls, all)).toEqual(["b", "d"]);
  });

  it("are told with every change that counts, and who took the seat", () => {
    const falls = [
      { subject: "a", follower: "c" },
      { subject: "x", follower: "e" },
      { subject: "b", follower: "d" },
    ];
    expect(seatsOf(["a", "b"], falls, (subject) => subject === "c")).toEqual({
      seated: ["c"],
      changes: [
        { subject: "a", follower: "c", taken: "c" },
        { subject: "b", follower: "d", taken: null },
      ],
    });
  });

  it("stay empty without a follower, or where the result holds it ready no more", () => {
    expect(seatedNow(["a", "b"], [{ subject: "a", follower: null }], all)).toEqual(["b"]);
    expect(seatedNow(["a", "b"], [{ subject: "a", follower: "c" }], () => false)).toEqual(["b"]);
  });

  it("are not taken twice, nor left by who has none under the result that counts", () => {
    expect(seatedNow(["a", "b"], [{ subject: "a", follower: "b" }], all)).toEqual(["b"]);
    expect(seatedNow(["b"], [{ subject: "a", follower: "c" }], all)).toEqual(["b"]);
  });
});
