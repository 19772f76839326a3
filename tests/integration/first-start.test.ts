import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

/** The launcher alone in a folder of its own: what it imports is itself and Node, so it runs anywhere. */
function launcher(): { folder: string; program: (lines: string) => string[] } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mingyou-launcher-")));
  folders.push(folder);
  const place = join(folder, "lib", "platform", "launch");
  cpSync(join(import.meta.dirname, "../../lib/platform/launch"), place, { recursive: true });
  return {
    folder,
    program: (lines) => {
      const imports = ["commands", "dependencies", "steps", "terminal"].map(
        (name) => `import * as ${name} from ${JSON.stringify(join(place, `${name}.mjs`))};`,
      );
      return ["--input-type=module", "-e", [...imports, lines].join("\n")];
    },
  };
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

describe("what a start installs", () => {
  const PACKAGES = ["part", "another", "tool"];

  /** A project of packages that lie beside it, installed by the real npm. */
  function project() {
    const { folder, program } = launcher();
    const npm = (...words: string[]) => {
      const path = process.env.npm_execpath;
      const [command, all] = path ? [process.execPath, [path, ...words]] : ["npm", words];
      const { status, stderr } = spawnSync(command, all, { cwd: folder, encoding: "utf8" });
      expect(status, stderr).toBe(0);
    };
    for (const name of PACKAGES) writeJson(join(folder, "sources", name, "package.json"), { name, version: "1.0.0" });
    npm("pack", "--silent", ...PACKAGES.map((name) => `./sources/${name}`));
    const address = (name: string) => [name, `file:${name}-1.0.0.tgz`];
    const describeIt = (dependencies: readonly string[]) =>
      writeJson(join(folder, "package.json"), {
        name: "project",
        dependencies: Object.fromEntries(dependencies.map(address)),
        devDependencies: Object.fromEntries([address("tool")]),
      });
    const lock = () => {
      npm("install", "--package-lock-only", "--no-audit", "--no-fund");
      // As after a change of branch: younger than what was installed.
      const later = Date.now() / 1000 + 60;
      utimesSync(join(folder, "package-lock.json"), later, later);
    };
    describeIt(["part"]);
    lock();
    return {
      describeIt,
      lock,
      install: (options: string) =>
        spawnSync(
          process.execPath,
          program(
            `try { console.log(await dependencies.installDependencies(() => {}, ${options})); } catch (error) { console.log(error.name, error.message); }`,
          ),
          // Where production is set, npm leaves tools out unless it is told.
          { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
        ).stdout.trim(),
      has: (name: string) => existsSync(join(folder, "node_modules", name, "package.json")),
      lockText: () => readFileSync(join(folder, "package-lock.json"), "utf8"),
    };
  }

  it("the first start leaves the tools out, the first test brings them, and no later start takes them away", () => {
    const { install, has, lockText, describeIt, lock } = project();
    const before = lockText();
    expect(install("{ tools: false }")).toMatch(/^installed .*without the tools/);
    expect([has("part"), has("tool")]).toEqual([true, false]);
    expect(install("{ tools: false }")).toBe("nothing to do");
    expect(install("{}")).toMatch(/^installed (?!.*without)/);
    expect([has("part"), has("tool")]).toEqual([true, true]);
    expect(install("{}")).toBe("nothing to do");
    expect(install("{ tools: false }")).toBe("nothing to do");
    expect(lockText()).toBe(before);

    describeIt(["part", "another"]);
    lock();
    expect(install("{ tools: false }")).toMatch(/^installed (?!.*without)/);
    expect([has("part"), has("another"), has("tool")]).toEqual([true, true, true]);
  });

  it("a lock file that does not agree is refused and stays as it was, at a start and at a test", () => {
    const { install, lockText, describeIt } = project();
    const before = lockText();
    describeIt(["part", "another"]);
    for (const options of ["{ tools: false }", "{}"]) {
      expect(install(options)).toMatch(/^Failure “npm install” wanted to change package-lock\.json/);
      expect(lockText()).toBe(before);
    }
  });
});

describe("steps side by side", () => {
  const LASTING = `(name) => [name, async (say) => {
    const words = ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"];
    await commands.run(process.execPath, words, { say, failure: name + " was ended" });
  }]`;
  const gone = (pid: number) => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };
  const pids = (said: string) => [...said.matchAll(/^ +\w+ +(\d+)$/gm)].map(([, pid]) => Number(pid));

  it("each line says whose it is, and both end well", () => {
    const { folder, program } = launcher();
    const lines = `await steps.steps(2).together([["Contents", (say) => say("half")], ["Build", () => "nothing to do"]], () => {});`;
    const { stdout } = spawnSync(process.execPath, program(lines), { cwd: folder, encoding: "utf8" });
    expect(stdout).toMatch(/^\[1\/2\] Contents\n\[2\/2\] Build\n/);
    expect(stdout).toMatch(/^ {8}Contents {2}half$/m);
    expect(stdout).toMatch(/^ {8}Contents {2}done in [\d.]+ s$/m);
    expect(stdout).toMatch(/^ {8}Build {5}nothing to do, [\d.]+ s$/m);
  });

  for (const [failing, lasting] of [
    ["Build", "Contents"],
    ["Contents", "Build"],
  ] as const)
    it(`${failing} fails: ${lasting} is ended, the failure is the one that came first, and nothing starts any more`, () => {
      const { folder, program } = launcher();
      const works = [
        `(${LASTING})("${lasting}")`,
        `["${failing}", async () => { await new Promise((go) => setTimeout(go, 800)); throw new Error("no room on the disk"); }]`,
      ];
      if (failing === "Contents") works.reverse();
      const lines = `
        await steps.steps(2).together([${works}], commands.stopCommands).catch((error) => console.log("first:", error.message));
        await commands.run(process.execPath, ["-e", ""]).catch((error) => console.log("later:", error.message));`;
      const { stdout } = spawnSync(process.execPath, program(lines), { cwd: folder, encoding: "utf8" });
      expect(stdout).toMatch(/^first: no room on the disk$/m);
      expect(stdout).toMatch(/^later: .*was not started/m);
      expect(pids(stdout)).toHaveLength(1);
      expect(pids(stdout).filter((pid) => !gone(pid))).toEqual([]);
    });

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    it(`${signal} ends both`, async () => {
      const { folder, program } = launcher();
      const lines = `
        terminal.onStopSignal(async () => commands.stopCommands());
        await steps.steps(2).together([(${LASTING})("Contents"), (${LASTING})("Build")], commands.stopCommands).catch(() => {});
        await new Promise((done) => setTimeout(done, 60_000));`;
      const child = spawn(process.execPath, program(lines), { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
      let said = "";
      child.stdout.on("data", (text) => {
        said += text;
      });
      await expect.poll(() => pids(said).length, { timeout: 60_000 }).toBe(2);
      child.kill(signal);
      expect(await new Promise((ended) => child.once("exit", ended))).toBe(0);
      await expect.poll(() => pids(said).filter((pid) => !gone(pid)), { timeout: 60_000 }).toEqual([]);
    });

  it("what was to prove something has not, when it is stopped", async () => {
    const { folder, program } = launcher();
    const lines = `
        terminal.onStopSignal(async () => {}, 130);
        console.log("begun");
        await new Promise((done) => setTimeout(done, 60_000));`;
    const child = spawn(process.execPath, program(lines), { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((begun) => child.stdout.once("data", begun));
    child.kill("SIGINT");
    expect(await new Promise((ended) => child.once("exit", ended))).toBe(130);
  });
});
