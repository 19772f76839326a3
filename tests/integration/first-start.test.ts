import { afterEach, describe, expect, it, vi } from "vitest";
import { settingUp } from "@/lib/organisation/setting-up";
import { db } from "@/lib/platform/db";
import { useDatabase } from "../support/database";

const server = vi.hoisted(() => ({ code: undefined as string | undefined }));
vi.mock("@/lib/platform/env", async (original) => {
  const { env } = await original<typeof import("@/lib/platform/env")>();
  return {
    env: new Proxy(env, {
      get: (target, name) => (name === "MINGYOU_SETUP_CODE" ? server.code : Reflect.get(target, name)),
    }),
  };
});

useDatabase({ each: "test" });

const FORM = {
  name: { zh: "江城银行", en: "Jiangcheng Bank" },
  level: "HQ",
  code: "HQ",
  openedOn: "2020-01-01",
  displayName: "管理员",
  username: "first.admin",
  password: "Correct-Horse-9",
  passwordAgain: "Correct-Horse-9",
};
const codesOf = (answer: Awaited<ReturnType<typeof settingUp>>) =>
  "redirectTo" in answer ? ["DONE"] : answer.refusals.map((refusal) => refusal.code);
const accounts = () => db.account.count();

describe("the first set-up asks for the code that the server's window shows", () => {
  afterEach(() => {
    server.code = undefined;
  });

  it("a wrong or missing code makes no administrator", async () => {
    server.code = "blue-river-42";
    expect(codesOf(await settingUp({ ...FORM, setupSecret: "red-river-42" }, "here"))).toEqual(["SETUP_CODE_WRONG"]);
    expect(codesOf(await settingUp(FORM, "here"))).toEqual(["SETUP_CODE_WRONG"]);
    expect(await accounts()).toBe(0);
  });

  it("a server without a code lets nobody set it up", async () => {
    expect(codesOf(await settingUp({ ...FORM, setupSecret: "" }, "here"))).toEqual(["SETUP_CODE_WRONG"]);
    expect(codesOf(await settingUp(FORM, "here"))).toEqual(["SETUP_CODE_WRONG"]);
    expect(await accounts()).toBe(0);
  });

  it("the right code makes one administrator, once", async () => {
    server.code = "blue-river-42";
    expect(codesOf(await settingUp({ ...FORM, setupSecret: " blue-river-42 " }, "here"))).toEqual(["DONE"]);
    expect(codesOf(await settingUp({ ...FORM, setupSecret: "blue-river-42" }, "here"))).toEqual(["SETUP_DONE"]);
    expect(await accounts()).toBe(1);
  });
});
