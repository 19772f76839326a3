import type { Metadata } from "next";
import { ItemBeside } from "@/components/appeals/ItemBeside";
import { ExternalTotal } from "@/components/findings/ExternalTotal";
import { FindingBeside } from "@/components/findings/FindingBeside";
import { ImprovementSection } from "@/components/improvements/ImprovementSection";
import { InspectionView } from "@/components/inspections/record/InspectionView";
import { OrderBeside } from "@/components/rectifications/OrderBeside";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { loadBesideItem } from "@/lib/appeals/loaders/items";
import { loadBesideFinding, loadExternalTotal } from "@/lib/findings/loaders/register";
import { loadImprovement } from "@/lib/improvements/loaders";
import { loadInspection } from "@/lib/inspections/loaders/records";
import { loadOrderBeside } from "@/lib/rectifications/loaders/orders";

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
  const opened = page.opened?.finding.no;
  const [whole, finding, words, order, external, improvement] = await Promise.all([
    loadBesideItem(campaign, "INSPECTION", page.inspection.no),
    opened ? loadBesideItem(campaign, "FINDING", opened) : null,
    opened ? loadBesideFinding(campaign, opened) : null,
    opened ? loadOrderBeside(campaign, opened) : null,
    loadExternalTotal(campaign, page.inspection),
    loadImprovement(campaign, page.inspection.no),
  ]);
  return (
    <InspectionView
      page={page}
      submitted={search.submitted === "1"}
      below={improvement && <ImprovementSection improvement={improvement} />}
      besideFinding={
        <>
          {words && (
            <ClientMessages also={["complaints"]}>
              <FindingBeside beside={words} />
            </ClientMessages>
          )}
          {order && opened && <OrderBeside campaign={order.campaign} finding={opened} order={order.order} />}
          {finding && <ItemBeside beside={finding} />}
        </>
      }
      beside={
        <>
          {external && <ExternalTotal campaign={page.campaign.code} no={page.inspection.no} {...external} />}
          {whole && <ItemBeside beside={whole} title={page.inspection.no} />}
        </>
      }
    />
  );
}
