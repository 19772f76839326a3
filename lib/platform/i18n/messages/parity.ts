import type en from "./en";
import type zhCN from "./zh-CN";

type Holding<Wanted, Given extends Wanted> = Given;

/** Does not compile when a key of one language is missing in the other; the error names the key. */
export type EnglishIsComplete = Holding<typeof zhCN, typeof en>;
export type ChineseIsComplete = Holding<typeof en, typeof zhCN>;
