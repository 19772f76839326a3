import { redirect } from "next/navigation";

export default async function SetupPage({ params }: { params: Promise<{ campaign: string }> }) {
  redirect(`/campaigns/${encodeURIComponent((await params).campaign)}/setup/basics`);
}
