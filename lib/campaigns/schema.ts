import { z } from "zod";
import { codeSchema } from "@/lib/scoring/programme/nodes";
import { METHODS } from "@/lib/scoring/programme/schema";

const CAMPAIGN_CODE = /^[A-Za-z0-9-]{1,40}$/;
const line = (most: number) => z.string().trim().max(most);

/** Both languages or neither. */
function both(most: number) {
  return z
    .strictObject({ zh: line(most).default(""), en: line(most).default("") })
    .refine((text) => text.en === "" || text.zh !== "", { message: "BOTH_LANGUAGES", path: ["zh"] })
    .refine((text) => text.zh === "" || text.en !== "", { message: "BOTH_LANGUAGES", path: ["en"] });
}

const named = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(120) });
const written = z.strictObject({ zh: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(4000) });

/** Which campaign, by code or id, and the version of the working copy that the form was made from. */
export const target = {
  campaign: z.string().regex(CAMPAIGN_CODE, "NOT_FOUND"),
  version: z.coerce.number().int().min(1),
};

/** What stands in the blanks, by their path in the document. */
const values = z.record(z.string().max(300), z.string().max(60)).default({});

export const createInput = z.strictObject({
  programme: codeSchema,
  name: named,
  theme: both(200).default({ zh: "", en: "" }),
  year: z.coerce.number({ message: "NOT_A_NUMBER" }).int().min(2000).max(2100),
  /** Id or code of the organising unit. */
  organiser: z.string().min(1).max(60),
});

export const basicsInput = z.strictObject({
  ...target,
  name: named,
  theme: both(200),
  purpose: written,
  /** Empty lines fall away. */
  basis: z.array(both(500)).max(20).default([]),
});

export const committeeInput = z.strictObject({
  ...target,
  seats: z
    .array(
      z.strictObject({
        seat: codeSchema,
        /** Staff numbers, also as `姓名 staff number`; empty slots fall away. */
        people: z.array(z.string().trim().max(120)).max(60).default([]),
      }),
    )
    .max(20),
});

export const seatsInput = z.strictObject({
  ...target,
  seats: z
    .array(
      z.strictObject({
        seat: codeSchema,
        min: z.coerce.number({ message: "NOT_A_NUMBER" }).int("NOT_WHOLE").min(0).max(60),
        max: z.coerce.number({ message: "NOT_A_NUMBER" }).int("NOT_WHOLE").min(1).max(60),
      }),
    )
    .max(20),
});

export const unitsInput = z.strictObject({
  ...target,
  /** Every unit offered, in the plan's order: whether it takes part and in which group. */
  units: z
    .array(
      z.strictObject({
        /** Id or code. */
        unit: z.string().min(1).max(60),
        takesPart: z.literal("on").optional(),
        group: z.union([codeSchema, z.literal("")]).optional(),
      }),
    )
    .max(1000),
});

export const groupsInput = z.strictObject({
  ...target,
  /** A group without a code is new; one without a name falls away. */
  groups: z.array(z.strictObject({ group: z.union([codeSchema, z.literal("")]).optional(), name: both(60) })).max(60),
});

export const standardsInput = z.strictObject({
  ...target,
  standards: z.partialRecord(z.enum(METHODS), z.union([z.uuid(), z.literal("")])),
});

export const phasesInput = z.strictObject({ ...target, values });

export const scoringInput = z.strictObject({
  ...target,
  values,
  /** Ladder of each review, by its place in the document: `HIGHER COVERT`. Empty slots fall away. */
  ties: z
    .array(z.array(z.string().max(80)).max(11))
    .max(40)
    .optional(),
});

export const reviewsInput = z.strictObject({
  ...target,
  values,
  /** Who signs each review, in order; slots without a seat fall away. */
  signOff: z
    .array(
      z.array(z.strictObject({ seat: z.union([codeSchema, z.literal("")]), need: z.enum(["ALL", "ANY"]) })).max(11),
    )
    .max(40)
    .optional(),
});

export const awardInput = z.strictObject({
  ...target,
  award: codeSchema,
  values,
  /** A prize without a kind falls away. */
  prizes: z
    .array(
      z.strictObject({
        kind: z.union([z.enum(["MONEY", "CERTIFICATE", "STUDY_TRIP", "OTHER"]), z.literal("")]),
        amount: z.string().trim().max(20).default(""),
        what: both(60),
        payer: z.enum(["SUB_BRANCH", "BRANCH", "HEAD_OFFICE"]),
        /** A recommendation for promotion. */
        promotion: z.literal("yes").optional(),
      }),
    )
    .max(11)
    .optional(),
  /** Codes of the exclusions that hold. */
  excluded: z
    .array(z.union([codeSchema, z.literal("")]))
    .max(11)
    .optional(),
});

export const penaltiesInput = z.strictObject({ ...target, values });

export const publishInput = z.strictObject(target);
export const reviseInput = z.strictObject(target);
export const discardInput = z.strictObject(target);

export type CreateInput = z.infer<typeof createInput>;
export type BasicsInput = z.infer<typeof basicsInput>;
export type CommitteeInput = z.infer<typeof committeeInput>;
export type SeatsInput = z.infer<typeof seatsInput>;
export type UnitsInput = z.infer<typeof unitsInput>;
export type GroupsInput = z.infer<typeof groupsInput>;
export type StandardsInput = z.infer<typeof standardsInput>;
export type PhasesInput = z.infer<typeof phasesInput>;
export type ScoringInput = z.infer<typeof scoringInput>;
export type ReviewsInput = z.infer<typeof reviewsInput>;
export type AwardInput = z.infer<typeof awardInput>;
export type PenaltiesInput = z.infer<typeof penaltiesInput>;
export type VersionInput = z.infer<typeof publishInput>;
