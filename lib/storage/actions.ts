"use server";

import { action } from "@/lib/access/action";
import { cancelStorageCheck, startStorageCheck } from "./usecases";

export const startStorageCheckAction = action(startStorageCheck, { done: "storage.done.queued" });
export const cancelStorageCheckAction = action(cancelStorageCheck, { done: "storage.done.cancelled" });
