import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AssignmentTable } from "@/components/assignments/AssignmentTable";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { loadOwnAssignments } from "@/lib/assignments/loaders/own";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("assignments"))("own") };
}

/** The whole workspace of an evaluator from outside. */
export default async function OwnAssignments() {
  const [rows, t] = await Promise.all([loadOwnAssignments(), getTranslations("assignments")]);
  return (
    <OneColumn>
      <PageHead title={t("own")} />
      <Sentence>{t("ownLead")}</Sentence>
      {rows.length === 0 ? (
        <EmptyState>{t("ownNone")}</EmptyState>
      ) : (
        <AssignmentTable rows={rows} base="/assignments" />
      )}
    </OneColumn>
  );
}
