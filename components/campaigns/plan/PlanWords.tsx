import type { Speaker } from "@/lib/campaigns/rules/edit/speak";

const STREAMS = [
  "inspection.self",
  "inspection.open",
  "inspection.covert",
  "finding",
  "complaint",
  "praise",
  "learning",
  "vote",
  "metric.BUSINESS_VOLUME",
  "metric.HEADCOUNT",
  "metric.BRANCH_RANK",
];
const ATTRIBUTES = [
  "value",
  "validity",
  "level",
  "cause",
  "person",
  "verified",
  "kind",
  "rank",
  "of",
  "fromBottom",
  "last",
  "group",
  "item",
  "focus",
  "method",
  "track",
];

/** What boxes for codes offer while one types. Anything else may be typed too. */
export function PlanWords({ speaker }: { speaker: Speaker }) {
  return (
    <>
      <datalist id="plan-streams">
        {STREAMS.map((stream) => (
          <option key={stream} value={stream}>
            {speaker.stream(stream)}
          </option>
        ))}
      </datalist>
      <datalist id="plan-attributes">
        {ATTRIBUTES.map((attribute) => (
          <option key={attribute} value={attribute}>
            {speaker.attribute(attribute)}
          </option>
        ))}
      </datalist>
      <datalist id="plan-populations">
        {["ALL", "GROUP", "SUB_BRANCH", "DISTRICT", "BRANCH", "OUTLET"].map((population) => (
          <option key={population} value={population}>
            {speaker.choice("population", population)}
          </option>
        ))}
      </datalist>
    </>
  );
}
