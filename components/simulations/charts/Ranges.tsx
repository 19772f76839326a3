"use client";

import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";

export interface RangesData {
  readonly rows: readonly {
    readonly name: string;
    readonly range: readonly [number, number];
    readonly rank: number;
    readonly text: string;
  }[];
  readonly places: number;
}

const SIZE = 22;

/** A bar from the best to the worst rank of nine draws in ten, the rank as it is as a dot on it. */
export default function Ranges({ rows, places }: RangesData) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rows.map((row) => ({ ...row, range: [row.range[0] - 0.5, row.range[1] + 0.5] }))}
        layout="vertical"
        margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
        barSize={8}
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} stroke="var(--rule)" />
        <XAxis
          type="number"
          domain={[0.5, places + 0.5]}
          ticks={[1, ...Array.from({ length: Math.floor((places - 4) / 10) }, (_, at) => (at + 1) * 10), places]}
          allowDecimals={false}
          tickLine={false}
          orientation="top"
          stroke="var(--rule-2)"
        />
        <YAxis
          type="category"
          dataKey="name"
          width={120}
          interval={0}
          tickLine={false}
          axisLine={false}
          stroke="var(--ink-3)"
          height={SIZE}
        />
        <Bar dataKey="range" fill="var(--edge)" isAnimationActive={false}>
          <LabelList
            dataKey="rank"
            content={({ index, x, y, width, height }) => {
              const row = rows[index ?? -1];
              if (!row) return null;
              const [from, to] = [row.range[0] - 0.5, row.range[1] + 0.5];
              const unit = Number(width) / (to - from);
              const middle = Number(y) + Number(height) / 2;
              return (
                <g>
                  <circle cx={Number(x) + (row.rank - from) * unit} cy={middle} r={4} fill="var(--ink)" />
                  <text x={Number(x) + Number(width) + 6} y={middle + 4} fontSize={12} style={{ fill: "var(--ink-3)" }}>
                    {row.text}
                  </text>
                </g>
              );
            }}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
