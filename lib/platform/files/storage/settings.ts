import { StoreUnavailable } from "./types";

export interface S3Settings {
  readonly kind: "S3";
  readonly bucket: string;
  /** Ends with a slash, or is empty. */
  readonly prefix: string;
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  readonly pathStyle: boolean;
}

export type StoreSettings = { readonly kind: "LOCAL" } | S3Settings;

export interface StoreEnvironment {
  readonly MINGYOU_FILES: string;
  readonly MINGYOU_S3_ENDPOINT?: string | undefined;
  readonly MINGYOU_S3_REGION?: string | undefined;
  readonly MINGYOU_S3_KEY_ID?: string | undefined;
  readonly MINGYOU_S3_SECRET?: string | undefined;
  readonly MINGYOU_S3_PATH_STYLE?: string | undefined;
}

const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9][A-Za-z0-9/_.-]*))?$/;

/** What the environment says about the store; throws with the variable to set right. */
export function storeSettings(given: StoreEnvironment): StoreSettings {
  if (given.MINGYOU_FILES === "local" || given.MINGYOU_FILES === "") return { kind: "LOCAL" };
  const [, bucket, prefix = ""] = ADDRESS.exec(given.MINGYOU_FILES) ?? [];
  if (bucket === undefined) throw wrong("MINGYOU_FILES", "is “local” or “s3://bucket” (or “s3://bucket/prefix”)");

  const need = (variable: "MINGYOU_S3_KEY_ID" | "MINGYOU_S3_SECRET" | "MINGYOU_S3_REGION"): string => {
    const value = given[variable];
    if (!value) throw wrong(variable, `is not set, and ${given.MINGYOU_FILES} cannot be opened without it`);
    return value;
  };
  const endpoint = given.MINGYOU_S3_ENDPOINT || undefined;
  if (endpoint !== undefined && !/^https?:\/\/[^/]+/.test(endpoint)) {
    throw wrong("MINGYOU_S3_ENDPOINT", "begins with https:// or http://");
  }
  const style = given.MINGYOU_S3_PATH_STYLE || (endpoint === undefined ? "0" : "1");
  if (style !== "0" && style !== "1") throw wrong("MINGYOU_S3_PATH_STYLE", "is 1 (bucket in the path) or 0");
  return {
    kind: "S3",
    bucket,
    prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`,
    endpoint,
    // Servers of one's own have no regions, but the signature names one.
    region: endpoint === undefined ? need("MINGYOU_S3_REGION") : given.MINGYOU_S3_REGION || "us-east-1",
    keyId: need("MINGYOU_S3_KEY_ID"),
    secret: need("MINGYOU_S3_SECRET"),
    pathStyle: style === "1",
  };
}

function wrong(variable: string, what: string): StoreUnavailable {
  return new StoreUnavailable(`${variable} ${what}.`, variable);
}
