"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/Icon";

export interface Photo {
  /** Id at the server, or null while it waits to be sent. */
  readonly id: string | null;
  readonly name: string;
  readonly url: string;
}

interface Waiting extends Photo {
  readonly key: string;
  readonly file: File;
  readonly state: "waiting" | "sending";
}

/** Pictures of one finding: taken by the camera or chosen, sent at once, kept waiting without a line. */
export function Photos({
  name,
  label,
  clips = false,
  unit,
  initial,
  onChange,
  onPending,
}: {
  /** Form field that carries the ids. */
  name: string;
  label: string;
  /** Recordings as well as pictures. */
  clips?: boolean;
  unit: string;
  initial: readonly { id: string; name: string }[];
  /** The ids in the form have changed. */
  onChange: () => void;
  onPending: (field: string, count: number) => void;
}) {
  const t = useTranslations("inspections.form");
  const c = useTranslations("inspections.capture");
  const [photos, setPhotos] = useState<readonly { id: string; name: string }[]>(initial);
  const [queue, setQueue] = useState<readonly Waiting[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useRef(false);
  const picker = useRef<HTMLInputElement>(null);

  const ids = photos.map((photo) => photo.id).join();
  const said = useRef(ids);
  useEffect(() => {
    // Said only now, because only now are the hidden fields in the form.
    if (said.current === ids) return;
    said.current = ids;
    onChange();
  }, [ids, onChange]);
  useEffect(() => {
    onPending(name, queue.length);
    return () => onPending(name, 0);
  }, [name, queue.length, onPending]);

  const send = useCallback(
    async (next: Waiting) => {
      if (sending.current) return;
      sending.current = true;
      setQueue((queue) => queue.map((one) => (one.key === next.key ? { ...one, state: "sending" } : one)));
      const body = new FormData();
      body.set("unit", unit);
      body.set("file", next.file);
      let later = false;
      try {
        const answer = await fetch("/api/files", { method: "POST", body, signal: AbortSignal.timeout(120_000) });
        if (answer.status >= 500) throw new Error(String(answer.status));
        const said = (await answer.json()) as { id: string; name: string; message?: string };
        setQueue((queue) => queue.filter((one) => one.key !== next.key));
        if (answer.ok) {
          setProblem(null);
          setPhotos((photos) =>
            photos.some((one) => one.id === said.id) ? photos : [...photos, { id: said.id, name: said.name }],
          );
        } else setProblem(t("uploadFailed", { name: next.name, message: said.message ?? "" }));
        URL.revokeObjectURL(next.url);
      } catch {
        later = true;
      } finally {
        sending.current = false;
        // After a lost line the next try waits; otherwise the state change below calls for the next one.
        setTimeout(
          () => setQueue((queue) => queue.map((one) => (one.key === next.key ? { ...one, state: "waiting" } : one))),
          later ? 8_000 : 0,
        );
      }
    },
    [t, unit],
  );

  useEffect(() => {
    const next = queue[0];
    if (next?.state === "waiting") void send(next);
    const again = () => next && void send(next);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [queue, send]);

  const add = (files: FileList | null) => {
    const fresh = [...(files ?? [])].slice(0, 6 - photos.length - queue.length).map((file) => ({
      key: `${file.name}${file.size}${file.lastModified}${Math.random()}`,
      id: null,
      name: file.name,
      file,
      url: URL.createObjectURL(file),
      state: "waiting" as const,
    }));
    setQueue((queue) => [...queue, ...fresh]);
    if (picker.current) picker.current.value = "";
  };

  const count = photos.length + queue.length;
  return (
    <div className="photos">
      {photos.map((photo) => (
        <figure key={photo.id}>
          <input type="hidden" name={`${name}[]`} value={photo.id} />
          {/* biome-ignore lint/performance/noImgElement: behind the session, already small */}
          <img src={`/api/files/${photo.id}?size=thumbnail`} alt={photo.name} loading="lazy" />
          <button
            type="button"
            className="drop"
            aria-label={`${t("remove")}: ${photo.name}`}
            onClick={() => setPhotos(photos.filter((one) => one.id !== photo.id))}
          >
            <Icon name="close" />
          </button>
        </figure>
      ))}
      {queue.map((photo) => (
        <figure key={photo.key} aria-busy="true">
          {/* biome-ignore lint/performance/noImgElement: lies on this device */}
          <img src={photo.url} alt={photo.name} />
          <figcaption>{t(photo.state)}</figcaption>
        </figure>
      ))}
      {count < 6 && (
        <label className="shoot">
          <Icon name="camera" />
          {clips ? c("addFile") : t(count > 0 ? "another" : "takePhoto")}
          <input
            ref={picker}
            type="file"
            accept={`image/jpeg,image/png,image/webp${clips ? ",video/mp4,video/quicktime,audio/*" : ""}`}
            multiple
            aria-label={label}
            onChange={(event) => add(event.currentTarget.files)}
          />
        </label>
      )}
      {problem && (
        <p className="field-error" role="alert">
          <Icon name="alert" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}
