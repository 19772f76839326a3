import type { CertificateMaterial } from "./material";
import type { Words } from "./words";

/** The certificate (奖状) as its template takes it. */
export interface CertificatePaper {
  readonly locale: string;
  readonly title: string;
  readonly recipient: string;
  readonly colon: string;
  readonly lead: string;
  readonly body: string;
  readonly award: string;
  readonly closing: string;
  readonly issuer: string;
  readonly day: string;
  readonly serial: string;
  readonly serialLabel: string;
  readonly verify: string;
  readonly address: string;
}

export function certificateOf(material: CertificateMaterial, words: Words): CertificatePaper {
  return {
    locale: words.locale,
    title: words.t("certificate.title"),
    recipient: words.own(material.recipient),
    colon: words.t("certificate.colon"),
    lead: words.t("certificate.lead"),
    body: words.t("certificate.body", { campaign: words.own(material.campaign), review: words.own(material.review) }),
    award: words.own(material.award),
    closing: words.t("certificate.closing"),
    issuer: words.own(material.issuer),
    day: words.day(material.awardedOn),
    serial: material.serial,
    serialLabel: words.t("certificate.serialLabel"),
    verify: words.t("certificate.verify"),
    address: material.address,
  };
}
