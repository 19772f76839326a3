"use client";

import { CartesianGrid, LabelList, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";

/** Drawn lengths only: the exact figures stand in the table beside the chart. */
export interface LineChartData {
  readonly points: readonly { readonly at: number; readonly [series: string]: number | null }[];
  readonly series: readonly {
    readonly key: string;
    readonly label: string;
    readonly colour: string;
    readonly dash?: string;
  }[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly domain: readonly [number, number];
  readonly last: number;
  readonly marks: readonly number[];
}

export default function Trend({ points, series, ticks, domain, last, marks }: LineChartData) {
  const labels = new Map(ticks.map((tick) => [tick.at, tick.label]));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={{ top: 16, right: 64, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--rule)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[0, last]}
          ticks={ticks.map((tick) => tick.at)}
          tickFormatter={(at: number) => labels.get(at) ?? ""}
          stroke="var(--rule-2)"
          tickLine={false}
          padding={{ left: 12, right: 12 }}
        />
        <YAxis
          domain={[...domain]}
          ticks={[...marks]}
          stroke="var(--rule-2)"
          tickLine={false}
          axisLine={false}
          width={40}
        />
        {series.map((line) => (
          <Line
            key={line.key}
            dataKey={line.key}
            name={line.label}
            stroke={line.colour}
            strokeWidth={2}
            strokeDasharray={line.dash}
            dot={{ r: 3, fill: line.colour, strokeDasharray: "0" }}
            connectNulls
            isAnimationActive={false}
          >
            <LabelList
              dataKey={line.key}
              content={({ index, x, y }) =>
                index === points.findLastIndex((point) => typeof point[line.key] === "number") ? (
                  <text x={Number(x) + 8} y={Number(y) + 4} fontSize={12} fill="var(--ink)">
                    {line.label}
                  </text>
                ) : null
              }
            />
          </Line>
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
