import { loadSetup } from "@/lib/campaigns/loaders";

/** The document as its owner's set-up pages show it, as a file: the open working copy, or the plan that holds. */
export async function GET(_request: Request, { params }: { params: Promise<{ campaign: string }> }): Promise<Response> {
  const { campaign, document, open, plan, version } = await loadSetup((await params).campaign);
  const name = open ? `${campaign.code}-draft-${version}` : `${campaign.code}-v${plan?.version ?? 1}`;
  return new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.json"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
