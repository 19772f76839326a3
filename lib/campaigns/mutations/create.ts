import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listUnitsUnder } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { redate } from "@/lib/scoring/programme/redate";
import { listStandardVersions } from "../data";
import { findProgramme } from "../programmes";
import { newestFor } from "../rules/standards";
import type { CreateInput } from "../schema";
import { json, type Saved } from "./save";

/**
 * A draft of the chosen programme, moved to the year: every outlet below the organiser takes part (in the one group
 * where the programme has just one), and each method uses the newest version of its standard, a frozen one first.
 */
export async function createCampaign(context: Context, input: CreateInput, organiser: Unit): Promise<Result<Saved>> {
  const shipped = findProgramme(input.programme);
  if (!shipped) return refuse("NOT_A_CHOICE", { field: "programme" });
  const programme = redate(shipped, input.year);
  const outlets = await listUnitsUnder(context.tx, [organiser.path], context.today, "OUTLET");
  const versions = await listStandardVersions(context.tx);
  const group = programme.groups.length === 1 ? (programme.groups[0]?.code ?? null) : null;
  const code = await nextCode(context, input.year);
  await context.tx.campaign.create({
    data: {
      code,
      nameZh: input.name.zh,
      nameEn: input.name.en,
      themeZh: input.theme.zh,
      themeEn: input.theme.en,
      year: input.year,
      organiserId: organiser.id,
      programmeCode: programme.code,
      document: json(programme),
      createdById: context.actor.accountId,
      createdAt: context.now,
      updatedAt: context.now,
      participants: { create: outlets.map((unit, i) => ({ unitId: unit.id, groupCode: group, position: i + 1 })) },
      standards: {
        create: programme.standards.flatMap((use) => {
          const version = newestFor(use, versions);
          return version ? [{ method: use.method, versionId: version.versionId }] : [];
        }),
      },
    },
  });
  return accept({ code, version: 1 });
}

async function nextCode(context: Context, year: number): Promise<string> {
  const series = `C-${year}`;
  const { last } = await context.tx.counter.upsert({
    where: { series },
    create: { series, last: 1 },
    update: { last: { increment: 1 } },
    select: { last: true },
  });
  return `${series}-${String(last).padStart(2, "0")}`;
}
