"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, Section } from "@/components/ui/Page";
import { countWaiting, type OnDevice, onDevice } from "../queue/device";
import type { FormEntry } from "../queue/outbox";
import { entriesOf, type RescueFault, readRescue, rescueOf } from "../queue/rescue";
import { type KeptPage, keptPages } from "./keep";
import { currentAccount } from "./texts";

interface Seen {
  readonly forms: readonly FormEntry[];
  readonly pages: readonly KeptPage[];
  readonly pictures: number;
}

type Said =
  | { readonly kind: "restored"; readonly title: string }
  | { readonly kind: "fault"; readonly fault: RescueFault | "full" };

/** What the account that is signed in here has on this device: what waits, what opens without a line, and a way out. */
export function DeviceList() {
  const t = useTranslations("device");
  const [account, setAccount] = useState<string | null | undefined>(undefined);
  const [device, setDevice] = useState<OnDevice | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  const look = useCallback(async (from: OnDevice, accountId: string) => {
    const [forms, { pictures }] = [await from.outbox.entries(), await countWaiting(from)];
    setSeen({ forms, pages: keptPages(accountId), pictures });
  }, []);
  useEffect(() => {
    const accountId = currentAccount();
    setAccount(accountId);
    if (accountId === null) return;
    let gone = false;
    const leave: (() => void)[] = [];
    void onDevice(accountId).then((opened) => {
      if (gone) return;
      setDevice(opened);
      const again = () => void look(opened, accountId);
      leave.push(opened.queue.listen(again), opened.outbox.listen(again));
      again();
    });
    return () => {
      gone = true;
      for (const one of leave) one();
    };
  }, [look]);

  if (account === undefined) return null;
  if (account === null) {
    return (
      <Notice kind="wait">
        {t("signIn")} <Link href="/sign-in?then=%2Fdevice">{t("toSignIn")}</Link>
      </Notice>
    );
  }
  if (!device || !seen) return null;

  const save = async (entry: FormEntry) => {
    const text = await rescueOf(entry, await device.queue.entries());
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `mingyou-${entry.body.unit}-${entry.body.onDay}.json`;
    link.click();
    URL.revokeObjectURL(url);
  };
  const restore = async (file: File) => {
    const rescue = await readRescue(await file.text(), account);
    if (typeof rescue === "string") {
      setSaid({ kind: "fault", fault: rescue });
      return;
    }
    const { form, pictures } = entriesOf(rescue);
    try {
      for (const picture of pictures) await device.queue.add(picture);
      await device.outbox.add(form);
      setSaid({ kind: "restored", title: rescue.title });
      void device.outbox.flush(true);
    } catch {
      setSaid({ kind: "fault", fault: "full" });
    }
  };
  const takeBack = async (entry: FormEntry) => {
    await device.outbox.drop(entry.key);
    window.location.assign(entry.url);
  };

  return (
    <>
      <Section title={t("forms")}>
        {seen.forms.length === 0 ? (
          <EmptyState>{t("noForms")}</EmptyState>
        ) : (
          <ul className="device-list">
            {seen.forms.map((entry) => (
              <li key={entry.key}>
                <p>
                  <b>{entry.title}</b> <span className="text-ink-2">{entry.place}</span>
                </p>
                <p className="text-small text-ink-3">
                  <span className="n">{t("handedIn", { at: timeOf.format(entry.at) })}</span> · <State entry={entry} />
                </p>
                <p className="do">
                  {entry.no === null ? (
                    <>
                      <button type="button" className="btn" onClick={() => void device.outbox.retry(entry.key)}>
                        {t("send")}
                      </button>
                      <button type="button" className="btn" onClick={() => void takeBack(entry)}>
                        {t("takeBack")}
                      </button>
                      <button type="button" className="btn" onClick={() => void save(entry)}>
                        {t("save")}
                      </button>
                    </>
                  ) : (
                    <>
                      <Link className="btn" href={recordOf(entry)}>
                        {t("open")}
                      </Link>
                      <button type="button" className="btn plain" onClick={() => void device.outbox.drop(entry.key)}>
                        {t("remove")}
                      </button>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t("kept")}>
        {seen.pages.length === 0 ? (
          <EmptyState>{t("noKept")}</EmptyState>
        ) : (
          <ul className="device-list">
            {seen.pages.map((page) => (
              <li key={page.url}>
                {/* Not by the router: without a line it would ask for what nobody has kept. */}
                <a href={page.url}>
                  <b>{page.title}</b> <span className="text-ink-2">{page.place}</span>
                </a>
                <p className="text-small text-ink-3 n">{t("keptAt", { at: timeOf.format(page.at) })}</p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t("picturesTitle")}>
        <p>{t("pictures", { count: seen.pictures })}</p>
      </Section>
      <Section title={t("restore")}>
        <p className="text-small text-ink-2">{t("restoreHint")}</p>
        {said?.kind === "restored" && (
          <Notice kind="done" live>
            {t("restored", { title: said.title })}
          </Notice>
        )}
        {said?.kind === "fault" && (
          <Notice kind="blocked" live>
            {t(said.fault)}
          </Notice>
        )}
        <label className="btn">
          {t("choose")}
          <input
            ref={picker}
            type="file"
            accept="application/json,.json"
            className="sr-only"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (picker.current) picker.current.value = "";
              if (file) void restore(file);
            }}
          />
        </label>
      </Section>
    </>
  );
}

const timeOf = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

const recordOf = ({ campaign, no }: FormEntry) => `/campaigns/${encodeURIComponent(campaign)}/inspections/${no}`;

function State({ entry }: { entry: FormEntry }) {
  const t = useTranslations("device");
  if (entry.no !== null)
    return (
      <span className="ok">
        <Icon name="check" /> {t("done", { no: entry.no })}
      </span>
    );
  if (entry.refused !== null)
    return (
      <span className="bad">
        <Icon name="alert" /> {t("refused", { reason: entry.refused })}
      </span>
    );
  return (
    <span className="wait">
      <Icon name="clock" /> {entry.tries > 0 ? t("again", { tries: entry.tries }) : t("waiting")}
    </span>
  );
}
