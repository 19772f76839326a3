import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./Icon";

/** The white sheet of a page; with `rail` a second column for what must be decided or the evidence just opened. */
export function TwoColumn({
  rail,
  railLabel,
  children,
}: {
  rail?: ReactNode;
  railLabel?: string;
  children: ReactNode;
}) {
  return (
    <div className={classes("page", Boolean(rail) && "two")}>
      <div className="page-main">{children}</div>
      {rail && <Rail label={railLabel}>{rail}</Rail>}
    </div>
  );
}

function Rail({ label, children }: { label?: string; children: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <aside className="page-rail" aria-label={label ?? t("rail")}>
      {children}
    </aside>
  );
}

/** One column: lists, forms, reading. */
export function OneColumn({ children }: { children: ReactNode }) {
  return <TwoColumn>{children}</TwoColumn>;
}

/**
 * Song title with its state, one meta line, the page's own actions. `back` is the page one level up; every page below a
 * list has one, and on a phone it is always right.
 */
export function PageHead({
  title,
  state,
  meta = [],
  actions,
  back,
}: {
  title: ReactNode;
  state?: ReactNode;
  meta?: readonly ReactNode[];
  actions?: ReactNode;
  back?: { href: string; title: string };
}) {
  const t = useTranslations("ui");
  const known = meta.filter((item) => item !== null && item !== undefined && item !== false);
  return (
    <header className="head">
      {back && (
        <Link href={back.href} className="back no-print" aria-label={t("back", { title: back.title })}>
          <Icon name="back" />
          {back.title}
        </Link>
      )}
      <div className="line">
        <h1>{title}</h1>
        {state}
        {actions && <div className="actions no-print">{actions}</div>}
        {known.length > 0 && (
          <p className="meta">
            {known.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the line is written once and never reordered
              <span key={index}>{item}</span>
            ))}
          </p>
        )}
      </div>
    </header>
  );
}

/** The lead line: a sentence whose figures open, where others put tiles. */
export function Sentence({ children }: { children: ReactNode }) {
  return <p className="sentence">{children}</p>;
}

/** A part of a page: Song title over a bar. In a rail, or with `small`, the title is set in the text face. */
export function Section({
  title,
  aside,
  actions,
  small = false,
  id,
  children,
}: {
  title: ReactNode;
  /** What stands beside the title: a count, a condition. */
  aside?: ReactNode;
  actions?: ReactNode;
  small?: boolean;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section className="sec" id={id}>
      <div className={classes("sec-head", small && "small")}>
        <h2>{title}</h2>
        {aside && <span className="aside">{aside}</span>}
        {actions && <div className="actions no-print">{actions}</div>}
      </div>
      <div className="sec-body">{children}</div>
    </section>
  );
}

/** What will be here, when, and the one thing to do; no drawings. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action && <div className="do">{action}</div>}
    </div>
  );
}

/** Rows of the true height while something is read; nothing before 0.3 s. */
export function Waiting({ rows = 3 }: { rows?: number }) {
  const t = useTranslations("ui");
  return (
    <div className="ghost" role="status">
      <span className="spoken">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have nothing but their place
        <i key={row} style={{ width: `${[92, 78, 85, 70][row % 4]}%` }} />
      ))}
    </div>
  );
}
