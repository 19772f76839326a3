"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { randomKey } from "@/components/ui/form/key";
import { Icon } from "@/components/ui/Icon";
import { prepared, queueOf } from "../queue/device";
import { type Entry, isWaiting } from "../queue/queue";
import { useQueue } from "../queue/useQueue";
import type { CapturePlace } from "./fields";

/** Pictures of one finding: taken by the camera or chosen, kept on the device at once, sent as soon as there is a line. */
export function Photos({
  name,
  label,
  clips = false,
  unit,
  initial,
  onChange,
  onPending,
  place,
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
  place: CapturePlace;
}) {
  const t = useTranslations("inspections.form");
  const c = useTranslations("inspections.capture");
  const [photos, setPhotos] = useState<readonly { id: string; name: string }[]>(initial);
  const [preparing, setPreparing] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { accountId, form, holds } = place;
  const { queue, entries } = useQueue(accountId, form, name);

  const ids = photos.map((photo) => photo.id).join();
  const said = useRef(ids);
  useEffect(() => {
    // Said only now, because only now are the hidden fields in the form.
    if (said.current === ids) return;
    said.current = ids;
    onChange();
  }, [ids, onChange]);

  // What has arrived goes into the form, and leaves the device once the form holds it. Only the tab that may write does so.
  useEffect(() => {
    if (!queue || !holds) return;
    const held = new Set(ids.split(","));
    for (const { key, fileId, refused, name: file } of entries) {
      if (refused !== null) {
        setProblem(t("uploadFailed", { name: file, message: refused }));
        void queue.drop(key);
      } else if (fileId === null) continue;
      else if (held.has(fileId)) void queue.drop(key);
      else {
        setProblem(null);
        setPhotos((photos) =>
          photos.some((one) => one.id === fileId) ? photos : [...photos, { id: fileId, name: file }],
        );
      }
    }
  }, [entries, holds, ids, queue, t]);

  const waiting = entries.filter(isWaiting);
  const pending = waiting.length + preparing;
  useEffect(() => {
    onPending(name, pending);
    return () => onPending(name, 0);
  }, [name, pending, onPending]);

  const called = useRef(name);
  useEffect(() => {
    if (called.current !== name) void queue?.move(form, called.current, name);
    called.current = name;
  }, [form, name, queue]);

  const add = async (files: readonly File[]) => {
    setPreparing(files.length);
    const kept = await queueOf(accountId);
    for (const file of files) {
      try {
        const { bytes, sha256 } = await prepared(file);
        const key = randomKey();
        await kept.add({ key, form, field: name, unit, name: file.name, mime: file.type, bytes, sha256 });
      } catch {
        setProblem(c("full", { name: file.name }));
      }
      setPreparing((count) => count - 1);
    }
    void kept.flush(true);
  };

  const count = photos.length + pending;
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
      {waiting.map((entry) => (
        <Kept key={entry.key} entry={entry} />
      ))}
      {preparing > 0 && (
        <figure aria-busy="true">
          <figcaption>{t("waiting")}</figcaption>
        </figure>
      )}
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
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])].slice(0, 6 - count);
              if (picker.current) picker.current.value = "";
              void add(files);
            }}
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

/** A picture that waits: it lies on this device. */
function Kept({ entry }: { entry: Entry }) {
  const t = useTranslations("inspections.form");
  const url = useMemo(
    () => URL.createObjectURL(new Blob([entry.bytes], { type: entry.mime })),
    [entry.bytes, entry.mime],
  );
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <figure aria-busy="true">
      {/* biome-ignore lint/performance/noImgElement: lies on this device */}
      <img src={url} alt={entry.name} />
      <figcaption>{t("waiting")}</figcaption>
    </figure>
  );
}
