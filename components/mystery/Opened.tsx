"use client";

import { useState } from "react";

/** When the form was opened first: a refusal draws the page anew, and the work goes on. */
export function Opened({ at }: { at: string }) {
  const [began] = useState(at);
  return <input type="hidden" name="began" value={began} />;
}
