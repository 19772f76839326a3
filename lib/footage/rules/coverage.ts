import { POSTS, type Post } from "@/lib/people/types";
import type { ItemRole, StandardItem } from "@/lib/standards/types";
import type { Coverage, CoverageRow, Observation, Sight } from "../types";

/** Posts whose holders an item is about; roles that nobody at an outlet holds are looked for at the outlet itself. */
const POSTS_OF: Readonly<Partial<Record<ItemRole, Post>>> = {
  OUTLET_HEAD: "OUTLET_HEAD",
  LOBBY_MANAGER: "LOBBY_MANAGER",
  TELLER: "TELLER",
  LOW_COUNTER_TELLER: "TELLER",
  CUSTOMER_MANAGER: "CUSTOMER_MANAGER",
  GUARD: "GUARD",
  ESCORT: "GUARD",
  FLOATING: "FLOAT",
  ENQUIRY: "ENQ",
  BUSINESS_CLERK: "BIZ",
  FEE_COLLECTOR: "FEE",
};

/**
 * Where an item has to be observed at an outlet with these posts. Premises are seen once, whoever answers for them;
 * everybody means every post. None: nobody here holds a post that it is about.
 */
export function sightsOf(item: Pick<StandardItem, "roles">, posts: readonly Post[]): Sight[] {
  const { roles } = item;
  if (roles.includes("ALL_STAFF")) return [...posts];
  const held = roles.flatMap((role) => POSTS_OF[role] ?? []);
  if (roles.includes("OUTLET") || held.length === 0) return ["OUTLET"];
  return posts.filter((post) => held.includes(post));
}

/**
 * All items of the sheet against all posts of the outlet (P07). A sitting covers each item it names at each post it
 * names, and at the outlet itself; what does not apply here is left out with its reason, what was not observed is open.
 */
export function coverageOf(given: {
  readonly items: readonly Pick<StandardItem, "code" | "roles">[];
  readonly posts: readonly Post[];
  readonly exempt: ReadonlySet<string>;
  readonly sittings: readonly Observation[];
}): Coverage {
  const posts = POSTS.filter((post) => given.posts.includes(post));
  const rows = given.items.map((item): CoverageRow => {
    const needs = sightsOf(item, posts);
    const exempt = given.exempt.has(item.code);
    const named = given.sittings.filter(({ items }) => items.includes(item.code));
    const covered = (sight: Sight) => named.some((one) => sight === "OUTLET" || one.posts.includes(sight));
    return { item: item.code, needs, open: exempt ? [] : needs.filter((sight) => !covered(sight)), exempt };
  });
  const seen = posts.map((post) => ({ post, seen: given.sittings.some((one) => one.posts.includes(post)) }));
  const asked = rows.filter(({ exempt }) => !exempt).flatMap(({ needs }) => needs).length;
  const open = rows.flatMap((row) => row.open).length;
  return {
    rows,
    posts: seen,
    openItems: rows.filter((row) => row.open.length > 0).map(({ item }) => item),
    openPosts: seen.filter((one) => !one.seen).map(({ post }) => post),
    done: asked - open,
    all: asked,
  };
}

export const isCovered = ({ openItems, openPosts }: Coverage): boolean =>
  openItems.length === 0 && openPosts.length === 0;
