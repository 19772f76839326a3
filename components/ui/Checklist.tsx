import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "./Icon";

export interface CheckItem {
  state: "done" | "wait" | "blocked";
  title: ReactNode;
  note?: ReactNode;
  /** Where it is put right. */
  action?: ReactNode;
}

const SIGN = { done: ["check", "ok"], wait: ["alert", "wait"], blocked: ["blocked", "bad"] } as const;

/** Conditions, what stands open first: 发布前检查, 批准前须了结, 办理条件. */
export function Checklist({ items }: { items: readonly CheckItem[] }) {
  const t = useTranslations("ui.notice");
  return (
    <ul className="checks">
      {items.map((item, index) => {
        const [icon, tone] = SIGN[item.state];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are told apart by their place
          <li key={index}>
            <Icon name={icon} label={t(item.state)} className={tone} />
            {item.state === "done" ? <span>{item.title}</span> : <b>{item.title}</b>}
            {item.action ? <span className="go">{item.action}</span> : <span />}
            {item.note && <p>{item.note}</p>}
          </li>
        );
      })}
    </ul>
  );
}

/** One thing to do today: what, by when, and the button that does it. */
export function TodoRow({
  title,
  note,
  action,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="job-row">
      <div>
        <b>{title}</b>
        {note && <p>{note}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
