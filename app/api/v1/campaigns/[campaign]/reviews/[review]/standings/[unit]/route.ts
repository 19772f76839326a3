import { serve } from "@/lib/api/door";
import { readStandingEndpoint } from "@/lib/api/endpoints";

export const GET = serve(readStandingEndpoint);
