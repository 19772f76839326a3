// PostgreSQL refuses to run as root. Started by root, it runs under an account of its own, as every distribution does it.
import { spawnSync } from "node:child_process";
import { Failure } from "./failure.mjs";

/**
 * The account PostgreSQL runs under, as options for spawn: empty for an ordinary user, who runs it himself.
 * @param {(line: string) => void} say told when an account has to be made, since that changes the machine
 */
export function postgresAccount(say) {
  if (process.getuid?.() !== 0) return {};
  const existing = accountNamed("postgres");
  if (existing) return existing;
  say("PostgreSQL does not run as root: making the system account “postgres” for it");
  for (const [command, ...words] of [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
    ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", "postgres"], // BusyBox (Alpine)
  ]) {
    spawnSync(command, words, { stdio: "ignore" });
    const made = accountNamed("postgres");
    if (made) return made;
  }
  const nobody = accountNamed("nobody");
  if (nobody) return nobody;
  throw new Failure(
    "PostgreSQL does not run as root, and no account could be made for it.\n" +
      "Start Mingyou as an ordinary user, or make a user named “postgres”, or set DATABASE_URL to a PostgreSQL server.",
  );
}

function accountNamed(name) {
  const uid = numberFrom("id", ["-u", name]);
  const gid = numberFrom("id", ["-g", name]);
  return uid && gid ? { uid, gid } : undefined;
}

function numberFrom(command, words) {
  const result = spawnSync(command, words, { encoding: "utf8" });
  return result.status === 0 ? Number.parseInt(result.stdout, 10) : undefined;
}

/** Whether that account can enter a folder: a home folder such as /root lets nobody through. */
export function canEnter(folder, account) {
  if (account.uid === undefined) return true;
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}
