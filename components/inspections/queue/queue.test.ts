import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Entry, isDue, memoryStore, Queue, type Store, waitAfter } from "./queue";

/** The device, the line and the server of one session, each of which may fail. */
class World {
  readonly disk = memoryStore();
  full = false;
  line = true;
  /** The server gets it, and its answer is lost. */
  deaf = false;
  clock = 1_000_000;
  /** By hash, as the server files pictures: the same bytes are the same file. */
  readonly server = new Map<string, { id: string; bytes: string }>();
  received = 0;
  readonly form = new Set<string>();
  private life = 0;
  queue = this.open();

  private store(): Store {
    return {
      all: () => this.disk.all(),
      drop: (key) => this.disk.drop(key),
      put: async (entry) => {
        if (this.full) throw new Error("QuotaExceededError");
        await this.disk.put(entry);
      },
    };
  }

  open(): Queue {
    const life = ++this.life;
    return new Queue("a", {
      store: this.store(),
      now: () => this.clock,
      random: () => 0.5,
      send: async (entry) => {
        if (!this.line) throw new Error("offline");
        const bytes = Buffer.from(entry.bytes).toString("hex");
        const hash = createHash("sha256").update(Buffer.from(entry.bytes)).digest("hex");
        if (entry.sha256 !== hash) return { refused: "FILE_CHECKSUM" };
        this.received += 1;
        const filed = this.server.get(hash) ?? { id: `f-${hash.slice(0, 12)}`, bytes };
        this.server.set(hash, filed);
        // A tab that was killed meanwhile never hears the answer.
        if (this.deaf || life !== this.life) throw new Error("answer lost");
        return { id: filed.id };
      },
    });
  }

  /** What the form does with what has arrived: holds the id first, lets go of the entry then. */
  async settle(killedBetween = false): Promise<void> {
    for (const entry of await this.queue.entries()) {
      if (!entry.fileId) continue;
      this.form.add(entry.fileId);
      if (killedBetween) return;
      await this.queue.drop(entry.key);
    }
  }
}

type Step =
  | { readonly do: "take"; readonly bytes: readonly number[] }
  | { readonly do: "line" | "deaf" | "full"; readonly on: boolean }
  | { readonly do: "clock"; readonly by: number }
  | { readonly do: "flush" | "online" | "kill" | "killMidway" | "settle" | "killSettling" | "replay" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("take" as const),
      bytes: fc.array(fc.nat(255), { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("line" as const, "deaf" as const, "full" as const), on: fc.boolean() }),
  },
  // Forward, back, and by years: somebody sets the clock, or the battery was empty.
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("clock" as const),
      by: fc.constantFrom(500, 5_000, 400_000, -3_600_000, 9e10, -9e10),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "flush" as const,
        "online" as const,
        "kill" as const,
        "killMidway" as const,
        "settle" as const,
        "killSettling" as const,
        "replay" as const,
      ),
    }),
  },
);

it("loses and alters nothing in 2,000 sessions with lines cut, tabs killed, full devices, wrong clocks and repeats", async () => {
  let sessions = 0;
  let pictures = 0;
  let repeats = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = new World();
      const acknowledged = new Map<string, string>();
      let made = 0;
      for (const one of steps) {
        if (one.do === "take") {
          const bytes = Uint8Array.from(one.bytes);
          const sha256 = createHash("sha256").update(bytes).digest("hex");
          made += 1;
          const place = { form: "F", field: "answers.A-1.evidence", unit: "O001", name: "p.jpg", mime: "image/jpeg" };
          await world.queue.add({ key: `k${made}`, ...place, bytes: bytes.buffer, sha256 }).then(
            () => acknowledged.set(sha256, Buffer.from(bytes).toString("hex")),
            // Said to the inspector at once: it is not on the device.
            () => expect(world.full).toBe(true),
          );
        } else if (one.do === "line" || one.do === "deaf" || one.do === "full") world[one.do] = one.on;
        else if (one.do === "clock") world.clock += one.by;
        else if (one.do === "flush") await world.queue.flush();
        else if (one.do === "online") await world.queue.flush(true);
        else if (one.do === "kill") world.queue = world.open();
        else if (one.do === "killMidway") {
          const old = world.queue.flush(true);
          world.queue = world.open();
          await old;
        } else if (one.do === "settle") await world.settle();
        else if (one.do === "killSettling") {
          await world.settle(true);
          world.queue = world.open();
        } else {
          const [entry] = await world.queue.entries();
          if (entry) await Promise.all([world.queue.flush(true), world.open().flush(true)]);
          world.queue = world.open();
        }
      }
      // In the end there is a line, room and time.
      world.line = true;
      world.deaf = false;
      world.full = false;
      for (let round = 0; round < 3; round += 1) {
        world.clock += 10 * 60_000;
        await world.queue.flush();
        await world.settle();
      }
      expect(await world.queue.nextIn()).toBeNull();
      expect(await world.queue.entries()).toEqual([]);
      for (const [hash, bytes] of acknowledged) {
        expect(world.server.get(hash)?.bytes).toBe(bytes);
        expect(world.form.has(world.server.get(hash)!.id)).toBe(true);
      }
      expect(world.server.size).toBe(acknowledged.size);
      sessions += 1;
      pictures += acknowledged.size;
      repeats += world.received - world.server.size;
    }),
    { numRuns: 2_000, seed: 20260713 },
  );
  console.log(
    `   ${sessions} sessions, ${pictures} pictures, ${repeats} repeats at the server; 0 lost, 0 altered, 0 doubled`,
  );
  expect(sessions).toBeGreaterThanOrEqual(1_000);
});

it("shows, sends and counts only what is the account's own", async () => {
  const store = memoryStore();
  const sent: string[] = [];
  const around = {
    store,
    now: () => 0,
    random: () => 0,
    send: async (entry: Entry) => {
      sent.push(entry.key);
      return { id: entry.key };
    },
  };
  const [one, other] = [new Queue("a", around), new Queue("b", around)];
  const place = { form: "F", field: "f", unit: "O001", name: "p", mime: "image/jpeg", sha256: null };
  await one.add({ key: "k1", ...place, bytes: new ArrayBuffer(1) });
  expect(await other.entries()).toEqual([]);
  await other.flush(true);
  expect(sent).toEqual([]);
  await one.flush();
  expect(sent).toEqual(["k1"]);
});

it("stops asking for what the server will not take, and says why", async () => {
  let asked = 0;
  const queue = new Queue("a", {
    store: memoryStore(),
    now: () => 0,
    random: () => 0,
    send: async () => {
      asked += 1;
      return { refused: "FILE_KIND" };
    },
  });
  await queue.add({
    key: "k",
    form: "F",
    field: "f",
    unit: "O",
    name: "p",
    mime: "x",
    bytes: new ArrayBuffer(1),
    sha256: null,
  });
  await queue.flush(true);
  await queue.flush(true);
  expect(asked).toBe(1);
  expect((await queue.entries())[0]).toMatchObject({ refused: "FILE_KIND", fileId: null });
});

it("waits longer each time, and not for years because a clock was wrong", () => {
  expect([1, 2, 3, 20].map((tries) => waitAfter(tries, 1))).toEqual([2_000, 4_000, 8_000, 300_000]);
  expect(isDue({ notBefore: 5_000 }, 4_000)).toBe(false);
  expect(isDue({ notBefore: 9e12 }, 4_000)).toBe(true);
});
