import { serve } from "@/lib/api/door";
import { listCampaignsEndpoint } from "@/lib/api/endpoints";

export const GET = serve(listCampaignsEndpoint);
