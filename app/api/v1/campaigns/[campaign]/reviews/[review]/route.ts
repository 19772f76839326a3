import { serve } from "@/lib/api/door";
import { readRankingEndpoint } from "@/lib/api/endpoints";

export const GET = serve(readRankingEndpoint);
