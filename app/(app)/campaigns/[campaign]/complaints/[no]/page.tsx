import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ItemBeside } from "@/components/appeals/ItemBeside";
import { ClockStrip } from "@/components/complaints/ClockStrip";
import { DecisionRail } from "@/components/complaints/DecisionRail";
import { History, Proofs, StepForm } from "@/components/complaints/History";
import { SimilarTable } from "@/components/complaints/SimilarTable";
import { staffLabel } from "@/components/complaints/staff";
import { UnmaskForm } from "@/components/complaints/UnmaskForm";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { loadBesideItem } from "@/lib/appeals/loaders/items";
import { loadComplaint } from "@/lib/complaints/loaders/complaints";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

type Props = { params: Promise<{ campaign: string; no: string }> };

const STATE = { OPEN: "review", DECIDED: "final", REVERSED: "draft" } as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) };
}

export default async function ComplaintPage({ params }: Props) {
  const { campaign, no } = await params;
  const complaint = await loadComplaint(campaign, decodeURIComponent(no));
  const [t, posts, locale] = await Promise.all([
    getTranslations("complaints"),
    getTranslations("people.posts"),
    getLocale(),
  ]);
  const base = `/campaigns/${complaint.campaign.code}/complaints`;
  const beside = await loadBesideItem(campaign, "COMPLAINT", complaint.no);
  const { customer } = complaint;
  const customerText = [customer.name, customer.contact].filter(Boolean).join(" ");
  const evidence = complaint.conditions.evidence;
  return (
    <ClientMessages also={["complaints"]}>
      <TwoColumn
        rail={
          <>
            <DecisionRail complaint={complaint} />
            {beside && <ItemBeside beside={beside} />}
          </>
        }
        railLabel={t("detail.decision")}
      >
        <PageHead
          title={complaint.title}
          state={<State kind={STATE[complaint.state]}>{t(`states.${complaint.state}`)}</State>}
          back={{ href: base, title: t("title") }}
          meta={[
            <span key="no" className="code">
              {complaint.no}
            </span>,
            pick(complaint.unit.name, locale),
            t("detail.received", {
              channel: t(`channels.${complaint.channel as "OTHER"}`),
              at: formatInstant(complaint.receivedAt, locale),
            }),
            customerText ? t("detail.customer", { customer: customerText }) : t("detail.noCustomer"),
            t("detail.kind", {
              category: t(`categories.${complaint.category as "OTHER"}`),
              repeated: complaint.repeated ? "yes" : "no",
              level: t(`levels.${complaint.level as "OUTLET"}`),
            }),
            complaint.person && `${t("form.person")} ${staffLabel(complaint.person, locale, (post) => posts(post))}`,
          ]}
        />
        <ClockStrip clocks={complaint.clocks} today={complaint.today} />
        {complaint.unmasked && <Notice kind="wait">{t("detail.unmasked")}</Notice>}
        <div className="mt-6 grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_20.5rem]">
          <Section title={t("detail.account")} aside={t("detail.files", { count: evidence })}>
            <p className="quote my-2 whitespace-pre-line text-read leading-[1.75]">{complaint.account}</p>
            <Proofs complaint={complaint} />
            {complaint.may.unmask && !complaint.unmasked && <UnmaskForm no={complaint.no} />}
          </Section>
          <div className="[&>.sec]:mt-0">
            <Section title={t("detail.history")} aside={t("detail.first", { name: complaint.registeredBy })}>
              <History complaint={complaint} />
              {complaint.may.work && <StepForm complaint={complaint} />}
            </Section>
          </div>
        </div>
        <Section
          title={t("detail.similar")}
          aside={t("detail.similarAside", { category: t(`categories.${complaint.category as "OTHER"}`) })}
        >
          <SimilarTable rows={complaint.similar} base={base} />
        </Section>
      </TwoColumn>
    </ClientMessages>
  );
}
