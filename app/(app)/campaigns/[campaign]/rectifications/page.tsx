import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/lists/ExportLink";
import { OrderTable } from "@/components/rectifications/OrderTable";
import { Button, LinkButton } from "@/components/ui/Button";
import { FilterSelect } from "@/components/ui/FilterSelect";
import { EmptyState, OneColumn, PageHead } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { pick } from "@/lib/platform/i18n/format";
import { loadOrders } from "@/lib/rectifications/loaders/orders";
import { ORDER_STATES } from "@/lib/rectifications/types";
import { TRACKS } from "@/lib/standards/types";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rectifications");
  return { title: t("title") };
}

export default async function Rectifications({ params, searchParams }: Props) {
  const [{ campaign }, search, locale, t, f] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("rectifications"),
    getTranslations("findings.tracks"),
  ]);
  const page = await loadOrders(campaign, search);
  const root = `/campaigns/${page.campaign.code}`;
  const base = `${root}/rectifications`;
  const { outlet, state, track, overdue } = page.filter;
  const query = { outlet, state, track, overdue: overdue ? "1" : null };
  const hrefFor = (at: number) =>
    `${base}?${new URLSearchParams(
      Object.entries({ ...query, page: String(at) }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    )}`;
  const filtered = Object.values(query).some((value) => value !== null);
  const one = page.outlets.length === 0;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={<ExportLink list="rectifications" campaign={page.campaign.code} filter={page.filter} />}
      />
      <form action={base} className="mb-4 flex flex-wrap items-center gap-2" aria-label={t("filters.label")}>
        {!one && (
          <FilterSelect
            name="outlet"
            label={t("filters.outlet")}
            all={t("filters.allOutlets")}
            value={outlet}
            options={page.outlets.map((choice) => ({ value: choice.code, label: pick(choice.name, locale) }))}
          />
        )}
        <FilterSelect
          name="state"
          label={t("filters.state")}
          all={t("filters.allStates")}
          value={state}
          options={ORDER_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <FilterSelect
          name="track"
          label={t("filters.track")}
          all={t("filters.allTracks")}
          value={track}
          options={TRACKS.map((value) => ({ value, label: f(value) }))}
        />
        <label className="flex items-center gap-1 text-small">
          <input type="checkbox" name="overdue" value="1" defaultChecked={overdue} />
          {t("filters.overdue")}
        </label>
        <Button type="submit">{t("filters.apply")}</Button>
        {outlet && <LinkButton href={`${root}/outlets/${outlet}`}>{t("detail.page")}</LinkButton>}
      </form>
      {page.rows.length === 0 ? (
        <EmptyState action={filtered && <LinkButton href={base}>{t("clear")}</LinkButton>}>
          {t(filtered ? "empty" : "emptyAll")}
        </EmptyState>
      ) : (
        <>
          <OrderTable
            rows={page.rows.map(({ order, unit }) => ({ order, unit: one ? null : unit }))}
            base={root}
            caption={t("caption")}
          />
          <Pager page={page.page} size={page.size} total={page.total} hrefOf={hrefFor} />
        </>
      )}
    </OneColumn>
  );
}
