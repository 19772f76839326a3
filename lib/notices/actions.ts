"use server";

import { action } from "@/lib/access/action";
import { acknowledgeLetter, readAllNotices, readNotice, sendLetter, withdrawLetter } from "./usecases";

export const sendLetterAction = action(sendLetter, {
  onward: ({ no }, input) => `/campaigns/${encodeURIComponent(input.campaign)}/letters/${no}`,
});
export const withdrawLetterAction = action(withdrawLetter, { done: "notices.done.withdrawn" });
export const acknowledgeLetterAction = action(acknowledgeLetter, { done: "notices.done.acknowledged" });
export const readNoticeAction = action(readNotice);
export const readAllNoticesAction = action(readAllNotices, { done: "notices.done.readAll" });
