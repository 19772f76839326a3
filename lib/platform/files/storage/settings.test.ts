import { expect, it } from "vitest";
import { type StoreEnvironment, storeSettings } from "./settings";
import { StoreUnavailable } from "./types";

const BUCKET = {
  MINGYOU_FILES: "s3://evidence/bank",
  MINGYOU_S3_ENDPOINT: "https://oss.example.cn",
  MINGYOU_S3_KEY_ID: "key",
  MINGYOU_S3_SECRET: "secret",
} satisfies StoreEnvironment;

it("keeps files in a folder unless told otherwise", () => {
  expect(storeSettings({ MINGYOU_FILES: "local" })).toEqual({ kind: "LOCAL" });
  expect(storeSettings({ ...BUCKET, MINGYOU_FILES: "" })).toEqual({ kind: "LOCAL" });
});

it("reads a bucket", () => {
  expect(storeSettings(BUCKET)).toEqual({
    kind: "S3",
    bucket: "evidence",
    prefix: "bank/",
    endpoint: "https://oss.example.cn",
    region: "us-east-1",
    keyId: "key",
    secret: "secret",
    pathStyle: true,
  });
  const cloud = { ...BUCKET, MINGYOU_S3_ENDPOINT: "", MINGYOU_S3_REGION: "cn-north-1", MINGYOU_FILES: "s3://evidence" };
  expect(storeSettings(cloud)).toMatchObject({
    prefix: "",
    endpoint: undefined,
    region: "cn-north-1",
    pathStyle: false,
  });
  expect(storeSettings({ ...BUCKET, MINGYOU_S3_PATH_STYLE: "0" })).toMatchObject({ pathStyle: false });
});

it.each<[string, Partial<StoreEnvironment>]>([
  ["MINGYOU_FILES", { MINGYOU_FILES: "s3://" }],
  ["MINGYOU_FILES", { MINGYOU_FILES: "s3://Evidence" }],
  ["MINGYOU_FILES", { MINGYOU_FILES: "/srv/files" }],
  ["MINGYOU_FILES", { MINGYOU_FILES: "s3://evidence/../up" }],
  ["MINGYOU_S3_KEY_ID", { MINGYOU_S3_KEY_ID: "" }],
  ["MINGYOU_S3_SECRET", { MINGYOU_S3_SECRET: undefined }],
  ["MINGYOU_S3_REGION", { MINGYOU_S3_ENDPOINT: undefined }],
  ["MINGYOU_S3_ENDPOINT", { MINGYOU_S3_ENDPOINT: "oss.example.cn" }],
  ["MINGYOU_S3_PATH_STYLE", { MINGYOU_S3_PATH_STYLE: "yes" }],
])("names %s when it is wrong", (variable, change) => {
  let thrown: unknown;
  try {
    storeSettings({ ...BUCKET, ...change });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(StoreUnavailable);
  expect((thrown as StoreUnavailable).variable).toBe(variable);
  expect((thrown as StoreUnavailable).message).toMatch(new RegExp(`^${variable} `));
});
