import type { z } from "zod";
import type { Refusal } from "@/lib/kernel/result";

/** A zod issue as a refusal with the path of its field. A message in capitals is a code of the room. */
export function faultsOf(issue: z.core.$ZodIssue): Refusal[] {
  const field = issue.path.map(String).join(".");
  if (/^[A-Z][A-Z_]+$/.test(issue.message)) return [{ code: issue.message, field }];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ code: "UNKNOWN_FIELD", field: field ? `${field}.${key}` : key }));
    case "too_small":
      return [
        issue.origin === "string" && Number(issue.minimum) <= 1
          ? { code: "REQUIRED", field }
          : {
              code: issue.origin === "string" ? "TOO_SHORT" : issue.origin === "array" ? "TOO_FEW" : "TOO_SMALL",
              field,
              values: { minimum: String(issue.minimum) },
            },
      ];
    case "too_big":
      return [
        {
          code: issue.origin === "string" ? "TOO_LONG" : issue.origin === "array" ? "TOO_MANY" : "TOO_BIG",
          field,
          values: { maximum: String(issue.maximum) },
        },
      ];
    case "invalid_type":
      return [
        {
          code:
            issue.input === undefined
              ? "REQUIRED"
              : issue.expected === "number" || issue.expected === "int"
                ? "NOT_A_NUMBER"
                : "WRONG_KIND",
          field,
        },
      ];
    case "invalid_value":
      return [{ code: issue.input === undefined || issue.input === "" ? "REQUIRED" : "NOT_A_CHOICE", field }];
    case "invalid_format":
      if (issue.input === "") return [{ code: "REQUIRED", field }];
      return [{ code: issue.format === "regex" ? "NOT_A_NUMBER" : "WRONG_FORM", field }];
    default:
      return [{ code: "WRONG_KIND", field }];
  }
}
