import { z } from "zod";

/** What the process was started with. The launcher sets all of it; a server started by hand must say the same things. */
const schema = z.object({
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** Public origin; every mutation must come from it. */
  MINGYOU_ORIGIN: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(16),
  /** 32 bytes in base64 with which customers' names and contacts are sealed. */
  MINGYOU_FIELD_KEY: z.string().min(43),
  MINGYOU_DATA_DIR: z.string().default(".data"),
  MINGYOU_DEMO: z.enum(["0", "1"]).default("0"),
  MINGYOU_SETUP_CODE: z.string().optional(),
  MINGYOU_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  /** `local` (a folder under the data folder) or `s3://bucket[/prefix]`; what belongs to it is judged in `files/storage/settings`. */
  MINGYOU_FILES: z.string().default("local"),
  MINGYOU_S3_ENDPOINT: z.string().optional(),
  MINGYOU_S3_REGION: z.string().optional(),
  MINGYOU_S3_KEY_ID: z.string().optional(),
  MINGYOU_S3_SECRET: z.string().optional(),
  MINGYOU_S3_PATH_STYLE: z.string().optional(),
  /** Largest clip, and how much may lie in the store: of one outlet, of one uploader in a day, of everybody. */
  MINGYOU_CLIP_MB: z.coerce.number().int().min(1).max(2_000).default(200),
  MINGYOU_FILES_OUTLET_GB: z.coerce.number().positive().default(20),
  MINGYOU_FILES_DAY_MB: z.coerce.number().positive().default(2_000),
  MINGYOU_FILES_TOTAL_GB: z.coerce.number().positive().default(1_000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

type Environment = Omit<z.infer<typeof schema>, "MINGYOU_ORIGIN"> & { MINGYOU_ORIGIN: string };

let parsed: Environment | undefined;

function read(): Environment {
  if (!parsed) {
    const given = schema.parse(process.env);
    parsed = {
      ...given,
      MINGYOU_ORIGIN: (given.MINGYOU_ORIGIN ?? `http://localhost:${given.PORT}`).replace(/\/$/, ""),
    };
  }
  return parsed;
}

/** Read at first use, so that building the pages needs no database. */
export const env: Environment = new Proxy({} as Environment, {
  get: (_, name) => Reflect.get(read(), name),
});
