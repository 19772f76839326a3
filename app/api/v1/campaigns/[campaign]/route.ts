import { serve } from "@/lib/api/door";
import { readCampaignEndpoint } from "@/lib/api/endpoints";

export const GET = serve(readCampaignEndpoint);
