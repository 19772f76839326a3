"use client";

import { LabelList, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";

export interface SlopeData {
  readonly rows: readonly {
    readonly key: string;
    /** Places in the two lists, counted from 1. */
    readonly before: number;
    readonly after: number;
    readonly beforeText: string;
    readonly afterText: string;
    readonly way: "up" | "down" | "same";
  }[];
  readonly places: number;
  readonly sides: readonly [string, string];
}

const COLOUR = { up: "var(--ink)", down: "var(--zhe)", same: "var(--edge)" } as const;
const WORDS = { up: "var(--ink)", down: "var(--zhe)", same: "var(--ink-3)" } as const;

/** One line a unit from its place in the one list to its place in the other, with its name at both ends. */
export default function Slope({ rows, places, sides }: SlopeData) {
  const points = sides.map((side, at) => ({
    at,
    side,
    ...Object.fromEntries(rows.map((row) => [row.key, at === 0 ? row.before : row.after])),
  }));
  // Those that move are drawn last and lie on top.
  const inOrder = [...rows].sort((a, b) => Number(a.way !== "same") - Number(b.way !== "same"));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={points} margin={{ top: 4, right: 4, bottom: 4, left: 4 }} accessibilityLayer={false}>
        <XAxis
          dataKey="at"
          type="number"
          domain={[0, 1]}
          ticks={[0, 1]}
          tickFormatter={(at: number) => sides[at] ?? ""}
          orientation="top"
          tickLine={false}
          stroke="var(--rule-2)"
          padding={{ left: 144, right: 144 }}
        />
        <YAxis type="number" domain={[0.5, places + 0.5]} reversed hide />
        {inOrder.map((row) => (
          <Line
            key={row.key}
            dataKey={row.key}
            stroke={COLOUR[row.way]}
            strokeWidth={row.way === "same" ? 1 : 1.75}
            strokeDasharray={row.way === "down" ? "5 3" : undefined}
            dot={{ r: 2, fill: COLOUR[row.way], strokeWidth: 0 }}
            isAnimationActive={false}
          >
            <LabelList
              dataKey={row.key}
              content={({ index, x, y }) => (
                <text
                  x={Number(x) + (index === 0 ? -8 : 8)}
                  y={Number(y) + 4}
                  textAnchor={index === 0 ? "end" : "start"}
                  fontSize={12}
                  style={{ fill: WORDS[row.way] }}
                >
                  {index === 0 ? row.beforeText : row.afterText}
                </text>
              )}
            />
          </Line>
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
