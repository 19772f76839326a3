"use server";

import { action } from "@/lib/access/action";
import * as usecases from "./usecases";

const EDIT = "/standards/language/edit";
const saved = { done: "language.done.saved" };

export const beginLanguageAction = action(usecases.beginLanguage, { onward: () => EDIT });
export const discardLanguageAction = action(usecases.discardLanguage, { onward: () => "/standards/language" });
export const publishLanguageAction = action(usecases.publishLanguage, {
  onward: ({ version }) => `/standards/language?version=${version}`,
});
export const addLanguageGroupAction = action(usecases.addLanguageGroup, saved);
export const editLanguageGroupAction = action(usecases.editLanguageGroup, saved);
export const addPhraseToLanguageAction = action(usecases.addPhraseToLanguage, saved);
export const editPhraseOfLanguageAction = action(usecases.editPhraseOfLanguage, saved);
export const arrangeLanguageAction = action(usecases.arrangeLanguage, saved);
