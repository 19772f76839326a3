import { within } from "@/lib/kernel/calendar";
import { blank, type Issue, issue } from "../issue";
import { MAX_STRETCHES, recursTooLong } from "../recur";
import type { Period, Phase, Programme, ReviewPlan } from "../schema";

/** Phases, periods, cut-offs and the committee that signs (R-002: a review's day lies inside a phase). */
export function checkDates(programme: Programme): Issue[] {
  return [
    ...programme.phases.flatMap((phase, i) => checkInterval(phase, `/phases/${i}`)),
    ...programme.periods.flatMap((period, i) => [
      ...checkInterval(period, `/periods/${i}`),
      ...(recursTooLong(period)
        ? [issue("RECURS_TOO_LONG", `/periods/${i}/to`, period.name, { most: MAX_STRETCHES })]
        : []),
    ]),
    ...checkCommittee(programme),
    ...programme.reviews.flatMap((review, i) => checkReview(programme, review, `/reviews/${i}`)),
    ...programme.duties.flatMap((duty, i) => {
      const known = [...programme.periods, ...programme.phases].some((interval) => interval.code === duty.within);
      return [
        ...(known ? [] : [issue("UNKNOWN_PERIOD", `/duties/${i}/within`, duty.name, { code: duty.within })]),
        ...(duty.atLeast === null ? [blank(`/duties/${i}/atLeast`, duty.name, "atLeast")] : []),
      ];
    }),
  ];
}

function checkInterval({ from, to, name }: Period | Phase, path: string): Issue[] {
  const issues: Issue[] = [];
  if (from === null) issues.push(blank(`${path}/from`, name, "from"));
  if (to === null) issues.push(blank(`${path}/to`, name, "to"));
  if (from !== null && to !== null && from > to) issues.push(issue("DATES_REVERSED", `${path}/to`, name, { from, to }));
  return issues;
}

function checkCommittee({ committee }: Programme): Issue[] {
  const issues = committee.flatMap((seat, i) =>
    seat.min > seat.max
      ? [issue("SEATS_REVERSED", `/committee/${i}/max`, seat.name, { min: seat.min, max: seat.max })]
      : [],
  );
  if (!committee.some((seat) => seat.body === "LEADING_GROUP")) {
    issues.push(issue("NO_LEADING_GROUP", "/committee", { zh: "领导小组", en: "Leading group" }));
  }
  return issues;
}

function checkReview(programme: Programme, review: ReviewPlan, path: string): Issue[] {
  const issues: Issue[] = [];
  const { name, cutOffOn } = review;
  const period = programme.periods.find((candidate) => candidate.code === review.period);
  if (!period) issues.push(issue("UNKNOWN_PERIOD", `${path}/period`, name, { code: review.period }));
  if (review.noticeDays === null) issues.push(blank(`${path}/noticeDays`, name, "noticeDays"));
  // A recurring review is cut off with each of its months or quarters.
  if (cutOffOn === null) {
    if (!period?.every) issues.push(blank(`${path}/cutOffOn`, name, "cutOffOn"));
  } else {
    const dated = programme.phases.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));
    if (period && period.from !== null && period.to !== null) {
      const { from, to } = period;
      if (!within(cutOffOn, { from, to })) {
        issues.push(issue("CUT_OFF_OUTSIDE_PERIOD", `${path}/cutOffOn`, name, { cutOffOn, from, to }));
      }
    }
    if (dated.length === programme.phases.length && !dated.some((phase) => within(cutOffOn, phase))) {
      issues.push(issue("CUT_OFF_OUTSIDE_PHASES", `${path}/cutOffOn`, name, { cutOffOn }));
    }
  }
  review.signOff.forEach((step, i) => {
    const seat = programme.committee.find((candidate) => candidate.code === step.seat);
    const at = `${path}/signOff/${i}/seat`;
    if (!seat) issues.push(issue("UNKNOWN_SEAT", at, name, { code: step.seat }));
    // Nobody may hold such a seat, and then nobody could ever sign.
    else if (seat.min === 0)
      issues.push(issue("OPTIONAL_SEAT", at, name, { seat_zh: seat.name.zh, seat_en: seat.name.en }));
  });
  return issues;
}
