import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { signInAction } from "@/lib/access/actions";

/** The demo bank's people, one click each; one form, so that it works without JavaScript. */
export function DemoSignIns({
  entries,
  onward,
}: {
  entries: readonly { username: string; password: string; role: string }[];
  onward: string;
}) {
  const t = useTranslations("access.signIn.demo");
  const password = entries[0]?.password;
  const shared = entries.every((entry) => entry.password === password);
  return (
    <div className="mt-8">
      <Section title={t("title")} small>
        <p className="mb-2 text-small text-ink-2">{t("hint")}</p>
        <ActionForm action={signInAction} hidden={{ onward }}>
          <ul className="grid gap-2 sm:grid-cols-2">
            {entries.map((entry) => (
              <li key={entry.username}>
                <SubmitButton kind="quiet" fill className="h-full" name="demo" value={entry.username}>
                  <span className="grid w-full text-start">
                    <span>{entry.role}</span>
                    <span className="code text-ink-3">
                      {entry.username}
                      {!shared && ` · ${entry.password}`}
                    </span>
                  </span>
                </SubmitButton>
              </li>
            ))}
          </ul>
        </ActionForm>
        {shared && password && (
          <p className="mt-3 text-small text-ink-3">
            {t.rich("password", { password, code: (text) => <span className="code">{text}</span> })}
          </p>
        )}
      </Section>
    </div>
  );
}
