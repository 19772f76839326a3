"use server";

import { action } from "@/lib/access/action";
import {
  addRescoreChange,
  addRescoreFigure,
  addRescoreRecord,
  answerObjection,
  applyRescoreSet,
  cancelRescoreSet,
  fileAppeal,
  finaliseReview,
  hearAppeal,
  objectToResult,
  openRescoreSet,
  previewRescoreSet,
  replyToItem,
  signRescoreSet,
  takeAppealUp,
} from "./usecases";

const at = (input: { campaign: string }) => `/campaigns/${encodeURIComponent(input.campaign)}`;

export const fileAppealAction = action(fileAppeal, { onward: ({ no }, input) => `${at(input)}/appeals/${no}` });
export const replyAction = action(replyToItem, { onward: (_, input) => `${at(input)}/appeals` });
export const takeUpAction = action(takeAppealUp, { done: "appeals.done.takenUp" });
export const hearAppealAction = action(hearAppeal, { official: true, done: "appeals.done.heard" });
export const objectAction = action(objectToResult, { done: "appeals.done.objected" });
export const answerObjectionAction = action(answerObjection, { official: true, done: "appeals.done.answered" });
export const openSetAction = action(openRescoreSet, { onward: ({ no }, input) => `${at(input)}/rescore/${no}` });
export const addChangeAction = action(addRescoreChange, { done: "appeals.done.added" });
export const addRecordAction = action(addRescoreRecord, { onward: ({ no }, input) => `${at(input)}/rescore/${no}` });
export const addFigureAction = action(addRescoreFigure, { done: "appeals.done.added" });
export const previewSetAction = action(previewRescoreSet, { done: "appeals.done.previewed" });
export const signSetAction = action(signRescoreSet, { official: true, done: "appeals.done.signed" });
export const applySetAction = action(applyRescoreSet, { official: true, done: "appeals.done.applied" });
export const cancelSetAction = action(cancelRescoreSet, { done: "appeals.done.cancelled" });
export const finaliseReviewAction = action(finaliseReview, { official: true, done: "reviews.done.final" });
