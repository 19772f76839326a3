import type { Device, Parcel } from "./database";
import type { FormEntry } from "./outbox";
import type { Entry } from "./queue";

/**
 * What an account leaves on a device when it signs out, or when somebody else signs in: nothing that can be read. Unsent
 * work is not thrown away for that; it is encrypted under a key that the server tells only to the same account, and the
 * copy of the key on the device is thrown away instead.
 */
export interface Left {
  /** Forms in work, by their name on the device. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly forms: readonly FormEntry[];
  readonly pictures: readonly (Omit<Entry, "bytes"> & { readonly at: number; readonly size: number })[];
}

/** One parcel of all that is given; null when there is nothing. */
export async function sealed(
  accountId: string,
  key: CryptoKey,
  given: { drafts: Readonly<Record<string, string>>; forms: readonly FormEntry[]; pictures: readonly Entry[] },
): Promise<Parcel | null> {
  if (Object.keys(given.drafts).length + given.forms.length + given.pictures.length === 0) return null;
  let size = 0;
  const pictures = given.pictures.map(({ bytes, ...rest }) => {
    const at = size;
    size += bytes.byteLength;
    return { ...rest, at, size: bytes.byteLength };
  });
  const head = new TextEncoder().encode(JSON.stringify({ drafts: given.drafts, forms: given.forms, pictures }));
  const whole = new Uint8Array(4 + head.length + size);
  new DataView(whole.buffer).setUint32(0, head.length);
  whole.set(head, 4);
  given.pictures.forEach(({ bytes }, index) => {
    whole.set(new Uint8Array(bytes), 4 + head.length + (pictures[index]?.at ?? 0));
  });
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, whole);
  return { id: crypto.randomUUID(), accountId, iv, data };
}

export async function unsealed(
  key: CryptoKey,
  { iv, data }: Pick<Parcel, "iv" | "data">,
): Promise<{ drafts: Readonly<Record<string, string>>; forms: readonly FormEntry[]; pictures: Entry[] }> {
  const whole = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
  const length = new DataView(whole).getUint32(0);
  const { drafts, forms, pictures } = JSON.parse(new TextDecoder().decode(whole.slice(4, 4 + length))) as Left;
  return {
    drafts,
    forms,
    pictures: pictures.map(({ at, size, ...rest }) => ({
      ...rest,
      bytes: whole.slice(4 + length + at, 4 + length + at + size),
    })),
  };
}

/** The texts of one account that lie open on the device: `localStorage`, or the same in a test. */
export interface Texts {
  own(accountId: string): Readonly<Record<string, string>>;
  set(name: string, text: string): void;
  drop(name: string): void;
}

/**
 * Locks away what the account has on the device. False when there is something and no key to lock it with: it stays as it
 * is, because work that nobody has sent may not vanish.
 */
export async function lock(device: Device, texts: Texts, accountId: string): Promise<boolean> {
  const mine = (entry: { accountId: string }) => entry.accountId === accountId;
  const drafts = texts.own(accountId);
  // What has its number is at the server; the list of it goes.
  const all = (await device.forms.all()).filter(mine);
  const forms = all.filter(({ no }) => no === null);
  const pictures = (await device.pictures.all()).filter(mine);
  const some = Object.keys(drafts).length + forms.length + pictures.length > 0;
  const key = await device.locked?.keys.get(accountId);
  if (some && (!key || !device.locked)) return false;
  if (some && key && device.locked) {
    const parcel = await sealed(accountId, key, { drafts, forms, pictures });
    if (parcel) await device.locked.parcels.put(parcel);
  }
  for (const name of Object.keys(drafts)) texts.drop(name);
  for (const entry of all) await device.forms.drop(entry.key);
  for (const entry of pictures) await device.pictures.drop(entry.key);
  await device.locked?.keys.drop(accountId);
  return true;
}

/** Puts back what the account had left. What has been begun anew meanwhile stays, and is not written over. */
export async function unlock(device: Device, texts: Texts, accountId: string, key: CryptoKey): Promise<number> {
  if (!device.locked) return 0;
  await device.locked.keys.put(accountId, key);
  let count = 0;
  for (const parcel of await device.locked.parcels.of(accountId)) {
    const { drafts, forms, pictures } = await unsealed(key, parcel);
    const known = texts.own(accountId);
    for (const [name, text] of Object.entries(drafts)) if (!(name in known)) texts.set(name, text);
    for (const entry of forms) await device.forms.put(entry);
    for (const entry of pictures) await device.pictures.put(entry);
    await device.locked.parcels.drop(parcel.id);
    count += Object.keys(drafts).length + forms.length + pictures.length;
  }
  return count;
}
