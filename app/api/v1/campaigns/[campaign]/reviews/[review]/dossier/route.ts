import { serve } from "@/lib/api/door";
import { takeDossierEndpoint } from "@/lib/api/endpoints";

export const GET = serve(takeDossierEndpoint);
