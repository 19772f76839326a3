import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/form/ActionForm";
import type { SetupForPage } from "@/lib/campaigns/loaders";
import type { FormAction } from "@/lib/kernel/form";

/** The form of one step while the document is open, else only what it would hold. */
export function SetupForm({
  setup,
  action,
  allowed = setup.open,
  submit,
  hidden = {},
  cancel,
  children,
}: {
  setup: SetupForPage;
  action: FormAction;
  /** Where something may be changed under a published plan too. */
  allowed?: boolean;
  submit?: ReactNode;
  hidden?: Readonly<Record<string, string>>;
  cancel?: { href: string; label: ReactNode };
  children: ReactNode;
}) {
  const t = useTranslations("setup");
  if (!allowed) return <>{children}</>;
  return (
    <ActionForm
      action={action}
      version={setup.version}
      hidden={{ campaign: setup.campaign.code, ...hidden }}
      afterDone="keep"
      submit={submit ?? t("save")}
      cancel={cancel}
    >
      {children}
    </ActionForm>
  );
}
