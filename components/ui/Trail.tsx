import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "./Icon";

/** The way from the total to what is open: 94.40 › 现场检查38.20 › 6月11日95.00 › LOB-001. The last step has no address. */
export function Trail({ steps }: { steps: readonly { label: ReactNode; href?: string }[] }) {
  const t = useTranslations("ui.path");
  return (
    <nav aria-label={t("label")}>
      <ol className="trail">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place
          <li key={index}>
            {index > 0 && <Icon name="next" />}
            {step.href ? (
              <Link href={step.href} prefetch={false}>
                {step.label}
              </Link>
            ) : (
              <span aria-current="page">{step.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
