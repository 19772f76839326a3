import "@/components/reviews/reviews.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { trialAddress } from "@/components/simulations/address";
import { ChanceTable, NoiseTable, RankRanges } from "@/components/simulations/LuckFigures";
import { Refused } from "@/components/simulations/Refused";
import { Sides } from "@/components/simulations/Sides";
import { TrialForm } from "@/components/simulations/TrialForm";
import { LinkButton } from "@/components/ui/Button";
import { Disclosure } from "@/components/ui/Disclosure";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { formatCount, formatPoints, pick } from "@/lib/platform/i18n/format";
import { loadPrepared, type Search } from "@/lib/simulations/loaders/access";
import { loadForm } from "@/lib/simulations/loaders/form";
import { loadLuck } from "@/lib/simulations/loaders/luck";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Search>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("simulations.luck"))("title") };
}

export default async function LuckPage({ params, searchParams }: Props) {
  const { campaign: code } = await params;
  const search = await searchParams;
  // Whoever may not is told so before a line is sent; the drawing comes after.
  const [form, prepared] = await Promise.all([loadForm(code, search), loadPrepared(code, search)]);
  const t = await getTranslations("simulations");
  const locale = await getLocale();
  const base = `/campaigns/${form.campaign.code}/simulation`;
  return (
    <OneColumn>
      <PageHead
        title={t("luck.title")}
        back={{
          href: form.asked ? trialAddress(base, form.chosen) : base,
          title: form.asked ? t("title") : pick(form.campaign.name, locale),
        }}
      />
      <p className="text-ink-2 max-w-prose pb-3">{t("luck.lead")}</p>
      {prepared ? (
        <Disclosure summary={t("form.change")}>
          <TrialForm form={form} action={`${base}/luck`} luck />
        </Disclosure>
      ) : (
        <TrialForm form={form} action={`${base}/luck`} luck />
      )}
      {prepared && <Sides prepared={prepared} alone />}
      {form.asked && (
        <Suspense
          fallback={
            <p role="status" className="text-ink-2 py-3">
              {t("luck.working")}
            </p>
          }
        >
          <Drawn
            code={code}
            search={search}
            again={trialAddress(`${base}/luck`, form.chosen, {
              draws: String(form.chosen.draws),
              seed: nextSeed(form.chosen.seed),
            })}
          />
        </Suspense>
      )}
    </OneColumn>
  );
}

/** Another seed that anybody can repeat: the next number, or the word with a number behind it. */
function nextSeed(seed: string): string {
  return /^\d{1,12}$/.test(seed) ? String(Number(seed) + 1) : `${seed.slice(0, 37)}-2`;
}

async function Drawn({ code, search, again }: { code: string; search: Search; again: string }) {
  const answer = await loadLuck(code, search);
  const t = await getTranslations("simulations.luck");
  if (answer.kind === "REFUSED") return <Refused refusals={answer.refusals} incomplete={answer.incomplete} />;
  if (answer.kind === "BUSY") {
    return (
      <Notice kind="wait" title={t("busyTitle")}>
        {t("busy")}
      </Notice>
    );
  }
  if (answer.kind === "NO_VISITS") {
    return (
      <Notice kind="blocked" title={t("noVisitsTitle")}>
        {t("noVisits")}
      </Notice>
    );
  }
  if (answer.kind === "NOT_ASKED") return null;
  const { view } = answer;
  const { luck, wanted } = view;
  const mean = (of: "AWARD" | "PENALTY" | "FINE") =>
    formatPoints(luck.any.find((each) => each.of === of)?.alike.mean ?? "0", 1);
  const said = { rewarded: mean("AWARD"), fined: mean("FINE"), penalised: mean("PENALTY") };
  const bold = (chunks: React.ReactNode) => <b key="b">{chunks}</b>;
  return (
    <>
      <p className="flex flex-wrap items-center gap-3 py-3">
        <span className="n">{t("drawn", { draws: formatCount(luck.draws), seed: luck.seed })}</span>
        <LinkButton size="low" href={again}>
          {t("again")}
        </LinkButton>
      </p>
      {luck.draws < wanted && (
        <Notice kind="wait">{t("short", { draws: formatCount(luck.draws), wanted: formatCount(wanted) })}</Notice>
      )}
      <Sentence>
        {luck.spread
          ? t.rich("summary", {
              ...said,
              alike: formatPoints(luck.spread.alike),
              today: formatPoints(luck.spread.today),
              b: bold,
            })
          : t.rich("summaryNoSpread", { ...said, b: bold })}
      </Sentence>
      <ChanceTable view={view} />
      <RankRanges view={view} />
      <NoiseTable view={view} />
    </>
  );
}
