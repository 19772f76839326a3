"use server";

import { action } from "@/lib/access/action";
import { engage, release, transfer } from "./usecases";

export const engageAction = action(engage, { done: "people.done.engaged" });
export const transferAction = action(transfer, { done: "people.done.transferred" });
export const releaseAction = action(release, { done: "people.done.released" });
