import type { Text } from "@/lib/kernel/text";
import type { Post } from "@/lib/people/types";

/** Posts as a refusal names them, in both languages at once. */
const POST_WORDS: Readonly<Record<Post, Text>> = {
  OUTLET_HEAD: { zh: "网点主任", en: "outlet head" },
  LOBBY_MANAGER: { zh: "大堂经理", en: "lobby manager" },
  TELLER: { zh: "柜员", en: "tellers" },
  SUPERVISOR: { zh: "会计主管", en: "supervisor" },
  CUSTOMER_MANAGER: { zh: "客户经理", en: "customer manager" },
  GUARD: { zh: "保安", en: "guards" },
  FLOAT: { zh: "流动服务人员", en: "floating staff" },
  ENQ: { zh: "咨询员", en: "enquiry staff" },
  BIZ: { zh: "业务员", en: "business clerks" },
  FEE: { zh: "收费员", en: "fee collectors" },
  OFFICE: { zh: "机关人员", en: "office staff" },
  LEADER: { zh: "领导", en: "leaders" },
};

export function postsAsWords(posts: readonly Post[]): { posts_zh: string; posts_en: string } {
  return {
    posts_zh: posts.map((post) => POST_WORDS[post].zh).join("、"),
    posts_en: posts.map((post) => POST_WORDS[post].en).join(", "),
  };
}

const NAMED_AT_MOST = 8;

/** The first few by name, and how many there are. */
export function itemsAsWords(items: readonly string[]): { count: number; items: string } {
  const rest = items.length > NAMED_AT_MOST ? "…" : "";
  return { count: items.length, items: `${items.slice(0, NAMED_AT_MOST).join(", ")}${rest}` };
}
