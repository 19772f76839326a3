import { frozen } from "@/lib/kernel/frozen";
import document from "@/prisma/questionnaires/mystery.json";
import { questionnaireFile } from "./schema";

/** What holds where a campaign has declared nothing else. */
export const DECLARED = frozen(questionnaireFile.parse(document));
