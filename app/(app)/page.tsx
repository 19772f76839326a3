import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OfficeDay } from "@/components/home/OfficeDay";
import { OutletDay } from "@/components/home/OutletDay";
import { loadOfficeDay, loadOutletDay, loadShell } from "@/lib/home/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

export default async function TodayPage() {
  const shell = await loadShell();
  return shell.role === "BRANCH_MANAGER" ? (
    <OutletDay data={await loadOutletDay()} />
  ) : (
    <OfficeDay data={await loadOfficeDay()} />
  );
}
