"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Icon } from "@/components/ui/Icon";
import { SubmitButton } from "@/components/ui/SubmitButton";
import type { CandidateShown } from "@/lib/ballots/loaders";
import type { FormAction } from "@/lib/kernel/form";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import "./ballots.css";

/** Names in sight before somebody looks for one: what a thumb scrolls through. */
const SHOWN = 24;

/**
 * One tap chooses, a second one casts. What is chosen stays in this form and is never part of an address, so that neither
 * the history of the browser nor a log of requests knows it.
 */
export function VoteForm({
  action,
  ballot,
  candidates,
}: {
  action: FormAction;
  ballot: string;
  candidates: readonly CandidateShown[];
}) {
  const t = useTranslations("ballots.vote");
  const posts = useTranslations("people.posts");
  const locale = useLocale();
  const id = useId();
  const [words, setWords] = useState("");
  const [outlet, setOutlet] = useState("");
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<CandidateShown | null>(null);
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (chosen) question.current?.focus();
  }, [chosen]);

  const ofPeople = candidates.some(({ post }) => post !== null);
  const outlets = [...new Map(candidates.map(({ unitCode, unit }) => [unitCode, unit]))];
  const wanted = words.trim().toLowerCase();
  const found = candidates.filter(
    (candidate) =>
      (outlet === "" || candidate.unitCode === outlet) &&
      [candidate.name, candidate.nameLatin, candidate.unit.zh, candidate.unit.en, candidate.unitCode].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
  );

  if (chosen) {
    const name = nameOf(chosen, locale);
    return (
      <section className="sec vote-confirm" aria-labelledby={`${id}-question`}>
        <h2 id={`${id}-question`} ref={question} tabIndex={-1}>
          {t("confirm", { name })}
        </h2>
        <p className="who">
          {pick(chosen.unit, locale)}
          {chosen.post && `${locale === "en" ? ", " : "，"}${posts(chosen.post)}`}
        </p>
        <p className="note">{t("confirmNote")}</p>
        <ActionForm action={action} hidden={{ ballot, candidate: chosen.subject }}>
          <div className="vote-acts">
            <SubmitButton size="tall" fill>
              {t("submit")}
            </SubmitButton>
            <Button size="tall" fill onClick={() => setChosen(null)}>
              {t("back")}
            </Button>
          </div>
        </ActionForm>
      </section>
    );
  }
  return (
    <section className="sec" aria-labelledby={`${id}-title`}>
      <div className="sec-head">
        <h2 id={`${id}-title`}>{t(ofPeople ? "title" : "titleUnit")}</h2>
        <span className="aside" aria-live="polite">
          {t("shown", { count: found.length })}
        </span>
      </div>
      <div className="sec-body">
        <div className="vote-find">
          <span className="search">
            <span className="box">
              <Icon name="search" />
              <input
                type="search"
                className="input"
                aria-label={t("search")}
                placeholder={t("search")}
                autoComplete="off"
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            </span>
          </span>
          {ofPeople && (
            <select
              className="input"
              aria-label={t("outlet")}
              value={outlet}
              onChange={(event) => setOutlet(event.target.value)}
            >
              <option value="">{t("everywhere")}</option>
              {outlets.map(([code, name]) => (
                <option key={code} value={code}>
                  {pick(name, locale)}
                </option>
              ))}
            </select>
          )}
        </div>
        {found.length === 0 ? (
          <div className="empty">
            <p>{t("nobody")}</p>
          </div>
        ) : (
          <ul className="vote-list">
            {(all ? found : found.slice(0, SHOWN)).map((candidate) => (
              <li key={candidate.subject}>
                <button type="button" disabled={candidate.barred} onClick={() => setChosen(candidate)}>
                  <b>{nameOf(candidate, locale)}</b>
                  <span>
                    {candidate.barred
                      ? t("self")
                      : candidate.post
                        ? `${pick(candidate.unit, locale)}${locale === "en" ? ", " : "，"}${posts(candidate.post)}`
                        : candidate.unitCode}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {!all && found.length > SHOWN && (
          <div className="pt-3">
            <Button onClick={() => setAll(true)}>{t("all", { count: found.length })}</Button>
          </div>
        )}
      </div>
    </section>
  );
}
