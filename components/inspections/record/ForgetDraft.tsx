"use client";

import { useEffect } from "react";
import { forgetDrafts } from "../offline/texts";

/** Nothing of a submitted form stays on a counter's shared device. */
export function ForgetDraft({
  campaign,
  unit,
  month,
  method,
}: {
  campaign: string;
  unit: string;
  month: string | null;
  method: string;
}) {
  useEffect(() => forgetDrafts({ campaign, unit, month, method }), [campaign, unit, month, method]);
  return null;
}
