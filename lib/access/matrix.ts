import type { Role } from "@/lib/kernel/actor";

/**
 * The one permission matrix: who may do what, and how far. The authorisation tests are generated from it, and no
 * other file decides by role.
 *
 * SUBTREE: the subject's unit lies at or below the unit of the grant.
 * CAMPAIGN: the grant lies inside the organiser's subtree or above it; for what every participant of a campaign may
 * read (its plan and its published results), which covers more units than a participant may open in detail.
 */
export type Scope = "SUBTREE" | "CAMPAIGN";

export const PERMISSIONS = [
  "accounts.manage",
  "tokens.manage",
  "audit.read",
  "organisation.read",
  "organisation.manage",
  "campaigns.read",
  "campaigns.edit",
  "campaigns.publish",
  "standards.edit",
  "learning.record",
  "inspections.selfCheck",
  "inspections.visit",
  "inspections.read",
  "inspections.readCovert",
  "facts.reverse",
  "complaints.register",
  "complaints.work",
  "complaints.decide",
  "complaints.read",
  "complaints.unmask",
  "praises.record",
  "praises.verify",
  "praises.read",
  "metrics.import",
  "metrics.read",
  "records.write",
  "records.read",
  "ballots.manage",
  "ballots.vote",
  "reviews.readPublished",
  "reviews.readUnpublished",
  "reviews.comment",
  "reviews.minute",
  "reviews.freeze",
  "reviews.sign",
  "reviews.publish",
  "awards.nominate",
  "awards.screen",
  "awards.decide",
  "awards.tally",
  "penalties.decide",
  "penalties.confirm",
  "penalties.tally",
  "evidence.file",
  "simulations.run",
  "appeals.file",
  "appeals.read",
  "appeals.hear",
  "objections.file",
  "objections.answer",
  "rescore.prepare",
  "rescore.apply",
  "certificates.issue",
  "documents.number",
  "evaluations.write",
  "settlement.read",
  "statements.read",
  "awards.settle",
  "awards.report",
  "settlement.budget",
  "honours.read",
  "honours.enter",
  "penalties.carryOut",
  "penalties.acknowledge",
  "campaigns.archive",
  "storage.read",
  "storage.readThrough",
  "findings.answer",
  "findings.decide",
  "findings.fine",
  "rectifications.order",
  "rectifications.work",
  "rectifications.check",
  "visits.plan",
  "visits.approve",
  "visits.readPlans",
  "mystery.keep",
  "mystery.file",
  "mystery.key",
  "mystery.check",
  "mystery.release",
  "mystery.read",
  "mystery.unmask",
  "mystery.grant",
  "footage.review",
  "footage.read",
  "footage.supply",
  "footage.gather",
  "footage.circulate",
  "rechecks.draw",
  "rechecks.work",
  "rechecks.read",
  "surveys.make",
  "surveys.record",
  "surveys.read",
  "assignments.give",
  "assignments.read",
  "assignments.work",
  "improvements.suggest",
  "improvements.plan",
  "notices.receive",
  "letters.send",
  "letters.read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const MATRIX: Readonly<Record<Permission, Readonly<Partial<Record<Role, Scope>>>>> = {
  "accounts.manage": { SYSTEM_ADMIN: "SUBTREE" },
  "tokens.manage": { SYSTEM_ADMIN: "SUBTREE" },
  "audit.read": { AUDITOR: "SUBTREE" },
  "organisation.read": {
    SYSTEM_ADMIN: "SUBTREE",
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
    INSPECTOR: "SUBTREE",
    COMPLAINT_OFFICER: "SUBTREE",
    STAFF: "SUBTREE",
  },
  "organisation.manage": { SYSTEM_ADMIN: "SUBTREE" },
  "campaigns.read": {
    AUDITOR: "CAMPAIGN",
    CAMPAIGN_STAFF: "CAMPAIGN",
    LEADING_GROUP: "CAMPAIGN",
    BRANCH_MANAGER: "CAMPAIGN",
    INSPECTOR: "CAMPAIGN",
    COMPLAINT_OFFICER: "CAMPAIGN",
    STAFF: "CAMPAIGN",
  },
  "campaigns.edit": { CAMPAIGN_STAFF: "SUBTREE" },
  "campaigns.publish": { CAMPAIGN_STAFF: "SUBTREE" },
  /** Standards lie at the top of the bank and serve every campaign in it, so those who write campaigns own them together. */
  "standards.edit": { CAMPAIGN_STAFF: "CAMPAIGN" },
  "learning.record": { CAMPAIGN_STAFF: "SUBTREE", BRANCH_MANAGER: "SUBTREE" },
  "inspections.selfCheck": { BRANCH_MANAGER: "SUBTREE" },
  "inspections.visit": { INSPECTOR: "SUBTREE" },
  "inspections.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
    INSPECTOR: "SUBTREE",
  },
  /** Mystery visits before the review that covers them is published: never the outlet. */
  "inspections.readCovert": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    INSPECTOR: "SUBTREE",
  },
  "facts.reverse": { CAMPAIGN_STAFF: "SUBTREE" },
  "complaints.register": { COMPLAINT_OFFICER: "SUBTREE" },
  "complaints.work": { COMPLAINT_OFFICER: "SUBTREE", BRANCH_MANAGER: "SUBTREE" },
  "complaints.decide": { COMPLAINT_OFFICER: "SUBTREE" },
  "complaints.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    COMPLAINT_OFFICER: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
  },
  "complaints.unmask": { COMPLAINT_OFFICER: "SUBTREE" },
  "praises.record": { COMPLAINT_OFFICER: "SUBTREE", BRANCH_MANAGER: "SUBTREE" },
  "praises.verify": { COMPLAINT_OFFICER: "SUBTREE" },
  "praises.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    COMPLAINT_OFFICER: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
  },
  "metrics.import": { CAMPAIGN_STAFF: "SUBTREE" },
  "metrics.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
  },
  "records.write": { CAMPAIGN_STAFF: "SUBTREE", INSPECTOR: "SUBTREE", COMPLAINT_OFFICER: "SUBTREE" },
  "records.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
    INSPECTOR: "SUBTREE",
    COMPLAINT_OFFICER: "SUBTREE",
  },
  "ballots.manage": { CAMPAIGN_STAFF: "SUBTREE" },
  /** That there is a vote; whether one's own counts is decided by the list of voters, on which others may stand too. */
  "ballots.vote": {
    CAMPAIGN_STAFF: "CAMPAIGN",
    LEADING_GROUP: "CAMPAIGN",
    BRANCH_MANAGER: "CAMPAIGN",
    INSPECTOR: "CAMPAIGN",
    COMPLAINT_OFFICER: "CAMPAIGN",
    STAFF: "CAMPAIGN",
  },
  "reviews.readPublished": {
    AUDITOR: "CAMPAIGN",
    CAMPAIGN_STAFF: "CAMPAIGN",
    LEADING_GROUP: "CAMPAIGN",
    BRANCH_MANAGER: "CAMPAIGN",
    INSPECTOR: "CAMPAIGN",
    COMPLAINT_OFFICER: "CAMPAIGN",
    STAFF: "CAMPAIGN",
  },
  "reviews.readUnpublished": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE", AUDITOR: "SUBTREE" },
  "reviews.comment": { LEADING_GROUP: "SUBTREE" },
  "reviews.minute": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE" },
  "reviews.freeze": { LEADING_GROUP: "SUBTREE" },
  "reviews.sign": { LEADING_GROUP: "SUBTREE" },
  "reviews.publish": { LEADING_GROUP: "SUBTREE" },
  "awards.nominate": { BRANCH_MANAGER: "SUBTREE" },
  /** The office checks, the leading group decides. */
  "awards.screen": { CAMPAIGN_STAFF: "SUBTREE" },
  "awards.decide": { LEADING_GROUP: "SUBTREE" },
  "awards.tally": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE", AUDITOR: "SUBTREE" },
  "penalties.decide": { LEADING_GROUP: "SUBTREE" },
  /** The second of two people. */
  "penalties.confirm": { LEADING_GROUP: "SUBTREE" },
  "penalties.tally": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE", AUDITOR: "SUBTREE" },
  "evidence.file": {
    CAMPAIGN_STAFF: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
    INSPECTOR: "SUBTREE",
    COMPLAINT_OFFICER: "SUBTREE",
  },
  /** Trying a plan on facts that may not be published yet: those who write plans, and those who sign what comes of them. */
  "simulations.run": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  /** For an outlet; a person against a penalty or a record of their own needs no role for it. */
  "appeals.file": { BRANCH_MANAGER: "SUBTREE" },
  "appeals.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
  },
  /** How far up, and by whom not, is the appeals room's own rule. */
  "appeals.hear": { LEADING_GROUP: "SUBTREE" },
  "objections.file": {
    CAMPAIGN_STAFF: "CAMPAIGN",
    LEADING_GROUP: "CAMPAIGN",
    BRANCH_MANAGER: "CAMPAIGN",
    INSPECTOR: "CAMPAIGN",
    COMPLAINT_OFFICER: "CAMPAIGN",
    STAFF: "CAMPAIGN",
  },
  "objections.answer": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE" },
  "rescore.prepare": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  "rescore.apply": { LEADING_GROUP: "SUBTREE" },
  "documents.number": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE" },
  /** The office evaluates the competition that it ran. */
  "evaluations.write": { CAMPAIGN_STAFF: "SUBTREE" },
  "certificates.issue": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE" },
  /** Ledgers, reconciliation and their files; a statement is of one unit or person. */
  "settlement.read": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE", AUDITOR: "SUBTREE" },
  "statements.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
  },
  "awards.settle": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  /** The list of winners goes to the level above. */
  "awards.report": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  /** What a campaign may spend on rewards, and expects of fines. */
  "settlement.budget": { CAMPAIGN_STAFF: "SUBTREE" },
  "penalties.carryOut": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  "penalties.acknowledge": { BRANCH_MANAGER: "SUBTREE" },
  /** The register of honours; everybody reads their own besides. */
  "honours.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
  },
  "honours.enter": { CAMPAIGN_STAFF: "SUBTREE" },
  "campaigns.archive": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  /** How much lies in the file store, and whether it is what was filed: sums and hashes, no contents. */
  "storage.read": { SYSTEM_ADMIN: "SUBTREE", AUDITOR: "SUBTREE" },
  /** Having all of it read through and compared changes nothing in it, so an auditor can ask for it alone. */
  "storage.readThrough": { SYSTEM_ADMIN: "SUBTREE", AUDITOR: "SUBTREE" },
  /** The outlet's first word about a finding. */
  "findings.answer": { BRANCH_MANAGER: "SUBTREE" },
  /** Who was not involved is the findings room's own rule. */
  "findings.decide": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  /** The power to fine on the spot (P07). */
  "findings.fine": { INSPECTOR: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  "rectifications.order": { INSPECTOR: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE" },
  "rectifications.work": { BRANCH_MANAGER: "SUBTREE" },
  "rectifications.check": { INSPECTOR: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE" },
  /** Of the whole campaign: a sealed plan is for nobody below its organiser. */
  "visits.plan": { CAMPAIGN_STAFF: "SUBTREE" },
  "visits.approve": { LEADING_GROUP: "SUBTREE" },
  "visits.readPlans": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE", AUDITOR: "SUBTREE" },
  /** The shoppers, the questionnaire, and who is sent where: of the whole campaign, as a sealed plan is. */
  "mystery.keep": { CAMPAIGN_STAFF: "SUBTREE" },
  /** What the shoppers hand over is filed for this purpose, which closes it to the branch from the first moment. */
  "mystery.file": { CAMPAIGN_STAFF: "SUBTREE", INSPECTOR: "SUBTREE" },
  /** Whoever keyed neither adjudicates nor checks: the room's own rule. */
  "mystery.key": { CAMPAIGN_STAFF: "SUBTREE", INSPECTOR: "SUBTREE" },
  "mystery.check": { CAMPAIGN_STAFF: "SUBTREE", INSPECTOR: "SUBTREE" },
  "mystery.release": { CAMPAIGN_STAFF: "SUBTREE" },
  /** Under the pseudonym: that nobody reads a name is not a matter of permission. */
  "mystery.read": { AUDITOR: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE", INSPECTOR: "SUBTREE" },
  "mystery.unmask": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE" },
  /** The second person. */
  "mystery.grant": { LEADING_GROUP: "SUBTREE" },
  /** Names periods of recordings, views them and closes the review; never of the own outlet, which is the room's own rule. */
  "footage.review": { INSPECTOR: "SUBTREE" },
  /** Reviews with everything in them while they are open; the outlet reads what was found once its review is closed. */
  "footage.read": { AUDITOR: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE", INSPECTOR: "SUBTREE" },
  "footage.supply": { BRANCH_MANAGER: "SUBTREE" },
  /** Records that the outlet came together to view a circular. */
  "footage.gather": { BRANCH_MANAGER: "SUBTREE" },
  "footage.circulate": { CAMPAIGN_STAFF: "SUBTREE" },
  /** Samples of the inspectors' own work, of the whole campaign. */
  "rechecks.draw": { CAMPAIGN_STAFF: "SUBTREE" },
  /** The second look at what one was given, and what others said about one's own inspections: the room's own rule. */
  "rechecks.work": { INSPECTOR: "SUBTREE" },
  /** How inspectors' work stood up; never the branches. */
  "rechecks.read": { LEADING_GROUP: "SUBTREE", CAMPAIGN_STAFF: "SUBTREE", AUDITOR: "SUBTREE" },
  /** Plans a survey, prints its cards, strikes answers and closes it: of the whole campaign. */
  "surveys.make": { CAMPAIGN_STAFF: "SUBTREE" },
  /** Writes down what customers say in the hall or on the telephone; never at the own outlet, which is the room's own rule. */
  "surveys.record": { CAMPAIGN_STAFF: "SUBTREE", INSPECTOR: "SUBTREE", COMPLAINT_OFFICER: "SUBTREE" },
  /** The branch reads its own outlets' results once the survey is closed: the room's own rule. */
  "surveys.read": {
    AUDITOR: "SUBTREE",
    CAMPAIGN_STAFF: "SUBTREE",
    LEADING_GROUP: "SUBTREE",
    INSPECTOR: "SUBTREE",
    COMPLAINT_OFFICER: "SUBTREE",
    BRANCH_MANAGER: "SUBTREE",
  },
  /** Hands interviews and keyings to evaluators from outside, and takes them back. */
  "assignments.give": { CAMPAIGN_STAFF: "SUBTREE" },
  "assignments.read": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE", AUDITOR: "SUBTREE" },
  /** One’s own alone, as long as it is open: the room’s own rule. An evaluator may do nothing else. */
  "assignments.work": { EVALUATOR: "SUBTREE" },
  /** Only about an inspection of one’s own: the room’s own rule. They are read with the inspection. */
  "improvements.suggest": { INSPECTOR: "SUBTREE" },
  "improvements.plan": { BRANCH_MANAGER: "SUBTREE" },
  /** What a unit is told, its people get in person; whoever heads it gets it for the unit and takes note for it. */
  "notices.receive": { BRANCH_MANAGER: "SUBTREE" },
  "letters.send": { CAMPAIGN_STAFF: "SUBTREE" },
  /** The office's own list: every letter with who took note of it. */
  "letters.read": { CAMPAIGN_STAFF: "SUBTREE", LEADING_GROUP: "SUBTREE", AUDITOR: "SUBTREE" },
};
