import { points } from "@/lib/kernel/points";

export interface Dot {
  readonly total: string;
  readonly own: boolean;
  readonly name: string;
}

const WIDTH = 340;
const HEIGHT = 92;
const FLOOR = 74;
const STEP = 7;

/** Everybody's total on one line, one dot each, with the mean and one's own place marked; the sentence below says the same in words. */
export function DotStrip({
  dots,
  mean,
  meanLabel,
  label,
}: {
  dots: readonly Dot[];
  mean: string;
  meanLabel: string;
  label: string;
}) {
  const values = dots.map((dot) => points(dot.total).toNumber());
  const low = Math.floor((Math.min(...values) - 1) / 5) * 5;
  const high = Math.ceil((Math.max(...values) + 1) / 5) * 5;
  const x = (value: number) => 8 + ((value - low) / (high - low || 1)) * (WIDTH - 16);
  const columns = new Map<number, number>();
  const placed = dots.map((dot, index) => {
    const column = Math.round(x(values[index] ?? low) / STEP);
    const row = columns.get(column) ?? 0;
    columns.set(column, row + 1);
    return { ...dot, cx: column * STEP, cy: FLOOR - 4 - row * STEP };
  });
  const own = placed.find((dot) => dot.own);
  const meanX = x(points(mean).toNumber());
  const ticks = Array.from({ length: (high - low) / 5 + 1 }, (_, index) => low + index * 5);
  const anchor = (at: number) => (at < 60 ? "start" : at > WIDTH - 60 ? "end" : "middle");
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="dots">
      <line x1={meanX} x2={meanX} y1={26} y2={FLOOR} className="mean" />
      <text x={meanX} y={22} textAnchor={anchor(meanX)} className="tick">
        {meanLabel}
      </text>
      {placed.map((dot) => (
        <circle
          key={dot.name}
          cx={dot.cx}
          cy={dot.cy}
          r={dot.own ? 4.5 : 2.8}
          className={dot.own ? "own" : undefined}
        />
      ))}
      {own && (
        <>
          <line x1={own.cx} x2={own.cx} y1={14} y2={own.cy} className="pointer" />
          <text x={own.cx} y={10} textAnchor={anchor(own.cx)} className="name">
            {own.name}
          </text>
        </>
      )}
      <line x1={0} x2={WIDTH} y1={FLOOR} y2={FLOOR} className="floor" />
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 4} textAnchor={anchor(x(tick))} className="tick">
          {tick}
        </text>
      ))}
    </svg>
  );
}
