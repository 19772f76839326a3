import "server-only";
import { listProgrammes } from "@/lib/campaigns/programmes";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { openRange } from "@/lib/scoring/programme/calendar";
import { recurring } from "@/lib/scoring/programme/recur";
import { type CampaignChoice, listChoices } from "../data";
import { DRAWS, writeReference } from "../schema";
import { one, requireSimulator, type Search } from "./access";

export interface PlanOption {
  readonly value: string;
  readonly kind: "DRAFT" | "VERSION" | "PROGRAMME";
  readonly version: number | null;
}

export interface FormView {
  readonly campaign: CampaignForPage;
  readonly plans: readonly { readonly name: Text; readonly code: string; readonly options: readonly PlanOption[] }[];
  readonly facts: readonly {
    readonly name: Text;
    readonly options: readonly { readonly value: string; readonly name: Text; readonly begun: boolean }[];
  }[];
  /** Reviews of every plan that is offered, by their codes; a plan without the chosen one takes the one of the same kind. */
  readonly reviews: readonly { readonly code: string; readonly name: Text }[];
  readonly chosen: {
    readonly plan: string;
    readonly facts: string;
    readonly review: string;
    readonly against: string;
    readonly earlier: "KEPT" | "AGAIN";
    readonly seed: string;
    readonly draws: number;
  };
  /** The address names a plan and facts, so that there is something to show. */
  readonly asked: boolean;
}

/** What can be tried on what. Without an address that says so: the campaign's own plan on its latest review that began. */
export async function loadForm(code: string, search: Search): Promise<FormView> {
  const { actor, campaign } = await requireSimulator(code);
  const choices = await listChoices(db, actor);
  const own = choices.find((choice) => choice.campaign.code === campaign.code);
  const inOrder = [...(own ? [own] : []), ...choices.filter((choice) => choice !== own)];
  const day = today();
  const facts = inOrder.flatMap(({ campaign: { name, code: of, plan } }) =>
    plan
      ? [
          {
            name,
            options: plan.programme.reviews.map((review) => ({
              value: `${of}:${review.code}`,
              name: review.name,
              begun: (openRange(plan.programme, review)?.from ?? day) <= day,
            })),
          },
        ]
      : [],
  );
  const plans = [
    ...inOrder.map((choice) => ({
      name: choice.campaign.name,
      code: choice.campaign.code,
      options: optionsOf(choice),
    })),
    ...listProgrammes().map((programme) => ({
      name: programme.name,
      code: programme.code,
      options: [
        {
          value: writeReference({ kind: "PROGRAMME", code: programme.code }),
          kind: "PROGRAMME" as const,
          version: null,
        },
      ],
    })),
  ].filter(({ options }) => options.length > 0);
  const reviews = new Map(
    inOrder.flatMap(({ campaign: { draft, plan } }) =>
      [...(plan?.programme.reviews ?? []), ...recurring(draft).reviews].map(
        (review) => [review.code, review.name] as const,
      ),
    ),
  );
  const latest = facts[0]?.options.filter(({ begun }) => begun).at(-1) ?? facts[0]?.options[0];
  const draws = Number.parseInt(one(search, "draws"), 10);
  return {
    campaign,
    plans,
    facts,
    reviews: [...reviews].map(([review, name]) => ({ code: review, name })),
    chosen: {
      plan: one(search, "plan") || (plans[0]?.options[0]?.value ?? ""),
      facts: one(search, "facts") || (latest?.value ?? ""),
      review: one(search, "review"),
      against: one(search, "against"),
      earlier: one(search, "earlier") === "AGAIN" ? "AGAIN" : "KEPT",
      seed: one(search, "seed").trim().slice(0, 40) || "1",
      draws: Number.isInteger(draws) ? Math.min(DRAWS.most, Math.max(DRAWS.least, draws)) : DRAWS.usual,
    },
    asked: one(search, "plan") !== "" && one(search, "facts") !== "",
  };
}

/** The working copy while it is open, then the versions, newest first. */
function optionsOf({ campaign, versions }: CampaignChoice): PlanOption[] {
  const draft: PlanOption = {
    value: writeReference({ kind: "DRAFT", campaign: campaign.code }),
    kind: "DRAFT",
    version: null,
  };
  return [
    ...(campaign.editing ? [draft] : []),
    ...versions.map(
      (version): PlanOption => ({
        value: writeReference({ kind: "VERSION", campaign: campaign.code, version }),
        kind: "VERSION",
        version,
      }),
    ),
  ];
}
