import { expect, it } from "vitest";
import { kindOf, safeName } from "./rules";

it.each([
  ["大堂.JPG", "jpg", "大堂.jpg"],
  ["../../etc/passwd", "png", "passwd.png"],
  ["C:\\pictures\\a.b.jpeg", "webp", "a.b.webp"],
  ['x";\r\nSet-Cookie: a=b.pdf', "pdf", "xSet-Cookie a=b.pdf"],
  ["", "jpg", "file.jpg"],
  ["\u202egpj.exe", "jpg", "gpj.jpg"],
])("%j is kept as %s", (name, extension, kept) => {
  expect(safeName(name, extension)).toBe(kept);
});

it("shows pictures and downloads the rest", () => {
  expect(kindOf("image/png")).toBe("PICTURE");
  expect(kindOf("application/pdf")).toBe("DOCUMENT");
  expect(kindOf("image/svg+xml")).toBe("DOCUMENT");
});
