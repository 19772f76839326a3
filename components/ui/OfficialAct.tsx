import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes";
import { Writable } from "./form/ReadOnly";
import { Icon } from "./Icon";

export interface ActWords {
  /** One carved character: 发 冻 认 否 签 批 罚 定. */
  character: string;
  /** The verb with its object: 签署上半年评比. */
  title: ReactNode;
  /** What it means: 签后不可撤回. */
  meaning?: ReactNode;
}

/** The inside of the vermilion button, shared by the one that opens the sheet and the one that binds. */
export function ActFace({ character, title, meaning }: ActWords) {
  return (
    <>
      <span className="mark" aria-hidden="true" lang="zh-CN">
        {character}
      </span>
      <span className="say">
        <b>{title}</b>
        {meaning}
      </span>
    </>
  );
}

/**
 * The button of an official act (VISUAL §6). With something `missing` it stays visible, dashed and grey, does nothing,
 * and lists what is missing.
 */
export function OfficialAct({
  character,
  title,
  meaning,
  missing = [],
  className,
  type = "button",
  ...rest
}: ActWords & { missing?: readonly ReactNode[] } & Omit<ComponentProps<"button">, "title" | "children">) {
  const t = useTranslations("ui.act");
  const id = useId();
  if (missing.length === 0) {
    return (
      <Writable>
        <button type={type} className={classes("act", className)} {...rest}>
          <ActFace character={character} title={title} meaning={meaning} />
        </button>
      </Writable>
    );
  }
  return (
    <Writable>
      <div>
        <button type="button" className={classes("act shut", className)} aria-disabled="true" aria-describedby={id}>
          <ActFace character={character} title={title} meaning={meaning ?? t("blocked", { count: missing.length })} />
        </button>
        <ul id={id} className="act-missing" aria-label={t("missing")}>
          {missing.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is written once and never reordered
            <li key={index}>
              <Icon name="alert" />
              <span>{item}</span>
            </li>
          ))}
        </ul>
      </div>
    </Writable>
  );
}

/** Official acts under one another; `two` sets equal choices side by side with equal weight (有效 / 无效). */
export function Acts({ two = false, children }: { two?: boolean; children: ReactNode }) {
  return <div className={classes("acts bottom no-print", two && "two")}>{children}</div>;
}
