// The process that works through the queue beside the server, running the same built code: `instrumentation.ts` knows what
// there is to work through, and does it in whichever process calls it.
import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { join } from "node:path";

// Whoever looks at a page goes before whoever waits for a file.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
process.env.NEXT_RUNTIME = "nodejs";
const built = createRequire(join(process.cwd(), "server.js"));
built("next/dist/server/node-environment");
await built("./.next/server/instrumentation.js").register();
