import { useLocale, useTranslations } from "next-intl";
import { Checklist } from "@/components/ui/Checklist";
import { Disclosure } from "@/components/ui/Disclosure";
import { KeyValue } from "@/components/ui/KeyValue";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { Section } from "@/components/ui/Page";
import { ProgressBar } from "@/components/ui/ProgressBar";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { isCovered } from "@/lib/footage/rules/coverage";
import type { Coverage, Sight } from "@/lib/footage/types";
import { pick } from "@/lib/platform/i18n/format";

/** All items against all posts: what is still open, and so blocks closing. */
export function CoverageView({ page, coverage }: { page: ReviewPage; coverage: Coverage }) {
  const t = useTranslations("footage.coverage");
  const f = useTranslations("footage");
  const p = useTranslations("people.posts");
  const locale = useLocale();
  const items = new Map(page.sections.flatMap((section) => section.items.map((item) => [item.code, item] as const)));
  const named = (sight: Sight) => (sight === "OUTLET" ? f("outlet") : p(sight));
  const open = coverage.rows.filter((row) => row.open.length > 0);
  const full = isCovered(coverage);
  const { openItems, openPosts } = coverage;
  return (
    <Section title={t("title")}>
      <ProgressBar
        headed
        done={coverage.done}
        total={coverage.all}
        label={t("title")}
        note={t("says", { done: coverage.done, all: coverage.all })}
      />
      <Notice kind={full ? "done" : "wait"}>
        {full ? t("full") : t("open", { items: openItems.length, posts: openPosts.length })}
      </Notice>
      <p className="text-small text-ink-2">{t("rule")}</p>
      <Checklist
        items={[...coverage.posts]
          .sort((a, b) => Number(a.seen) - Number(b.seen))
          .map(({ post, seen }) => ({
            state: seen ? "done" : "wait",
            title: `${p(post)} · ${t(seen ? "seen" : "unseen")}`,
          }))}
      />
      {open.length > 0 && (
        <Disclosure summary={`${t("items")} (${open.length})`} open={open.length <= 12}>
          <LedgerTable caption={t("itemsCaption")}>
            <thead>
              <tr>
                <Th>{f("columns.item")}</Th>
                <Th>{f("columns.posts")}</Th>
              </tr>
            </thead>
            <tbody>
              {open.map((row) => {
                const item = items.get(row.item);
                return (
                  <Tr key={row.item}>
                    <RowName>
                      <span className="code">{row.item}</span>
                      <span className="block text-small font-regular">{item && pick(item.text, locale)}</span>
                    </RowName>
                    <Td top>{row.open.map(named).join(locale === "en" ? ", " : "、")}</Td>
                  </Tr>
                );
              })}
            </tbody>
          </LedgerTable>
        </Disclosure>
      )}
      {page.review.exempt.length > 0 && (
        <Disclosure summary={`${t("exempt")} (${page.review.exempt.length})`}>
          <KeyValue
            rows={page.review.exempt.map(({ item, reason }) => ({
              term: <span className="code">{item}</span>,
              detail: (
                <>
                  {pick(items.get(item)?.text ?? { zh: item, en: item }, locale)}
                  <span className="block text-small text-ink-2">{reason}</span>
                </>
              ),
            }))}
          />
        </Disclosure>
      )}
    </Section>
  );
}
