// Run by the start before anything is served: the store that the environment names has to be there. Says in one line what
// is wrong and which variable says so.
import { fileStore } from "./open";
import { StoreUnavailable } from "./types";

try {
  await fileStore().reach();
} catch (error) {
  console.log(error instanceof StoreUnavailable ? error.message : String(error));
  process.exitCode = 1;
}
