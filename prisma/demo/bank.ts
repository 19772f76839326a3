import type { Role } from "@/lib/kernel/actor";
import type { Post } from "@/lib/people/types";

interface UnitSketch {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export const HEAD_OFFICE: UnitSketch = { code: "HQ", zh: "江城银行", en: "Jiangcheng Bank" };
export const BRANCH: UnitSketch = { code: "B01", zh: "清源省分行", en: "Qingyuan Provincial Branch" };

export const DEPARTMENTS: readonly UnitSketch[] = [
  { code: "D01", zh: "运营管理部", en: "Operations Department" },
  { code: "D02", zh: "办公室", en: "Office" },
  { code: "D03", zh: "客户服务部", en: "Customer Service Department" },
  { code: "D04", zh: "审计部", en: "Audit Department" },
  { code: "D05", zh: "信息科技部", en: "Technology Department" },
];

export const SUB_BRANCHES: readonly UnitSketch[] = [
  { code: "S01", zh: "江北支行", en: "Jiangbei Sub-branch" },
  { code: "S02", zh: "江南支行", en: "Jiangnan Sub-branch" },
  { code: "S03", zh: "城东支行", en: "Chengdong Sub-branch" },
];

/** Fourteen outlets a sub-branch. */
export const OUTLETS: readonly UnitSketch[] = [
  "人民广场 Renmin Square|会展中心 Convention Centre|南湖 Nanhu|临江门 Linjiangmen|江北营业部 Jiangbei Main Hall|青年路 Qingnian Road|文化街 Wenhua Street|明珠 Mingzhu|大学城 University Town|松江路 Songjiang Road|东风街 Dongfeng Street|桃源路 Taoyuan Road|北站 North Station|工业园 Industrial Park",
  "江南营业部 Jiangnan Main Hall|滨河 Binhe|站前 Station Square|望云 Wangyun|上海路 Shanghai Road|和平里 Hepingli|开发区 Development Zone|西郊 Xijiao|梅园 Meiyuan|翠屏山 Cuiping Hill|长虹路 Changhong Road|体育中心 Sports Centre|白鹭洲 Bailuzhou|南门口 Nanmenkou",
  "城东营业部 Chengdong Main Hall|金桥 Jinqiao|花园路 Huayuan Road|建设路 Jianshe Road|红旗街 Hongqi Street|东湖 Donghu|科技园 Science Park|朝阳门 Chaoyangmen|柳林 Liulin|新华路 Xinhua Road|石桥 Shiqiao|龙泉 Longquan|物流园 Logistics Park|观澜 Guanlan",
]
  .flatMap((list) => list.split("|"))
  .map((entry, index) => {
    const at = entry.indexOf(" ");
    return { code: `O${String(index + 1).padStart(3, "0")}`, zh: entry.slice(0, at), en: entry.slice(at + 1) };
  });

/** The outlet that opened just before the campaign: no mystery visit in the first half, so it is listed without a rank. */
export const NEW_OUTLET = { code: "O041", openedOn: "2026-03-02" };

/** The outlet whose manager the demo sign-in is. */
export const SHOWN_OUTLET = "O004";

/** The outlet that a member of the leading group stands back from: family works there. */
export const FAMILY_OUTLET = "O037";

/** Posts of an outlet after its head, in the order people are engaged. */
export const CREW: readonly Post[] = [
  "LOBBY_MANAGER",
  "TELLER",
  "TELLER",
  "TELLER",
  "TELLER",
  "CUSTOMER_MANAGER",
  "TELLER",
  "GUARD",
  "TELLER",
  "TELLER",
];

/** People at the branch who run the competition: sign-in name, seat in the leading group, role and department. */
export const OFFICERS: readonly {
  readonly username: string;
  readonly role: Role;
  readonly department: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly seat?: string;
  readonly shown?: boolean;
}[] = [
  {
    username: "leader",
    role: "LEADING_GROUP",
    department: "D02",
    seat: "LEADER",
    shown: true,
    title: { zh: "领导小组组长", en: "Leader of the leading group" },
  },
  {
    username: "deputy",
    role: "LEADING_GROUP",
    department: "D01",
    seat: "DEPUTY_LEADER",
    title: { zh: "领导小组副组长", en: "Deputy leader" },
    shown: true,
  },
  {
    username: "deputy2",
    role: "LEADING_GROUP",
    department: "D03",
    seat: "DEPUTY_LEADER",
    title: { zh: "领导小组副组长", en: "Deputy leader" },
  },
  {
    username: "member",
    role: "LEADING_GROUP",
    department: "D01",
    seat: "MEMBER",
    title: { zh: "领导小组成员", en: "Member of the leading group" },
  },
  {
    username: "member2",
    role: "LEADING_GROUP",
    department: "D03",
    seat: "MEMBER",
    title: { zh: "领导小组成员", en: "Member of the leading group" },
  },
  {
    username: "member3",
    role: "LEADING_GROUP",
    department: "D02",
    seat: "MEMBER",
    title: { zh: "领导小组成员", en: "Member of the leading group" },
  },
  {
    username: "hq",
    role: "CAMPAIGN_STAFF",
    department: "D01",
    seat: "OFFICE_DIRECTOR",
    shown: true,
    title: { zh: "竞赛主办", en: "Campaign staff" },
  },
  {
    username: "inspector",
    role: "INSPECTOR",
    department: "D01",
    shown: true,
    title: { zh: "检查员", en: "Inspector" },
  },
  { username: "inspector2", role: "INSPECTOR", department: "D03", title: { zh: "检查员", en: "Inspector" } },
  {
    username: "complaints",
    role: "COMPLAINT_OFFICER",
    department: "D03",
    shown: true,
    title: { zh: "投诉管理", en: "Complaint officer" },
  },
  { username: "auditor", role: "AUDITOR", department: "D04", shown: true, title: { zh: "审计员", en: "Auditor" } },
  {
    username: "admin",
    role: "SYSTEM_ADMIN",
    department: "D05",
    shown: true,
    title: { zh: "系统管理员", en: "System administrator" },
  },
];

/** Of the leading group of head office, which hears appeals against the branch's decisions. */
export const UPPER = {
  username: "upper",
  person: { name: "韩立群", nameLatin: "Han Liqun" },
} as const;

/** Of an agency outside the bank; nobody of its staff. */
export const EVALUATOR = { username: "evaluator", name: "明察市场调研 钱望舒" } as const;

/** Every demo sign-in has this password; the demo bank is never loaded outside demo mode. */
export const DEMO_PASSWORD = "Qingyuan-2026!";
