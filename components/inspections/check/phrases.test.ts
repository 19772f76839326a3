import { describe, expect, it } from "vitest";
import { withPhraseIn } from "./phrases";

const phrase = { code: "NOT-031", text: "推给其他柜" };

describe("a picked phrase", () => {
  it("is written with its code, behind the words that are there", () => {
    expect(withPhraseIn("", phrase, "；")).toBe("NOT-031 推给其他柜");
    expect(withPhraseIn("3号柜台", phrase, "；")).toBe("3号柜台；NOT-031 推给其他柜");
    expect(withPhraseIn("NOT-030 让客户等自己有空 ", phrase, "；")).toBe(
      "NOT-030 让客户等自己有空；NOT-031 推给其他柜",
    );
  });

  it("is not written twice, and one whose code only begins alike is another", () => {
    expect(withPhraseIn("NOT-031 推给其他柜，态度生硬", phrase, "；")).toBe("NOT-031 推给其他柜，态度生硬");
    expect(withPhraseIn("NOT-0310 别的", phrase, "；")).toBe("NOT-0310 别的；NOT-031 推给其他柜");
  });
});
