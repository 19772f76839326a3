import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { spanValues } from "@/components/complaints/Points";
import { PraiseTable } from "@/components/complaints/PraiseTable";
import { Button, LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { SelectField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { PAGE_SIZE } from "@/lib/complaints/loaders/complaints";
import { loadPraises } from "@/lib/complaints/loaders/praises";
import { formatSigned, pick } from "@/lib/platform/i18n/format";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("praises"))("title") };
}

export default async function PraisesPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const data = await loadPraises(code, await searchParams);
  const [t, points, locale] = await Promise.all([
    getTranslations("praises"),
    getTranslations("complaints.points"),
    getLocale(),
  ]);
  const base = `/campaigns/${data.campaign.code}/praises`;
  const address = (state: "open" | "decided", page?: number) => {
    const search = new URLSearchParams({
      ...(state === "decided" ? { state } : {}),
      ...(data.unit ? { unit: data.unit } : {}),
      ...(page ? { page: String(page) } : {}),
    }).toString();
    return search ? `${base}?${search}` : base;
  };
  const record = (
    <LinkButton kind="main" href={`${base}/new`}>
      {t("list.record")}
    </LinkButton>
  );
  const [line] = data.effects.points;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(data.campaign.name, locale)]}
        actions={data.mayRecord ? record : undefined}
      />
      <Sentence>
        {t.rich("list.summary", {
          nOpen: data.counts.open,
          nDecided: data.counts.decided,
          points: line?.each ? formatSigned(line.each) : "none",
          span: line?.range ? points("span", spanValues(line.range)) : "none",
          open: (words) => <Figure href={address("open")}>{words}</Figure>,
          decided: (words) => <Figure href={address("decided")}>{words}</Figure>,
        })}
      </Sentence>
      <SegmentLinks
        label={t("list.views")}
        links={(["open", "decided"] as const).map((state) => ({
          href: address(state),
          label: t(`list.${state}`),
          count: data.counts[state],
          current: data.state === state,
        }))}
      />
      {data.outlets.length > 1 && (
        <search className="no-print my-3">
          <form action={base} method="get" className="flex items-end gap-3">
            {data.state === "decided" && <input type="hidden" name="state" value="decided" />}
            <SelectField
              name="unit"
              label={t("list.unit")}
              defaultValue={data.unit ?? undefined}
              empty={t("list.anyUnit")}
              options={data.outlets.map((outlet) => ({ value: outlet.code, label: pick(outlet.name, locale) }))}
            />
            <Button type="submit">{t("list.apply")}</Button>
          </form>
        </search>
      )}
      {data.total === 0 ? (
        <EmptyState action={data.mayRecord ? record : undefined}>
          {t(data.state === "open" ? "list.emptyOpen" : "list.emptyDecided")}
        </EmptyState>
      ) : (
        <>
          <PraiseTable rows={data.rows} base={base} decided={data.state === "decided"} />
          <Pager page={data.page} size={PAGE_SIZE} total={data.total} hrefOf={(page) => address(data.state, page)} />
        </>
      )}
    </OneColumn>
  );
}
