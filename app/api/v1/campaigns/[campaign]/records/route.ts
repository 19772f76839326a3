import { serve } from "@/lib/api/door";
import { postRecordEndpoint } from "@/lib/api/endpoints";

export const POST = serve(postRecordEndpoint);
