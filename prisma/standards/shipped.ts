import exitInterview from "./exit-interview.json" with { type: "json" };
import library from "./library.json" with { type: "json" };
import mysteryVisit from "./mystery-visit.json" with { type: "json" };
import openCheck from "./open-check.json" with { type: "json" };
import phoneSurvey from "./phone-survey.json" with { type: "json" };
import ratingCard from "./rating-card.json" with { type: "json" };
import roleMonitoring from "./role-monitoring.json" with { type: "json" };
import scoreSheet from "./score-sheet-2023.json" with { type: "json" };
import selfCheck from "./self-check.json" with { type: "json" };
import serviceLanguage from "./service-language.json" with { type: "json" };
import serviceStar from "./service-star.json" with { type: "json" };
import yesNoCheck from "./yes-no-check.json" with { type: "json" };

/** What can be looked at, and where sheets are made from. */
export const SHIPPED_LIBRARIES: readonly { library: string }[] = [library];

/** The check sheets that come with the product: the first three are those of the shipped programmes. */
export const SHIPPED_STANDARDS: readonly { code: string }[] = [
  selfCheck,
  openCheck,
  mysteryVisit,
  scoreSheet,
  serviceStar,
  yesNoCheck,
  roleMonitoring,
  exitInterview,
  ratingCard,
  phoneSurvey,
];

/** What is said at the counter and what must not be. */
export const SHIPPED_LANGUAGE: { effectiveOn: string } = serviceLanguage;
