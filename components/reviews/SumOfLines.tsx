import { points, text } from "@/lib/kernel/points";
import { formatPoints } from "@/lib/platform/i18n/format";
import type { ScoreLine } from "@/lib/reviews/types";

/** = 38.20 + 27.90 − 1.00 + 0.50, exactly the parts of the total. */
export function SumOfLines({ lines }: { lines: readonly ScoreLine[] }) {
  const shares = lines.flatMap((line) => (line.share === null ? [] : [{ code: line.code, share: points(line.share) }]));
  return (
    <span className="n sum-of-lines">
      {shares.map(({ code, share }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several roundings carry the same code
        <span key={`${code}${index}`}>
          {index === 0 ? "= " : share.isNegative() ? " − " : " + "}
          {index === 0 ? formatPoints(text(share)) : formatPoints(text(share.abs()))}
        </span>
      ))}
    </span>
  );
}
