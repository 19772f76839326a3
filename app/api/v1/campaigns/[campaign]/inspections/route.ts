import { serve } from "@/lib/api/door";
import { postInspectionEndpoint } from "@/lib/api/endpoints";

export const POST = serve(postInspectionEndpoint);
