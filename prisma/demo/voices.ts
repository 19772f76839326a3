import type { Category, Channel, ComplaintLevel, PraiseChannel } from "@/lib/complaints/types";

/** What customers complain of in the demo bank: title, account, what the inquiry found, and how it is decided. */
export interface ComplaintVoice {
  readonly category: Category;
  readonly channel: Channel;
  readonly level: ComplaintLevel;
  readonly title: string;
  readonly account: string;
  readonly inquiry: string;
  readonly validity: "VALID" | "INVALID";
  readonly cause: "SUBJECTIVE" | "OBJECTIVE";
  readonly reason: string;
}

export const COMPLAINTS: readonly ComplaintVoice[] = [
  {
    category: "WAITING",
    channel: "HOTLINE",
    level: "OUTLET",
    title: "等候53分钟，窗口未全开",
    account: "早上九点取号，等到快十点才办上。四个窗口只开了两个，问大堂经理，只说再等等。要求说明原因，并改进排队。",
    inquiry: "叫号机记录显示客户等候53分钟，当日登记应开四个窗口，实开两个，减开窗口未报批。",
    validity: "VALID",
    cause: "OBJECTIVE",
    reason: "等候时间超过公示承诺的30分钟，减开窗口未经批准，认定有效，责任在网点排班。",
  },
  {
    category: "ATTITUDE",
    channel: "SUPERVISION_PHONE",
    level: "OUTLET",
    title: "柜员说话不耐烦",
    account: "老人办存折挂失，多问了两句，柜员说“不是跟你说过了吗”，态度很不耐烦。",
    inquiry: "调取录音录像，柜员确有不耐烦用语，当事人承认。",
    validity: "VALID",
    cause: "SUBJECTIVE",
    reason: "录音证实使用服务禁语，属主观原因，认定有效。",
  },
  {
    category: "BUSINESS",
    channel: "ONLINE",
    level: "OUTLET",
    title: "开户资料没有一次告知",
    account: "公司开户跑了三趟，每次都说还差一份材料。希望把需要的材料一次说清楚。",
    inquiry: "客户经理未提供一次性告知单，微信聊天记录可证。",
    validity: "VALID",
    cause: "SUBJECTIVE",
    reason: "未履行一次性告知，认定有效。",
  },
  {
    category: "FEES",
    channel: "HOTLINE",
    level: "OUTLET",
    title: "不认可小额账户管理费",
    account: "账户里少了三块钱，说是管理费，之前没有人告诉过。",
    inquiry: "账户开立时已签收费告知书，收费标准在厅内公示，客户表示理解。",
    validity: "INVALID",
    cause: "OBJECTIVE",
    reason: "收费依据充分并已告知，责任不在网点，认定无效，已向客户解释。",
  },
  {
    category: "FACILITIES",
    channel: "SUGGESTION_BOX",
    level: "OUTLET",
    title: "叫号机坏了没人管",
    account: "叫号机停机，厅里没有人引导，排队乱成一团。",
    inquiry: "叫号机停机一小时零五分，大堂经理外出培训，未安排替补。",
    validity: "VALID",
    cause: "OBJECTIVE",
    reason: "设备故障期间未安排人工引导，认定有效。",
  },
  {
    category: "SALES",
    channel: "REGULATOR",
    level: "BRANCH",
    title: "买理财时没有说明风险",
    account: "客户经理推荐时只说收益，没有讲可能亏本，现在净值跌了。",
    inquiry: "双录影像中风险提示用时不足十秒，未请客户复述，风险测评由客户经理代点。",
    validity: "VALID",
    cause: "SUBJECTIVE",
    reason: "风险提示不充分，代客操作测评，认定有效，级别为分行级。",
  },
  {
    category: "PRIVACY",
    channel: "COUNTER",
    level: "OUTLET",
    title: "当众念出身份证号码",
    account: "柜员核对信息时大声念身份证号，后面排队的人都听见了。",
    inquiry: "录像显示柜员口头核对完整证件号码。",
    validity: "VALID",
    cause: "SUBJECTIVE",
    reason: "泄露客户信息，认定有效。",
  },
  {
    category: "WAITING",
    channel: "ONLINE",
    level: "OUTLET",
    title: "中午只有一个窗口",
    account: "午休时间来办事，只有一个窗口，前面十几个人。",
    inquiry: "当日中午系统全行中断22分钟，恢复后加开窗口，等候时间未超过承诺。",
    validity: "INVALID",
    cause: "OBJECTIVE",
    reason: "系统中断属全行性原因，网点已采取措施，认定无效。",
  },
  {
    category: "DISCIPLINE",
    channel: "SUPERVISION_PHONE",
    level: "OUTLET",
    title: "窗口人员玩手机",
    account: "窗口没有客户，柜员一直低头看手机，我走到跟前才发现。",
    inquiry: "录像显示当班柜员在柜台内使用手机约四分钟。",
    validity: "VALID",
    cause: "SUBJECTIVE",
    reason: "违反劳动纪律，录像证实，认定有效。",
  },
  {
    category: "ATTITUDE",
    channel: "HOTLINE",
    level: "OUTLET",
    title: "大堂没有人理睬",
    account: "进门站了好几分钟，没有人来问要办什么。",
    inquiry: "录像显示大堂经理当时正在为行动不便的客户办理移动开卡，客户进门后两分钟内有人接待。",
    validity: "INVALID",
    cause: "OBJECTIVE",
    reason: "接待时间在规范之内，认定无效，已致电客户说明。",
  },
];

/** The gravest case: received by head office, and valid. It removes an outlet head by rule at the year review. */
export const HEAD_OFFICE_COMPLAINT: ComplaintVoice = {
  category: "ATTITUDE",
  channel: "UPPER_LEVEL",
  level: "HEAD_OFFICE",
  title: "与客户争吵，客户投诉到总行",
  account:
    "办理大额取款时被反复盘问，柜员与客户争吵，网点负责人到场后没有道歉，反而说可以去别的银行。客户打总行电话投诉。",
  inquiry: "总行转办。录音录像完整，柜员两次使用服务禁语，网点主任处理不当，客户受伤害程度较重。",
  validity: "VALID",
  cause: "SUBJECTIVE",
  reason: "总行受理并核实，用语和处置均违反规范，认定为总行有效投诉。",
};

export const PRAISES: readonly { readonly channel: PraiseChannel; readonly account: string }[] = [
  { channel: "LETTER", account: "老人忘带老花镜，大堂经理一直陪着填单，还送到公交站。家属来信致谢。" },
  { channel: "BANNER", account: "成功劝阻一起电信诈骗，为客户保住十二万元，客户送来锦旗。" },
  { channel: "HOTLINE", account: "柜员发现客户多存一千元，主动联系退回。" },
  { channel: "COMMENT_BOOK", account: "雨天为客户撑伞到车边，客户在意见簿上留言表扬。" },
  { channel: "ONLINE", account: "上门为卧床老人办理社保卡激活，家属在网上留言感谢。" },
  { channel: "GOOD_DEED", account: "拾到客户遗失的公文包，等到晚上八点交还失主。" },
  { channel: "COUNTER", account: "听障客户来办业务，柜员用手语和写字板耐心沟通。" },
  { channel: "MEDIA", account: "社区晚报报道网点便民驿站为环卫工人提供热水和休息处。" },
];

/** Reasons that inspectors write beside a deduction. */
export const REASONS: readonly string[] = [
  "现场查看时未做到，已当场指出",
  "连续观察十分钟，两次未执行",
  "抽查三人，一人不符合",
  "标识陈旧，边角破损",
  "当班人员不清楚要求",
  "与标准要求不一致，已拍照",
  "物品摆放凌乱，未及时整理",
  "询问后才提供，未主动告知",
  "等候超过承诺时间，未作解释",
  "记录缺当日内容",
];

export const SURNAMED_CUSTOMERS: readonly string[] = [
  "王先生",
  "李女士",
  "张女士",
  "陈先生",
  "刘女士",
  "赵先生",
  "周女士",
  "吴先生",
];
