import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { log } from "@/lib/platform/log";
import type { S3Settings } from "./settings";
import { type FileStore, keyOf, type StagedFile, StoreUnavailable } from "./types";

const PUT_TRIES = 3;

/**
 * Objects in a bucket of an S3-compatible service, through the service's own client. A layer over several clouds
 * (flydrive) was weighed and left out: it reads no ranges, writes over what is there, and its local half writes in place,
 * and these three are what this store is about.
 */
export function s3Store(settings: S3Settings): FileStore {
  const { bucket, prefix } = settings;
  const client = new S3Client({
    region: settings.region,
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
    forcePathStyle: settings.pathStyle,
    credentials: { accessKeyId: settings.keyId, secretAccessKey: settings.secret },
    // Whole objects are checked by Content-MD5 on the way in and by our own SHA-256 on the way out; the trailing
    // checksums that the client would add are unknown to many compatible servers.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 3,
    // Only what goes wrong: at its other levels the client writes down whole requests.
    logger: { trace() {}, debug() {}, info() {}, warn: noted, error: noted },
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
  });
  const at = (folder: string, file: string) => ({ Bucket: bucket, Key: `${prefix}${keyOf(folder, file)}` });

  const reach = async () => {
    try {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    } catch (error) {
      throw unavailable(settings, error, true);
    }
  };
  const head = async (folder: string, file: string) => {
    const object = at(folder, file);
    try {
      return await client.send(new HeadObjectCommand(object));
    } catch (error) {
      // A HEAD has no body and so no reason: a bucket that is gone answers like an object that is.
      if (statusOf(error) === 404) return null;
      throw unavailable(settings, error);
    }
  };

  return {
    kind: "S3",
    reach,
    async put(folder, file, source) {
      if (await head(folder, file)) return false;
      const md5 = source instanceof Uint8Array ? createHash("md5").update(source).digest("base64") : source.md5;
      let guarded = true;
      for (let attempt = 1; ; attempt += 1) {
        const body = bodyOf(source);
        try {
          await client.send(
            new PutObjectCommand({
              ...at(folder, file),
              ...body,
              ContentMD5: md5,
              // Who comes second, in the moment since the look above, is told so instead of writing over the first.
              ...(guarded && { IfNoneMatch: "*" }),
            }),
          );
          return true;
        } catch (error) {
          const status = statusOf(error);
          if (status === 412) return false;
          if (status === 501 && guarded) guarded = false;
          else if (attempt >= PUT_TRIES || (status !== null && status < 500 && status !== 409 && status !== 429)) {
            throw unavailable(settings, error);
          } else await pause(200 * 2 ** attempt);
        } finally {
          if (!(body.Body instanceof Uint8Array)) body.Body.destroy();
        }
      }
    },
    async stat(folder, file) {
      const found = await head(folder, file);
      if (!found) {
        await reach();
        return null;
      }
      return { bytes: found.ContentLength ?? 0, stamp: `${found.ETag} ${found.LastModified?.toISOString()}` };
    },
    async read(folder, file, range) {
      const object = { ...at(folder, file), ...(range && { Range: `bytes=${range.from}-${range.to}` }) };
      try {
        const found = await client.send(new GetObjectCommand(object));
        return (found.Body as Readable | undefined) ?? null;
      } catch (error) {
        if (nameOf(error) === "NoSuchKey") return null;
        throw unavailable(settings, error);
      }
    },
  };
}

function noted(...words: unknown[]): void {
  const said = words.map((word) => (word instanceof Error ? word.message : typeof word === "string" ? word : ""));
  log.warn({ said: said.join(" ").slice(0, 300) }, "the client of the bucket");
}

function bodyOf(source: Uint8Array | StagedFile) {
  if (source instanceof Uint8Array) return { Body: source, ContentLength: source.byteLength };
  // A stream of its own for each try: one that was read to its middle cannot be sent again.
  return { Body: createReadStream(source.path), ContentLength: source.bytes };
}

const nameOf = (error: unknown): string => (error as S3ServiceException | null)?.name ?? "";
const statusOf = (error: unknown): number | null =>
  (error as S3ServiceException | null)?.$metadata?.httpStatusCode ?? null;

/** What is wrong, and which variable says so. Nothing of the request comes along: it holds the signature. */
function unavailable(settings: S3Settings, error: unknown, bucketAsked = false): StoreUnavailable {
  const { bucket, endpoint, region } = settings;
  const where = endpoint ?? `S3 in ${region}`;
  const [name, status] = [nameOf(error), statusOf(error)];
  const say = (message: string, variable: string | null) => new StoreUnavailable(message, variable, error);
  if (name === "NoSuchBucket" || (bucketAsked && status === 404)) {
    return say(`There is no bucket “${bucket}” at ${where}. See MINGYOU_FILES.`, "MINGYOU_FILES");
  }
  if (name === "InvalidAccessKeyId") {
    return say(`${where} does not know the key of MINGYOU_S3_KEY_ID.`, "MINGYOU_S3_KEY_ID");
  }
  if (name === "SignatureDoesNotMatch") {
    return say(`${where} refuses the secret of MINGYOU_S3_SECRET.`, "MINGYOU_S3_SECRET");
  }
  if (status === 401 || status === 403) {
    return say(
      `${where} does not let us into the bucket “${bucket}”. See MINGYOU_S3_KEY_ID and MINGYOU_S3_SECRET.`,
      "MINGYOU_S3_KEY_ID",
    );
  }
  if (status === 301 || name === "AuthorizationHeaderMalformed") {
    return say(`The bucket “${bucket}” does not lie in ${region}. See MINGYOU_S3_REGION.`, "MINGYOU_S3_REGION");
  }
  if (status === null) return say(`${where} does not answer. See MINGYOU_S3_ENDPOINT.`, "MINGYOU_S3_ENDPOINT");
  return say(`The file store at ${where} does not work (${name}, ${status}).`, null);
}
