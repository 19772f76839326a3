import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { endOwnSessionAction } from "@/lib/access/actions";
import { browserOf } from "@/lib/access/rules";
import type { SessionShown } from "@/lib/access/types";
import { formatInstant } from "@/lib/platform/i18n/format";

/** A person's own open sessions; every one but the present can be ended here. */
export function SessionTable({ sessions, current }: { sessions: readonly SessionShown[]; current: string | null }) {
  const t = useTranslations("access.me");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("sessions")}>
      <thead>
        <tr>
          <Th>{t("browser")}</Th>
          <Th from="sm">{t("started")}</Th>
          <Th>{t("lastSeen")}</Th>
          <Th>{t("end")}</Th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => {
          const browser = browserOf(session.userAgent);
          return (
            <Tr key={session.id} selected={session.id === current}>
              <RowName>{browser ? t("on", browser) : t("unknownBrowser")}</RowName>
              <Td from="sm" className="n">
                {formatInstant(session.startedAt, locale)}
              </Td>
              <Td className="n">{formatInstant(session.lastSeenAt, locale)}</Td>
              <Td>
                {session.id === current ? (
                  t("thisOne")
                ) : (
                  <ActionForm action={endOwnSessionAction} hidden={{ sessionId: session.id }} layout="row">
                    <SubmitButton kind="quiet" size="low">
                      {t("endThis")}
                    </SubmitButton>
                  </ActionForm>
                )}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
