"use client";

import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";

export interface PairChartData {
  readonly rows: readonly {
    readonly name: string;
    readonly own: number;
    readonly mean: number;
    readonly ownText: string;
    readonly meanText: string;
  }[];
  readonly domain: readonly [number, number];
}

/** Own loss in ink, everybody's mean in grey, labelled at the end of each bar. */
export function Pairs({ rows, domain }: PairChartData) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...rows]}
        layout="vertical"
        margin={{ top: 0, right: 48, bottom: 0, left: 0 }}
        barCategoryGap="28%"
        barGap={2}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[...domain]} />
        <YAxis type="category" dataKey="name" width={96} tickLine={false} axisLine={false} stroke="var(--ink-3)" />
        <Bar dataKey="own" fill="var(--ink)" isAnimationActive={false}>
          <LabelList dataKey="ownText" position="right" fontSize={12} fill="var(--ink)" />
        </Bar>
        <Bar dataKey="mean" fill="var(--edge)" isAnimationActive={false}>
          <LabelList dataKey="meanText" position="right" fontSize={12} fill="var(--ink-3)" />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}

export interface StackChartData {
  readonly rows: readonly { readonly name: string; readonly total: string; readonly [line: string]: number | string }[];
  readonly lines: readonly { readonly key: string; readonly label: string; readonly colour: string }[];
}

/** Mean points lost, by line, one bar a group; the group's mean total stands at the end. */
export function Stacks({ rows, lines }: StackChartData) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...rows]}
        layout="vertical"
        margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
        barCategoryGap="40%"
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} stroke="var(--rule)" />
        <XAxis type="number" tickLine={false} stroke="var(--rule-2)" />
        <YAxis type="category" dataKey="name" width={112} tickLine={false} axisLine={false} stroke="var(--ink-3)" />
        {lines.map((line, index) => (
          <Bar
            key={line.key}
            dataKey={line.key}
            stackId="lost"
            fill={line.colour}
            stroke="var(--sheet)"
            strokeWidth={1}
            isAnimationActive={false}
          >
            {index === lines.length - 1 && (
              <LabelList dataKey="total" position="right" fontSize={12} fill="var(--ink)" />
            )}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
