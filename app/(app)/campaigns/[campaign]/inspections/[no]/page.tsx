import type { Metadata } from "next";
import { InspectionView } from "@/components/inspections/record/InspectionView";
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
  return <InspectionView page={page} submitted={search.submitted === "1"} />;
}
