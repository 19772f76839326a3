import { startJobWorker } from "@/lib/platform/jobs/worker";
import { KINDS } from "./job-kinds";

/** A process of its own that works through the queue until it is killed. */
await startJobWorker(KINDS);
