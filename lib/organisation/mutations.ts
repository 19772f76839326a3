import "server-only";
import { administratorExists } from "@/lib/access/data";
import { openAccount } from "@/lib/access/mutations";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { findLife, findRoot } from "./data";
import { mayHangUnder, pathUnder } from "./rules";
import type { CloseUnitInput, OpenUnitInput, SetUpInput } from "./schema";
import type { Unit } from "./types";

export async function openUnit(
  context: Context,
  input: OpenUnitInput,
  parent: Unit | null,
): Promise<Result<{ id: string; path: string }>> {
  const { tx } = context;
  if (!mayHangUnder(input.level, parent?.level ?? null)) return refuse("WRONG_LEVEL", { field: "level" });
  if (!parent) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('organisation.root', 0))`;
    if (await tx.orgPlacement.findFirst({ where: { parentId: null, toOn: null }, select: { id: true } })) {
      return refuse("ROOT_EXISTS", { field: "parentId" });
    }
  }
  if (await tx.orgUnit.findUnique({ where: { code: input.code }, select: { id: true } }))
    return refuse("CODE_TAKEN", { field: "code" });
  const above = parent && (await findLife(tx, parent.id));
  if (above && input.openedOn < above.openedOn)
    return refuse("OPENED_BEFORE_PARENT", { field: "openedOn", values: { openedOn: above.openedOn } });
  if (above?.closedOn && input.openedOn > above.closedOn)
    return refuse("OPENED_AFTER_PARENT", { field: "openedOn", values: { closedOn: above.closedOn } });
  const openedOn = new Date(input.openedOn);
  const path = pathUnder(parent?.path ?? null, input.code);
  const { id } = await tx.orgUnit.create({
    data: {
      code: input.code,
      nameZh: input.name.zh,
      nameEn: input.name.en,
      level: input.level,
      openedOn,
      placements: { create: { parentId: parent?.id ?? null, path, fromOn: openedOn } },
    },
    select: { id: true },
  });
  return accept({ id, path });
}

/** `closedOn` is the unit's last day. People move and units below close first, so that nobody stands in a closed unit. */
export async function closeUnit(context: Context, input: CloseUnitInput, unit: Unit): Promise<Result<{ id: string }>> {
  const { tx } = context;
  const closedOn = new Date(input.closedOn);
  await tx.$executeRaw`SELECT id FROM org_units WHERE id = ${unit.id}::uuid FOR UPDATE`;
  if (unit.parentId === null) return refuse("UNIT_IS_ROOT");
  const row = await tx.orgUnit.findUniqueOrThrow({
    where: { id: unit.id },
    select: { openedOn: true, closedOn: true },
  });
  if (row.closedOn) return refuse("ALREADY_CLOSED");
  if (closedOn < row.openedOn)
    return refuse("CLOSED_BEFORE_OPENED", {
      field: "closedOn",
      values: { openedOn: row.openedOn.toISOString().slice(0, 10) },
    });
  const later = { OR: [{ toOn: null }, { toOn: { gt: closedOn } }] };
  const [children, people] = await Promise.all([
    tx.orgPlacement.count({ where: { parentId: unit.id, ...later } }),
    tx.posting.count({ where: { unitId: unit.id, ...later } }),
  ]);
  if (children > 0) return refuse("UNIT_HAS_CHILDREN", { values: { children } });
  if (people > 0) return refuse("UNIT_HAS_PEOPLE", { values: { people } });
  await tx.orgUnit.update({ where: { id: unit.id }, data: { closedOn } });
  await tx.orgPlacement.updateMany({ where: { unitId: unit.id, toOn: null }, data: { toOn: closedOn } });
  return accept({ id: unit.id });
}

/** The very first start, all or nothing: the top unit, the administrator's account and the grant that ties them. */
export async function setUp(context: Context, input: SetUpInput): Promise<Result<{ id: string }>> {
  await context.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('organisation.setUp', 0))`;
  if (await administratorExists(context.tx)) return refuse("SETUP_DONE");
  const { name, level, code, openedOn, displayName, username, password } = input;
  if (openedOn > context.today) return refuse("OPENED_LATER", { field: "openedOn" });
  const standing = await findRoot(context.tx, context.today);
  const root: Result<{ id: string }> = standing
    ? accept({ id: standing.id })
    : await openUnit(context, { code, name, level, parentId: null, openedOn }, null);
  if (!root.ok) return root;
  return openAccount(context, {
    username,
    displayName,
    password,
    personId: null,
    staffNo: "",
    mustChange: false,
    grants: [{ role: "SYSTEM_ADMIN", unitId: root.value.id }],
  });
}
