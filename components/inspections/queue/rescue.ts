import type { FormBody, FormEntry } from "./outbox";
import type { Entry } from "./queue";

/**
 * A form that cannot be sent, as one file: what was answered, and the pictures that only this device has. It can be read
 * in again on any device of the same account, and goes on from where it stood.
 */
export interface Rescue {
  readonly format: "mingyou-rescue";
  readonly version: 1;
  readonly accountId: string;
  readonly submission: string;
  readonly form: string;
  readonly campaign: string;
  readonly title: string;
  readonly place: string;
  readonly url: string;
  readonly at: number;
  readonly body: FormBody;
  readonly pictures: readonly {
    readonly key: string;
    readonly field: string;
    readonly unit: string;
    readonly name: string;
    readonly mime: string;
    readonly sha256: string | null;
    readonly bytes: string;
  }[];
}

export type RescueFault = "NOT_RESCUE" | "RESCUE_BROKEN" | "RESCUE_OF_ANOTHER";

export async function rescueOf(entry: FormEntry, pictures: readonly Entry[]): Promise<string> {
  const { accountId, form, campaign, title, place, url, at, body, key } = entry;
  const content: Rescue = {
    format: "mingyou-rescue",
    version: 1,
    accountId,
    submission: key,
    form,
    campaign,
    title,
    place,
    url,
    at,
    body,
    pictures: pictures
      .filter((picture) => picture.form === form && picture.fileId === null)
      .map(({ key, field, unit, name, mime, sha256, bytes }) => ({
        key,
        field,
        unit,
        name,
        mime,
        sha256,
        bytes: base64(bytes),
      })),
  };
  const text = JSON.stringify(content);
  return JSON.stringify({ ...content, check: await checksum(text) });
}

/** What a file holds, whole and of the same account; otherwise why not. */
export async function readRescue(text: string, accountId: string): Promise<Rescue | RescueFault> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return "NOT_RESCUE";
  }
  if (typeof given !== "object" || given === null || !("format" in given) || given.format !== "mingyou-rescue")
    return "NOT_RESCUE";
  const { check, ...content } = given as Rescue & { check?: unknown };
  if (content.version !== 1 || check !== (await checksum(JSON.stringify(content)))) return "RESCUE_BROKEN";
  return content.accountId === accountId ? content : "RESCUE_OF_ANOTHER";
}

/** Entries as they go back into the device. */
export function entriesOf(rescue: Rescue): {
  form: Omit<FormEntry, "accountId" | "tries" | "notBefore" | "no" | "refused">;
  pictures: Omit<Entry, "accountId" | "tries" | "notBefore" | "fileId" | "refused">[];
} {
  const { submission, form, campaign, title, place, url, at, body } = rescue;
  return {
    form: { key: submission, form, campaign, title, place, url, at, body },
    pictures: rescue.pictures.map(({ bytes, ...rest }) => ({ ...rest, form, bytes: bytesOf(bytes) })),
  };
}

/** Guards against a file that was cut or edited, not against somebody who wants to deceive: the server checks everything. */
async function checksum(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64(bytes: ArrayBuffer): string {
  const view = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < view.length; at += 0x8000) text += String.fromCharCode(...view.subarray(at, at + 0x8000));
  return btoa(text);
}

function bytesOf(text: string): ArrayBuffer {
  const plain = atob(text);
  const view = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) view[at] = plain.charCodeAt(at);
  return view.buffer;
}
