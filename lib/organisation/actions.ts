"use server";

import { action, openAction } from "@/lib/access/action";
import { settingUp } from "./setting-up";
import { closeUnit, openUnit } from "./usecases";

export const setUpAction = openAction("organisation", settingUp);
export const openUnitAction = action(openUnit, { done: "organisation.done.opened" });
export const closeUnitAction = action(closeUnit, { onward: () => "/admin/organisation" });
