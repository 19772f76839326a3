import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import type { FileReference } from "@/lib/platform/files/types";

/** Filed pictures in small, documents by name; each opens in full. */
export function EvidenceList({ files }: { files: readonly FileReference[] }) {
  const t = useTranslations("complaints.evidence");
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-3 py-2">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/files/${file.id}`} target="_blank" rel="noreferrer" className="block text-small">
            {file.kind === "PICTURE" ? (
              // biome-ignore lint/performance/noImgElement: the copy is already small and needs the session to be read
              <img
                src={`/api/files/${file.id}?size=thumbnail`}
                alt={`${t("picture")} ${file.name}`}
                loading="lazy"
                className="h-24 w-auto border border-rule-2"
              />
            ) : (
              <span className="ev">
                <Icon name="document" /> {file.name}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
