import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OfficeDay } from "@/components/home/OfficeDay";
import { OutletDay } from "@/components/home/OutletDay";
import { loadOfficeDay, loadOutletDay, loadShell } from "@/lib/home/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

export default async function TodayPage({ searchParams }: { searchParams: Promise<{ campaign?: string | string[] }> }) {
  const shell = await loadShell();
  // Somebody from outside has no day in the bank, only what was handed to them.
  if (shell.role === "EVALUATOR") redirect("/assignments");
  const { campaign } = await searchParams;
  const wanted = typeof campaign === "string" ? campaign : undefined;
  return shell.role === "BRANCH_MANAGER" ? (
    <OutletDay data={await loadOutletDay(wanted)} />
  ) : (
    <OfficeDay data={await loadOfficeDay(wanted)} />
  );
}
