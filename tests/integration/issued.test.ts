import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadNotice } from "@/lib/appeals/loaders/notice";
import { loadAwardRemarks } from "@/lib/awards/loaders/settling";
import { findCampaign } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { listCertificates, verifyCertificate } from "@/lib/reports/data/certificates";
import { loadDocuments } from "@/lib/reports/loaders/documents";
import { loadLedgerNumbers } from "@/lib/reports/loaders/numbers";
import { loadWorkbook } from "@/lib/reports/loaders/workbook";
import { codeOf } from "@/lib/reports/rules/certificates";
import { awardsSheet } from "@/lib/reports/rules/outcomes";
import { issueCertificates, numberDocument } from "@/lib/reports/usecases";
import { outcomeFacts } from "@/lib/reviews/data";
import { loadFalls } from "@/lib/settlement/loaders/falls";
import { fallAway, notifyPenalty } from "@/lib/settlement/usecases";
import { useDatabase } from "../support/database";
import { readPdf } from "../support/pdf";
import type { ReviewedBank } from "../support/reviewed-bank";
import { atNoon, finalise, H1, makeSettledBank, must, publish, refusalsOf } from "../support/settled-bank";

/** What leaves the house under a number: certificates of winners and their followers, and office documents. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
const { GET } = await import("@/app/(app)/campaigns/[campaign]/documents/[...paper]/route");

useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };
let bank: ReviewedBank;
beforeEach(async () => {
  bank = await makeSettledBank();
});

async function textOf(actor: Actor, ...paper: string[]): Promise<string> {
  asking = actor;
  const params = Promise.resolve({ campaign: C.campaign, paper });
  const response = await GET(new Request("http://localhost:3000/?language=zh-CN"), { params });
  return (await readPdf(new Uint8Array(await response.arrayBuffer()))).text.replaceAll(/[\s\u200b]/g, "");
}

const name = (at: number) => `${bank.outlets[at]!.code}网点`;
const fall = (code: number, follower = "NEXT") => ({
  ...H1,
  award: "BEST",
  subject: bank.outlets[code]!.id,
  cause: "LEFT",
  follower,
  reason: "并入其他网点。",
});

describe("a winner who falls away", () => {
  it("leaves the certificate to the follower, and the award to later reviews and the ledger as it is now", async () => {
    await publish(bank);
    await finalise(bank);
    expect(await must(issueCertificates, bank.leader, H1)).toEqual({ count: 1 });
    const campaign = (await findCampaign(db, "C-2026-01"))!;
    const counted = async () =>
      (await outcomeFacts(db, campaign, campaign.plan!.programme, new Set(["award.BEST"]))).map(
        ({ subject, stream }) => [bank.outlets.findIndex(({ id }) => id === subject), stream],
      );
    expect(await counted()).toEqual([[0, "award.BEST"]]);

    atNoon("2026-07-25");
    const { follower } = await must(fallAway, bank.leader, fall(0, bank.outlets[1]!.id));
    const at = bank.outlets.findIndex(({ id }) => id === follower);
    expect(at).toBeGreaterThan(0);
    expect(await counted()).toEqual([[at, "award.BEST"]]);
    expect(await must(issueCertificates, bank.staff, H1)).toEqual({ count: 1 });
    expect(await refusalsOf(issueCertificates, bank.staff, H1)).toEqual(["NOTHING_TO_ISSUE"]);
    const [first, second] = await listCertificates(db, bank.campaign.id);
    expect([second!.subject, second!.awardedOn, second!.serial !== first!.serial]).toEqual([
      follower,
      "2026-07-25",
      true,
    ]);
    const valid = async (one: typeof first) => (await verifyCertificate(db, codeOf(one!)))?.valid;
    expect([await valid(first), await valid(second)]).toEqual([false, true]);
    expect(await textOf(bank.staff, "certificate", second!.serial)).toContain(second!.serial);

    // Whatever names the winner names the follower now, and says how it came.
    const [gone, came] = [name(0), name(at)];
    for (const paper of ["decision", "circular"]) {
      const said = await textOf(bank.leader, paper, "H1");
      expect(said).toContain(`${gone}于2026年7月25日退出，由${came}递补。现在的获奖者：${came}。`);
    }
    expect(await textOf(bank.leader, "report", "H1")).toContain(`${came}，递补${gone}`);
    asking = bank.manager;
    const remarks = await loadAwardRemarks("C-2026-01", "H1");
    expect([remarks.has(bank.outlets[0]!.id), remarks.get(follower ?? "")?.length]).toEqual([false, 1]);
    const notice = await loadNotice("C-2026-01", "H1");
    expect(notice?.changed).toMatchObject({
      sets: [],
      seats: [{ award: "BEST", name: { zh: gone }, taken: { zh: came } }],
      rows: [
        { name: { zh: gone }, before: { awards: ["BEST"] }, after: { awards: [] } },
        { name: { zh: came }, before: { awards: [] }, after: { awards: ["BEST"] } },
      ],
    });
    asking = bank.staff;
    const { source } = await loadWorkbook("C-2026-01", "H1");
    const words = { word: (key: string) => key, say: () => "", own: ({ zh }: { zh: string }) => zh };
    const sheet = awardsSheet({ ...source, title: "", about: [] }, words, { awards: "奖励" } as never);
    const rows = sheet.rows.map((cells) => cells.map((cell) => (cell && "text" in cell ? cell.text : "")));
    const standing = (who: string) => rows.filter((row) => row.includes(who)).map((row) => row[6]);
    expect([standing(gone), standing(came)]).toEqual([["fell"], ["follows", "follows"]]);

    asking = bank.staff;
    const { changes, difference } = await loadFalls("C-2026-01");
    expect(changes.map(({ kind, minor }) => [kind, minor])).toEqual([
      ["FELL", -80_000],
      ["FOLLOWS", 80_000],
    ]);
    expect(difference).toBe(0);

    // The list for the level above names who has it now, the decision who it was given to.
    const nameOf = (code: number) => `${bank.outlets[code]!.code}网点`;
    const list = await textOf(bank.staff, "list", "H1");
    expect(list).toContain(`${nameOf(at)}，递补${nameOf(0)}`);
    expect(list.replaceAll(`递补${nameOf(0)}`, "")).not.toContain(nameOf(0));
    const decision = await textOf(bank.staff, "decision", "H1");
    expect([decision.includes(nameOf(0)), decision.includes(nameOf(at))]).toEqual([true, true]);

    // Who follows can fall away too; then nobody has it.
    await must(fallAway, bank.leader, fall(at, ""));
    expect(await counted()).toEqual([]);
    const none = await textOf(bank.staff, "list", "H1");
    expect(none).toContain("方案规定上报的奖项现在没有获奖者。");
    expect([none.includes(nameOf(0)), none.includes(nameOf(at))]).toEqual([false, false]);
    expect([await valid(first), await valid(second)]).toEqual([false, false]);
    const after = await loadFalls("C-2026-01");
    expect(after.changes.reduce((sum, { minor }) => sum + minor, 0)).toBe(-80_000);
    expect(after.difference).toBe(0);
  });
});

describe("a document's number", () => {
  const give = (kind: string, of: string, number: string) => ({ ...C, kind, of, number });

  it("is printed below the head and stands in the ledgers, on no two documents", async () => {
    await publish(bank);
    const rows = await db.penaltyDecision.findMany({ where: { consequence: "FINE" }, orderBy: { subject: "asc" } });
    const [one, other] = rows;
    asking = bank.staff;
    const notices = (await loadDocuments("C-2026-01")).reviews[0]!.notices;
    const idOf = (subject: string | undefined) =>
      notices.find(({ id }) => rows.some((row) => row.subject === subject && row.id === id))?.id ?? "";
    expect(await must(numberDocument, bank.staff, give("circular", "H1", "渝明发[2026]012号"))).toEqual({
      number: "渝明发〔2026〕12号",
    });
    expect(await textOf(bank.manager, "circular", "H1")).toContain("渝明发〔2026〕12号");
    expect(
      await refusalsOf(numberDocument, bank.staff, give("notice", idOf(one?.subject), "渝明发〔2026〕12号")),
    ).toEqual(["NUMBER_TAKEN"]);
    await must(numberDocument, bank.leader, give("notice", idOf(one?.subject), "渝明罚〔2026〕12号"));
    expect(await textOf(bank.staff, "notice", idOf(one?.subject))).toContain("渝明罚〔2026〕12号");
    expect(await textOf(bank.staff, "notice", idOf(other?.subject))).not.toContain("渝明罚");
    asking = bank.staff;
    expect(Object.values((await loadLedgerNumbers("C-2026-01")).notices)).toContain("渝明罚〔2026〕12号");
    asking = bank.manager;
    expect(await loadLedgerNumbers("C-2026-01")).toEqual({ notices: {}, decisions: {} });
    // A slip is corrected by another number; the first is not given again.
    await must(numberDocument, bank.staff, give("circular", "H1", "渝明发〔2026〕13号"));
    expect(await textOf(bank.manager, "circular", "H1")).toContain("渝明发〔2026〕13号");
    expect(await refusalsOf(numberDocument, bank.staff, give("circular", "H1", "渝明发〔2026〕12号"))).toEqual([
      "NUMBER_TAKEN",
    ]);
    await finalise(bank);
    await must(numberDocument, bank.staff, give("decision", "H1", "渝明发〔2026〕14号"));
    expect(await textOf(bank.manager, "decision", "H1")).toContain("渝明发〔2026〕14号");
    asking = bank.staff;
    expect((await loadLedgerNumbers("C-2026-01")).decisions).toEqual({ H1: "渝明发〔2026〕14号" });
  });

  it("is refused where it cannot be read, is of another year, for what is not issued, and by others", async () => {
    expect(await refusalsOf(numberDocument, bank.staff, give("circular", "H1", "〔2026〕1号"))).toEqual(["NOT_FOUND"]);
    await publish(bank);
    const refused = (actor: Actor, number: string, kind = "circular") =>
      refusalsOf(numberDocument, actor, give(kind, "H1", number));
    expect(await refused(bank.staff, "第12号")).toEqual(["NUMBER_UNREADABLE"]);
    expect(await refused(bank.staff, "〔2025〕12号")).toEqual(["NUMBER_YEAR"]);
    expect(await refused(bank.staff, "〔2027〕12号")).toEqual(["NUMBER_YEAR"]);
    expect(await refused(bank.manager, "〔2026〕12号")).toEqual(["NOT_FOUND"]);
    expect(await refused(bank.staff, "〔2026〕12号", "decision")).toEqual(["NOT_FOUND"]);
    expect(await db.documentNumber.count()).toBe(0);
  });

  it("given twice at once goes to one document", async () => {
    await publish(bank);
    const [one, other] = await Promise.all([
      perform(numberDocument, { actor: bank.staff, input: give("circular", "H1", "〔2026〕1号") }),
      perform(numberDocument, { actor: bank.leader, input: give("circular", "H1", "〔2026〕1号") }),
    ]);
    expect([one.ok, other.ok].sort()).toEqual([false, true]);
    expect(await db.documentNumber.count()).toBe(1);
  });
});

describe("a penalty notice", () => {
  it("names the appeal days of the plan until it is given, and then its own last day", async () => {
    await publish(bank);
    const fine = await db.penaltyDecision.findFirstOrThrow({ where: { consequence: "FINE" } });
    asking = bank.staff;
    const paper = (await loadDocuments("C-2026-01")).reviews[0]!.notices.find(({ id }) => id === fine.id)!;
    expect(paper.objectUntil).toBeNull();
    expect(await textOf(bank.staff, "notice", fine.id)).toContain("自收到本通知次日起3日内");
    atNoon("2026-07-09");
    await must(notifyPenalty, bank.staff, { ...C, decision: fine.id });
    expect(await textOf(bank.staff, "notice", fine.id)).toContain("2026年7月12日以前");
    asking = bank.staff;
    const later = (await loadDocuments("C-2026-01")).reviews[0]!.notices.find(({ id }) => id === fine.id)!;
    expect(later.objectUntil).toBe("2026-07-12");
  });
});
