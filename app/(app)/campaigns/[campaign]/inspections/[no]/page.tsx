import type { Metadata } from "next";
import { ItemBeside } from "@/components/appeals/ItemBeside";
import { InspectionView } from "@/components/inspections/record/InspectionView";
import { loadBesideItem } from "@/lib/appeals/loaders/items";
import { loadInspection } from "@/lib/inspections/loaders/records";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) };
}

export default async function InspectionRecord({ params, searchParams }: Props) {
  const [{ campaign, no }, search] = await Promise.all([params, searchParams]);
  const page = await loadInspection(
    campaign,
    decodeURIComponent(no),
    typeof search.f === "string" ? search.f : undefined,
  );
  const [whole, finding] = await Promise.all([
    loadBesideItem(campaign, "INSPECTION", page.inspection.no),
    page.opened && loadBesideItem(campaign, "FINDING", page.opened.finding.no),
  ]);
  return (
    <InspectionView
      page={page}
      submitted={search.submitted === "1"}
      besideFinding={finding && <ItemBeside beside={finding} />}
      beside={whole && <ItemBeside beside={whole} title={page.inspection.no} />}
    />
  );
}
