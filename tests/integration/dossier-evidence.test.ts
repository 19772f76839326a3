import { beforeEach, describe, expect, it } from "vitest";
import { nominate, screenNomination } from "@/lib/awards/usecases";
import { addComplaintStep, decideComplaint } from "@/lib/complaints/usecases";
import { lastDecidedAt, readDecisions } from "@/lib/dossiers/data/decisions";
import { listEvidence } from "@/lib/dossiers/data/evidence";
import { lastLaidAt } from "@/lib/dossiers/data/laid";
import { decideDispute, disputeFinding } from "@/lib/findings/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, findReviewSubject, readComputed, readLife } from "@/lib/reviews/data";
import { type AppealedBank, freezeHalfYear, H1, makeAppealedBank } from "../support/appealed-bank";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import { done } from "../support/programme-bank";
import { complain, withoutChoices } from "../support/reviewed-bank";

/** Whatever file a decision of the review rests on stands in the dossier's index, by its SHA-256 and never by its name. */

useDatabase({ each: "test" });

const C = "C-2026-01";
const at = (day: string) => setClock(() => new Date(`${day}T02:00:00Z`));

let bank: AppealedBank;
let officer: Actor;

beforeEach(async () => {
  at("2026-07-01");
  bank = await makeAppealedBank((document) => {
    withoutChoices(document);
    for (const award of (document as unknown as { awards: { code: string; review: string }[] }).awards)
      if (award.code === "PACESETTER") award.review = "H1";
  });
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
  officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.id, path: "/HQ/B01/" });
});

async function file(sha: string): Promise<string> {
  const sha256 = sha.repeat(32);
  const { id } = await db.evidenceFile.create({
    data: {
      name: `李暗访拍下王客户 ${sha}.jpg`,
      mime: "image/jpeg",
      bytes: 3,
      sha256,
      storageKey: `${sha}/${sha256}/1`,
      unitId: bank.outlets[1]!.id,
      uploadedById: bank.appellant.accountId,
    },
  });
  return id;
}

async function dossier() {
  const subject = await findReviewSubject(db, H1);
  const life = await readLife(db, bank.campaign.id, "H1");
  const result = (await findResult(db, life))!;
  const { programme } = subject!.plan;
  const about = { campaignId: bank.campaign.id, review: "H1" };
  const { facts } = (await readComputed(db, C, "H1", result)).input;
  return {
    files: await listEvidence(db, about, facts, programme),
    laid: await lastLaidAt(db, about, async () => facts),
    said: await readDecisions(db, about, life, result.id, programme),
    decided: await lastDecidedAt(db, about, life, result.id, programme),
  };
}

const entry = (sha: string, name: string, more: { with: string; record: string; fact: string | null }) => ({
  sha256: sha.repeat(32),
  mime: "image/jpeg",
  bytes: 3,
  name: `${name}.jpg`,
  ...more,
});

describe("the index of evidence in a dossier", () => {
  it("names nothing where nothing was filed", async () => {
    await freezeHalfYear(bank);
    expect(await dossier()).toMatchObject({ files: [], laid: null, said: { disputes: [], nominations: [] } });
  });

  it("names what was filed while a complaint was looked into, once, and numbers files alone", async () => {
    const no = await complain(bank, bank.outlets[1]!.id, "2026-05-21", null);
    at("2026-06-01");
    await done(addComplaintStep, officer, { no, kind: "CONTACTED", note: "已联系客户。" });
    const evidence = [await file("a1")];
    await done(addComplaintStep, officer, { no, kind: "INQUIRY", note: "已询问当班人员。", evidence });
    at("2026-06-02");
    await done(addComplaintStep, bank.appellant, {
      no,
      kind: "OUTLET_REPORT",
      note: "网点书面报告。",
      evidence: [await file("a2")],
    });
    await done(decideComplaint, officer, { no, validity: "INVALID", level: "OUTLET", reason: "查无实据。" });
    at("2026-07-01");
    await freezeHalfYear(bank);
    const { id } = await db.complaint.findUniqueOrThrow({ where: { no } });
    const { files, laid } = await dossier();
    const record = { with: "RECORD", record: no, fact: id };
    expect(files).toEqual([entry("a1", `${no}-1`, record), entry("a2", `${no}-2`, record)]);
    expect(laid).toEqual(new Date("2026-06-02T02:00:00Z"));
  });

  it("names what an outlet sent with a dispute, and the dispute with its ruling stands among the decisions", async () => {
    const [finding] = bank.findings;
    at("2026-04-23");
    await done(disputeFinding, bank.appellant, {
      campaign: C,
      finding: finding!.no,
      reason: "当天设备已经报修，有报修单为证。",
      evidence: [await file("b1")],
    });
    at("2026-04-24");
    await done(decideDispute, bank.stranger, {
      campaign: C,
      finding: finding!.no,
      outcome: "REJECTED",
      code: "NOT_PROVEN",
      reason: "报修在检查以后。",
    });
    at("2026-07-01");
    await freezeHalfYear(bank);
    const { files, laid, said } = await dossier();
    expect(files).toEqual([
      entry("b1", `${finding!.no}-D-1`, { with: "DISPUTE", record: finding!.no, fact: bank.inspection.id }),
    ]);
    expect(laid).toEqual(new Date("2026-04-23T02:00:00Z"));
    expect(said.disputes).toEqual([
      {
        record: finding!.no,
        unit: bank.outlets[1]!.id,
        text: "当天设备已经报修，有报修单为证。",
        at: "2026-04-23T02:00:00.000Z",
        ruling: {
          outcome: "REJECTED",
          code: "NOT_PROVEN",
          text: "报修在检查以后。",
          lost: null,
          by: bank.stranger.name,
          at: "2026-04-24T02:00:00.000Z",
        },
      },
    ]);
    expect(JSON.stringify(said.disputes)).not.toContain(bank.appellant.name);
  });

  it("names what nominations and their screening rest on, of this review's awards only", async () => {
    const outlet = bank.outlets[1]!;
    const input = { campaign: C, reason: "全年无一投诉，客户多次来信表扬。" };
    const proposed = await done(nominate, bank.appellant, {
      ...input,
      award: "PACESETTER",
      nominee: outlet.teller,
      evidence: [await file("c1")],
    });
    await done(nominate, bank.appellant, {
      ...input,
      award: "OPERATION_EXPERT",
      nominee: outlet.teller,
      evidence: [await file("c9")],
    });
    at("2026-07-02");
    await done(screenNomination, bank.staff, {
      campaign: C,
      no: proposed.no,
      verdict: "PASSED",
      reason: "经核对与档案一致。",
      evidence: [await file("c2"), await file("c3")],
    });
    await freezeHalfYear(bank);
    const { files, decided } = await dossier();
    const { no } = proposed;
    expect(files).toEqual([
      entry("c1", `${no}-1`, { with: "NOMINATION", record: no, fact: null }),
      entry("c2", `${no}-S1-1`, { with: "SCREENING", record: no, fact: null }),
      entry("c3", `${no}-S1-2`, { with: "SCREENING", record: no, fact: null }),
    ]);
    for (const words of ["李暗访", "王客户", "c9c9"]) expect(JSON.stringify(files)).not.toContain(words);
    expect(decided).toEqual(new Date("2026-07-02T02:00:00Z"));
  });
});
