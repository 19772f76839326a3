import { serve } from "@/lib/api/door";
import { postMetricsEndpoint } from "@/lib/api/endpoints";

export const POST = serve(postMetricsEndpoint);
