"use server";

import { action } from "@/lib/access/action";
import { buildDossier, cancelDossier } from "./usecases";

export const buildDossierAction = action(buildDossier, { done: "dossiers.done.queued" });
export const cancelDossierAction = action(cancelDossier, { done: "dossiers.done.cancelled" });
