import type { Locale } from "./locale";
import en from "./messages/en";
import zhCN from "./messages/zh-CN";

/** Every message of the product. The Chinese files say which keys there are; `parity.ts` holds the English ones to it. */
export type Messages = typeof zhCN;

export const MESSAGES: Readonly<Record<Locale, Messages>> = { "zh-CN": zhCN, en };
