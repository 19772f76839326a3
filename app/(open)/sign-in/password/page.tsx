import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PasswordFields } from "@/components/access/PasswordFields";
import { Button } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Notice } from "@/components/ui/Notice";
import { PageHead } from "@/components/ui/Page";
import { replacePasswordAction } from "@/lib/access/actions";
import { requirePasswordDue } from "@/lib/access/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.password"))("dueTitle") };
}

/** Where somebody lands whose password an administrator set: nothing else opens before it is their own. */
export default async function PasswordDuePage() {
  await requirePasswordDue();
  const t = await getTranslations("access.password");
  return (
    <>
      <PageHead title={t("dueTitle")} />
      <Notice kind="wait">{t("due")}</Notice>
      <ActionForm action={replacePasswordAction} submit={t("submit")}>
        <PasswordFields />
      </ActionForm>
      <form action="/sign-out" method="post" className="mt-4">
        <Button type="submit" kind="plain">
          {t("signOutInstead")}
        </Button>
      </form>
    </>
  );
}
