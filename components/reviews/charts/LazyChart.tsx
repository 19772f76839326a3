"use client";

import dynamic from "next/dynamic";
import type { PairChartData, StackChartData } from "./Bars";
import type { LineChartData } from "./Trend";

const Trend = dynamic(() => import("./Trend"), { ssr: false });
const Pairs = dynamic(() => import("./Bars").then((bars) => bars.Pairs), { ssr: false });
const Stacks = dynamic(() => import("./Bars").then((bars) => bars.Stacks), { ssr: false });

export type ChartData =
  | { kind: "trend"; data: LineChartData }
  | { kind: "pairs"; data: PairChartData }
  | { kind: "stacks"; data: StackChartData };

/** The drawing library travels only with pages that draw, and after them. */
export function LazyChart({ chart, label, height }: { chart: ChartData; label: string; height: number }) {
  return (
    <div className="plot" role="img" aria-label={label} style={{ height }}>
      {chart.kind === "trend" ? (
        <Trend {...chart.data} />
      ) : chart.kind === "pairs" ? (
        <Pairs {...chart.data} />
      ) : (
        <Stacks {...chart.data} />
      )}
    </div>
  );
}
