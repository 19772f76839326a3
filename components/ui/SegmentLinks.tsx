import Link from "next/link";
import type { ReactNode } from "react";

export interface SegmentLink {
  href: string;
  label: ReactNode;
  count?: number;
  current?: boolean;
}

/** Views of the same thing, each with its own address. */
export function SegmentLinks({ label, links }: { label: string; links: readonly SegmentLink[] }) {
  return (
    <nav aria-label={label} className="no-print">
      <div className="seg">
        {links.map((link) => (
          <Link key={link.href} href={link.href} scroll={false} aria-current={link.current ? "page" : undefined}>
            {link.label}
            {link.count !== undefined && <span className="n">{link.count}</span>}
          </Link>
        ))}
      </div>
    </nav>
  );
}
