import { serve } from "@/lib/api/door";
import { postComplaintEndpoint } from "@/lib/api/endpoints";

export const POST = serve(postComplaintEndpoint);
