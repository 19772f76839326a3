"use client";

import dynamic from "next/dynamic";
import type { RangesData } from "./Ranges";
import type { SlopeData } from "./Slope";

const Slope = dynamic(() => import("./Slope"), { ssr: false });
const Ranges = dynamic(() => import("./Ranges"), { ssr: false });

/** The drawing library travels only with pages that draw, and after them. */
export function LazyDrawing({
  drawing,
  label,
  height,
}: {
  drawing: { kind: "slope"; data: SlopeData } | { kind: "ranges"; data: RangesData };
  label: string;
  height: number;
}) {
  return (
    <div className="plot" role="img" aria-label={label} style={{ height }}>
      {drawing.kind === "slope" ? <Slope {...drawing.data} /> : <Ranges {...drawing.data} />}
    </div>
  );
}
