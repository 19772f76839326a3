import { type FormEntry, type FormStore, memoryForms } from "./outbox";
import { type Entry, memoryStore, type Store } from "./queue";

/** What one account left on this device when it signed out, readable with its key only. */
export interface Parcel {
  readonly id: string;
  readonly accountId: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

export interface KeyStore {
  get(accountId: string): Promise<CryptoKey | undefined>;
  put(accountId: string, key: CryptoKey): Promise<void>;
  drop(accountId: string): Promise<void>;
}

export interface Device {
  readonly pictures: Store;
  readonly forms: FormStore;
  /** Null where the browser keeps nothing; then there is nothing to lock away either. */
  readonly locked: {
    readonly keys: KeyStore;
    readonly parcels: {
      of(accountId: string): Promise<readonly Parcel[]>;
      put(parcel: Parcel): Promise<void>;
      drop(id: string): Promise<void>;
    };
  } | null;
}

let opened: Promise<Device> | undefined;

/** A browser that keeps nothing (private windows, switched off) still sends while the page is open. */
export function openDevice(): Promise<Device> {
  opened ??= open().catch(() => ({ pictures: memoryStore(), forms: memoryForms(), locked: null }));
  return opened;
}

async function open(): Promise<Device> {
  const { Dexie } = await import("dexie");
  const database = new Dexie("mingyou-capture");
  database.version(1).stores({ pictures: "key" });
  database.version(2).stores({ pictures: "key", forms: "key", keys: "accountId", parcels: "id, accountId" });
  await database.open();
  const [pictures, forms] = [database.table<Entry, string>("pictures"), database.table<FormEntry, string>("forms")];
  const keys = database.table<{ accountId: string; key: CryptoKey }, string>("keys");
  const parcels = database.table<Parcel, string>("parcels");
  return {
    pictures: {
      all: () => pictures.toArray(),
      put: async (entry) => void (await pictures.put(entry)),
      drop: (key) => pictures.delete(key),
    },
    forms: {
      all: () => forms.toArray(),
      put: async (entry) => void (await forms.put(entry)),
      drop: (key) => forms.delete(key),
    },
    locked: {
      keys: {
        get: async (accountId) => (await keys.get(accountId))?.key,
        put: async (accountId, key) => void (await keys.put({ accountId, key })),
        drop: (accountId) => keys.delete(accountId),
      },
      parcels: {
        of: (accountId) => parcels.where("accountId").equals(accountId).toArray(),
        put: async (parcel) => void (await parcels.put(parcel)),
        drop: (id) => parcels.delete(id),
      },
    },
  };
}
