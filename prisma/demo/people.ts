import { systemActor } from "@/lib/access/system";
import { openAccount } from "@/lib/access/usecases";
import { openUnit } from "@/lib/organisation/usecases";
import type { Post } from "@/lib/people/types";
import { engage as engagePerson } from "@/lib/people/usecases";
import {
  BRANCH,
  CREW,
  DEMO_PASSWORD,
  DEPARTMENTS,
  EVALUATOR,
  HEAD_OFFICE,
  NEW_OUTLET,
  OFFICERS,
  OUTLETS,
  SHOWN_OUTLET,
  SUB_BRANCHES,
  UPPER,
} from "./bank";
import { nameMaker } from "./names";
import type { Dice } from "./random";
import { act, at } from "./stage";

export interface Officer {
  readonly accountId: string;
  readonly personId: string;
  readonly staffNo: string;
}

export interface CrewMember {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly post: Post;
}

export interface OutletInStory {
  readonly id: string;
  readonly code: string;
  readonly zh: string;
  readonly openedOn: string;
  readonly managerAccountId: string;
  readonly crew: readonly CrewMember[];
  /** How good the outlet is, 0 to 1; everything that happens to it leans on this. */
  readonly quality: number;
}

export interface BankInStory {
  readonly branchId: string;
  readonly outlets: readonly OutletInStory[];
  /** Account and person of the officers, by sign-in name. */
  readonly officers: Readonly<Record<string, Officer>>;
  /** Accounts of the tellers who vote, in the order of their outlets. */
  readonly staff: readonly string[];
}

const FOUNDED = "2012-01-01";

/** Head office, one provincial branch, three sub-branches, 42 outlets and everybody who works there. */
export async function foundBank(dice: Dice): Promise<BankInStory> {
  at("2026-03-02");
  const nextName = nameMaker(dice);
  const system = systemActor();
  const open = (
    unit: { code: string; zh: string; en: string },
    level: string,
    parentId: string | null,
    openedOn = FOUNDED,
  ) => act(openUnit, system, { code: unit.code, name: { zh: unit.zh, en: unit.en }, level, parentId, openedOn });
  let staffNo = 100_000;
  const engage = async (unitId: string, post: Post, fromOn: string) => {
    staffNo += 1;
    const { name, nameLatin } = nextName();
    const number = `J${staffNo}`;
    const { id } = await act(engagePerson, system, { staffNo: number, name, nameLatin, unitId, post, fromOn });
    return { id, staffNo: number, name, post };
  };

  const head = await open(HEAD_OFFICE, "HQ", null);
  const branch = await open(BRANCH, "BRANCH", head.id);
  const departments = new Map<string, string>();
  for (const department of DEPARTMENTS) {
    const { id } = await open(department, "DEPARTMENT", branch.id);
    departments.set(department.code, id);
  }

  const officers: Record<string, Officer> = {};
  for (const officer of OFFICERS) {
    const unitId = departments.get(officer.department) ?? branch.id;
    const person = await engage(
      unitId,
      officer.seat === "LEADER" || officer.seat === "DEPUTY_LEADER" ? "LEADER" : "OFFICE",
      FOUNDED,
    );
    const whole = officer.role === "SYSTEM_ADMIN" || officer.role === "AUDITOR" ? head.id : branch.id;
    const { id } = await act(openAccount, system, {
      username: officer.username,
      displayName: person.name,
      password: DEMO_PASSWORD,
      personId: person.id,
      mustChange: false,
      grants: [{ role: officer.role, unitId: whole }],
    });
    officers[officer.username] = { accountId: id, personId: person.id, staffNo: person.staffNo };
  }

  const outlets: OutletInStory[] = [];
  for (const [place, subBranch] of SUB_BRANCHES.entries()) {
    const parent = await open(subBranch, "SUB_BRANCH", branch.id);
    for (const sketch of OUTLETS.slice(place * 14, place * 14 + 14)) {
      const openedOn = sketch.code === NEW_OUTLET.code ? NEW_OUTLET.openedOn : FOUNDED;
      const { id } = await open(sketch, "OUTLET", parent.id, openedOn);
      const chief = await engage(id, "OUTLET_HEAD", openedOn);
      const size = dice.between(8, CREW.length);
      const crew: CrewMember[] = [chief];
      for (const post of CREW.slice(0, size)) crew.push(await engage(id, post, openedOn));
      const { id: managerAccountId } = await act(openAccount, system, {
        username: sketch.code === SHOWN_OUTLET ? "manager" : `m${sketch.code.slice(1)}`,
        displayName: chief.name,
        password: DEMO_PASSWORD,
        personId: chief.id,
        mustChange: false,
        grants: [{ role: "BRANCH_MANAGER", unitId: id }],
      });
      // Most outlets are close together, a few stand out: that is what makes a ranking worth explaining.
      const drawn = Math.min(1, Math.max(0, 0.72 + (dice.next() + dice.next() + dice.next() - 1.5) * 0.3));
      outlets.push({
        id,
        code: sketch.code,
        zh: sketch.zh,
        openedOn,
        managerAccountId,
        crew,
        quality: sketch.code === SHOWN_OUTLET ? 0.9 : drawn,
      });
    }
  }
  // Appeals against what the branch's leading group decided are heard one level up. Named last and by hand, so that
  // everybody else keeps the name the dice gave them.
  staffNo += 1;
  const upper = await act(engagePerson, system, {
    staffNo: `J${staffNo}`,
    ...UPPER.person,
    unitId: head.id,
    post: "LEADER",
    fromOn: FOUNDED,
  });
  const { id: upperAccount } = await act(openAccount, system, {
    username: UPPER.username,
    displayName: UPPER.person.name,
    password: DEMO_PASSWORD,
    personId: upper.id,
    mustChange: false,
    grants: [{ role: "LEADING_GROUP", unitId: head.id }],
  });
  officers[UPPER.username] = { accountId: upperAccount, personId: upper.id, staffNo: `J${staffNo}` };
  const { id: evaluator } = await act(openAccount, system, {
    username: EVALUATOR.username,
    displayName: EVALUATOR.name,
    password: DEMO_PASSWORD,
    mustChange: false,
    grants: [{ role: "EVALUATOR", unitId: branch.id }],
  });
  officers[EVALUATOR.username] = { accountId: evaluator, personId: "", staffNo: "" };
  const staff = await openStaffAccounts(outlets);
  return { branchId: branch.id, outlets, officers, staff };
}

/** Of the sub-branch that votes for its service star, one teller an outlet has a sign-in; the one of the outlet shown is `staff`. */
async function openStaffAccounts(outlets: readonly OutletInStory[]): Promise<string[]> {
  const accounts: string[] = [];
  for (const { id: unitId, code, crew } of outlets.slice(0, 14)) {
    const teller = crew.find(({ post }) => post === "TELLER");
    if (!teller) continue;
    const { id } = await act(openAccount, systemActor(), {
      username: code === SHOWN_OUTLET ? "staff" : `s${code.slice(1)}`,
      displayName: teller.name,
      password: DEMO_PASSWORD,
      personId: teller.id,
      mustChange: false,
      grants: [{ role: "STAFF", unitId }],
    });
    accounts.push(id);
  }
  return accounts;
}
