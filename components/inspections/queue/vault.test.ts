import { expect, it } from "vitest";
import type { Device, KeyStore, Parcel } from "./database";
import { type FormEntry, memoryForms } from "./outbox";
import { type Entry, memoryStore } from "./queue";
import { entriesOf, readRescue, rescueOf } from "./rescue";
import { lock, type Texts, unlock } from "./vault";

const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

function device() {
  const [keys, parcels] = [new Map<string, CryptoKey>(), new Map<string, Parcel>()];
  const store: KeyStore = {
    get: async (accountId) => keys.get(accountId),
    put: async (accountId, key) => void keys.set(accountId, key),
    drop: async (accountId) => void keys.delete(accountId),
  };
  const made: Device = {
    pictures: memoryStore(),
    forms: memoryForms(),
    locked: {
      keys: store,
      parcels: {
        of: async (accountId) => [...parcels.values()].filter((parcel) => parcel.accountId === accountId),
        put: async (parcel) => void parcels.set(parcel.id, parcel),
        drop: async (id) => void parcels.delete(id),
      },
    },
  };
  const open = new Map<string, string>();
  const texts: Texts = {
    own: (accountId) =>
      Object.fromEntries([...open].filter(([name]) => name.startsWith(`mingyou:check:${accountId}:`))),
    set: (name, text) => void open.set(name, text),
    drop: (name) => void open.delete(name),
  };
  return { made, texts, open, keys, parcels };
}

const keyFor = (text: string) =>
  crypto.subtle.importKey("raw", new TextEncoder().encode(text.padEnd(32, "x")), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);

const picture: Entry = {
  ...{ key: "p", accountId: "a", form: "F", field: "answers.A-1.evidence", unit: "O", name: "店堂.jpg" },
  ...{ mime: "image/jpeg", bytes: bytes("picture of the hall"), sha256: "ab", tries: 2, notBefore: 9, fileId: null },
  refused: null,
};
const form: FormEntry = {
  ...{ key: "s", accountId: "a", form: "F", campaign: "C", title: "暗访", place: "临江门", url: "/u", at: 5, tries: 0 },
  ...{ notBefore: 0, no: null, refused: null },
  body: {
    ...{ unit: "O", method: "COVERT", month: null, onDay: "2026-11-23", draft: "d", spent: { "A-1": 12 } },
    answers: { "A-1": { verdict: "DEDUCTED", reason: "大堂无人" } },
  },
};

it("leaves nothing readable when an account leaves, and everything when it comes back", async () => {
  const { made, texts, open, keys, parcels } = device();
  open.set("mingyou:check:a:C:O:2026-11", '{"answers":{"A-1":{"reason":"大堂无人"}}}');
  open.set("mingyou:check:b:C:O:2026-11", "somebody else’s");
  await made.pictures.put(picture);
  await made.forms.put(form);
  await made.forms.put({ ...form, key: "done", no: "I-2026-00001" });
  await made.pictures.put({ ...picture, key: "other", accountId: "b" });
  const key = await keyFor("of a");
  await made.locked!.keys.put("a", key);

  expect(await lock(made, texts, "a")).toBe(true);
  expect([...open.keys()]).toEqual(["mingyou:check:b:C:O:2026-11"]);
  expect((await made.pictures.all()).map(({ accountId }) => accountId)).toEqual(["b"]);
  expect(await made.forms.all()).toEqual([]);
  expect(keys.size).toBe(0);
  for (const { data } of parcels.values()) {
    const text = Buffer.from(data).toString("latin1") + Buffer.from(data).toString("utf8");
    for (const word of ["大堂无人", "picture of the hall", "临江门", "COVERT"]) expect(text).not.toContain(word);
  }

  // Another account's key opens nothing.
  await expect(unlock(made, texts, "a", await keyFor("of b"))).rejects.toThrow();
  expect(parcels.size).toBe(1);
  expect(await unlock(made, texts, "a", key)).toBe(3);
  expect(open.get("mingyou:check:a:C:O:2026-11")).toContain("大堂无人");
  expect(await made.forms.all()).toEqual([form]);
  const back = (await made.pictures.all()).find(({ key }) => key === "p")!;
  expect({ ...back, bytes: Buffer.from(back.bytes).toString() }).toEqual({ ...picture, bytes: "picture of the hall" });
  expect(parcels.size).toBe(0);
});

it("does not write over what was begun anew, and throws nothing away where there is no key", async () => {
  const { made, texts, open } = device();
  open.set("mingyou:check:a:C:O:m", "old");
  expect(await lock(made, texts, "a")).toBe(false);
  expect(open.get("mingyou:check:a:C:O:m")).toBe("old");
  const key = await keyFor("of a");
  await made.locked!.keys.put("a", key);
  expect(await lock(made, texts, "a")).toBe(true);
  open.set("mingyou:check:a:C:O:m", "new");
  await unlock(made, texts, "a", key);
  expect(open.get("mingyou:check:a:C:O:m")).toBe("new");
  expect(await lock(device().made, texts, "nobody")).toBe(true);
});

it("saves a form as a file that only its own account reads in again, whole or not at all", async () => {
  const text = await rescueOf(form, [picture, { ...picture, key: "sent", fileId: "f" }, { ...picture, form: "G" }]);
  const read = await readRescue(text, "a");
  if (typeof read === "string") throw new Error(read);
  const { form: again, pictures } = entriesOf(read);
  expect(again).toMatchObject({ key: "s", form: "F", body: form.body });
  expect(pictures.map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes).toString() }))).toEqual([
    {
      ...{ key: "p", form: "F", field: "answers.A-1.evidence", unit: "O", name: "店堂.jpg", mime: "image/jpeg" },
      ...{ sha256: "ab", bytes: "picture of the hall" },
    },
  ]);
  expect(await readRescue(text, "b")).toBe("RESCUE_OF_ANOTHER");
  expect(await readRescue(text.replace("大堂无人", "大堂有人"), "a")).toBe("RESCUE_BROKEN");
  expect(await readRescue(text.slice(0, -9), "a")).toBe("NOT_RESCUE");
  for (const odd of ["", "[]", "null", '{"format":"x"}', "PK"]) expect(await readRescue(odd, "a")).toBe("NOT_RESCUE");
});
