import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatCount } from "@/lib/platform/i18n/format";
import { pagesShown } from "./pages-shown";

/** Which part of a long list is on the page, and the way to the others. Pages count from 1; `hrefOf` keeps the filters. */
export function Pager({
  page,
  size,
  total,
  hrefOf,
}: {
  page: number;
  size: number;
  total: number;
  hrefOf: (page: number) => string;
}) {
  const t = useTranslations("ui.pager");
  const pages = Math.max(1, Math.ceil(total / size));
  const range =
    total === 0
      ? t("none")
      : t("range", {
          from: formatCount((page - 1) * size + 1),
          to: formatCount(Math.min(page * size, total)),
          total: formatCount(total),
        });
  return (
    <nav className="pager no-print" aria-label={t("label")}>
      <span className="n">{range}</span>
      {pages > 1 && (
        <ul>
          <li>
            {page > 1 ? (
              <Link href={hrefOf(page - 1)} rel="prev">
                {t("previous")}
              </Link>
            ) : (
              <span className="off">{t("previous")}</span>
            )}
          </li>
          {pagesShown(page, pages).map((shown, index) =>
            shown === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a gap has nothing but its place
              <li key={`gap${index}`} className="far" aria-hidden="true">
                <span className="off">…</span>
              </li>
            ) : (
              <li key={shown} className={shown === page ? undefined : "far"}>
                {shown === page ? (
                  <span className="at n" aria-current="page">
                    {shown}
                  </span>
                ) : (
                  <Link href={hrefOf(shown)} className="n" aria-label={t("page", { page: shown })}>
                    {shown}
                  </Link>
                )}
              </li>
            ),
          )}
          <li>
            {page < pages ? (
              <Link href={hrefOf(page + 1)} rel="next">
                {t("next")}
              </Link>
            ) : (
              <span className="off">{t("next")}</span>
            )}
          </li>
        </ul>
      )}
    </nav>
  );
}
