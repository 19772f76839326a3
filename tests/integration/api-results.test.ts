import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { issueToken } from "@/lib/access/usecases";
import { serve } from "@/lib/api/door";
import { readRankingEndpoint, readStandingEndpoint } from "@/lib/api/endpoints";
import { rankingAnswer, standingAnswer } from "@/lib/api/schema";
import type { Endpoint } from "@/lib/api/types";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { points, sum } from "@/lib/kernel/points";
import { setClock } from "@/lib/platform/clock";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { makeReviewedBank, type ReviewedBank, withoutChoices } from "../support/reviewed-bank";

useDatabase();
setClock(() => new Date("2026-07-01T02:00:00Z"));

const H1 = { campaign: "C-2026-01", review: "H1" };
let bank: ReviewedBank;
let wide: string;
let narrow: string;

async function keyOf(actor: Actor): Promise<string> {
  const issued = await perform(issueToken, {
    actor: systemActor(),
    input: { name: "k", accountId: actor.accountId, scopes: ["results:read"], expiresOn: "2026-12-31" },
  });
  if (!issued.ok) throw new Error(JSON.stringify(issued.refusals));
  return issued.value.token;
}

async function get(endpoint: Endpoint, token: string, params: Record<string, string>) {
  const request = new Request("http://localhost:3000/api/v1", {
    headers: { authorization: `Bearer ${token}`, "accept-language": "en" },
  });
  const response = await serve(endpoint)(request, { params: Promise.resolve(params) });
  return { status: response.status, json: (await response.json()) as unknown };
}

async function publishHalfYear(): Promise<void> {
  const frozen = await perform(freezeReview, { actor: bank.leader, input: H1 });
  const seal = frozen.ok ? frozen.value.seal : null;
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const) {
    await perform(signReview, { actor, input: { ...H1, seat, seal } });
  }
  const published = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
  if (!published.ok) throw new Error(JSON.stringify(published.refusals));
}

beforeAll(async () => {
  bank = await makeReviewedBank(withoutChoices);
  wide = await keyOf(bank.staff);
  narrow = await keyOf(bank.manager);
});

describe("a result, read with a key that may read results", () => {
  it("is not there before it is published: neither the ranking nor an explanation", async () => {
    expect((await get(readRankingEndpoint, wide, H1)).status).toBe(404);
    expect((await get(readStandingEndpoint, wide, { ...H1, unit: "O001" })).status).toBe(404);
  });

  it("then gives every rank with its components, and to an outlet's manager the detail of that outlet only", async () => {
    await publishHalfYear();
    const answer = await get(readRankingEndpoint, wide, H1);
    expect(answer.status).toBe(200);
    const ranking = rankingAnswer.parse(answer.json);
    expect(ranking).toEqual(answer.json);
    expect(ranking.state).toBe("NOTICE");
    expect(ranking.standings.map(({ subject, rank }) => [subject.code, rank])).toEqual([
      ["O001", 1],
      ["O002", 2],
      ["O003", 2],
      ["O004", null],
    ]);
    expect(ranking.standings[3]?.unranked.map(({ text }) => text)).toEqual([
      "Mystery visit: 0 of 1 required (Plan, article 4); unranked",
    ]);
    expect(ranking.standings.every(({ components, explanation }) => components !== null && explanation !== null)).toBe(
      true,
    );

    const own = rankingAnswer.parse((await get(readRankingEndpoint, narrow, H1)).json);
    expect(own.standings.map(({ rank, total }) => [rank, total])).toEqual(
      ranking.standings.map(({ rank, total }) => [rank, total]),
    );
    expect(own.standings.filter(({ components }) => components !== null).map(({ subject }) => subject.code)).toEqual([
      "O001",
    ]);
  });

  it("explains a total by lines that add up to it, down to the record, under the seal of the ranking", async () => {
    const ranking = rankingAnswer.parse((await get(readRankingEndpoint, wide, H1)).json);
    const answer = await get(readStandingEndpoint, wide, { ...H1, unit: "O001" });
    expect(answer.status).toBe(200);
    const standing = standingAnswer.parse(answer.json);
    expect(standing).toEqual(answer.json);
    expect([standing.rank, standing.total, standing.seal, standing.verified]).toEqual([
      1,
      ranking.standings[0]?.total,
      ranking.seal,
      true,
    ]);
    expect(sum(standing.explanation.inputs.map(({ share }) => points(share ?? "0"))).eq(standing.total ?? "")).toBe(
      true,
    );
    expect(JSON.stringify(standing.explanation)).toContain("I-2026-");
    expect((await get(readStandingEndpoint, narrow, { ...H1, unit: "O002" })).status).toBe(404);
  });

  it("keeps the year, which is not published, closed", async () => {
    expect((await get(readRankingEndpoint, wide, { ...H1, review: "YEAR" })).status).toBe(404);
  });
});
