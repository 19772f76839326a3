"use server";

import { action } from "@/lib/access/action";
import * as usecases from "./usecases";

const draftPage = ({ code }: { code: string }) => `/standards/${code}/edit`;
const readPage = ({ code, version }: { code: string; version: number }) =>
  version > 0 ? `/standards/${code}?version=${version}` : "/standards";
const saved = { done: "standards.done.saved" };

export const createStandardAction = action(usecases.createStandard, { onward: draftPage });
export const copyStandardAction = action(usecases.copyStandard, { onward: draftPage });
export const discardStandardAction = action(usecases.discardStandard, { onward: readPage });
export const lockStandardAction = action(usecases.lockStandard, { onward: readPage });
export const editStandardHeadAction = action(usecases.editStandardHead, saved);
export const addStandardItemsAction = action(usecases.addStandardItems, { onward: draftPage });
export const arrangeStandardItemAction = action(usecases.arrangeStandardItem, saved);
export const editStandardItemAction = action(usecases.editStandardItem, saved);
