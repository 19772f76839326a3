import "server-only";
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { z } from "zod";
import type { ApiScope } from "@/lib/access/schema";
import type { Outcome } from "@/lib/access/types";
import { perform } from "@/lib/access/usecase";
import { registerComplaint } from "@/lib/complaints/usecases";
import { takeDossierFile } from "@/lib/dossiers/take";
import { submitInspectionVisit } from "@/lib/inspections/usecases";
import type { Text } from "@/lib/kernel/text";
import { importMetrics } from "@/lib/metrics/usecases";
import { fileHeaders } from "@/lib/platform/files/headers";
import { recordFact } from "@/lib/records/usecases";
import { readCampaign, readCampaigns, readRanking, readStanding } from "./data";
import {
  campaignAnswer,
  campaignParams,
  campaignsAnswer,
  complaintAnswer,
  complaintBody,
  dossierAnswer,
  inspectionAnswer,
  inspectionBody,
  metricsAnswer,
  metricsBody,
  rankingAnswer,
  recordAnswer,
  recordBody,
  reviewParams,
  standingAnswer,
  standingParams,
} from "./schema";
import type { ApiRequest, Endpoint } from "./types";

function reading<P extends z.ZodObject>(definition: {
  name: string;
  path: string;
  scope: ApiScope;
  summary: Text;
  params: P | null;
  answer: { id: string; schema: z.ZodType };
  read: (request: ApiRequest<z.output<P>, undefined>) => Promise<object | null>;
}): Endpoint {
  const { read, answer, ...rest } = definition;
  return {
    ...rest,
    method: "GET",
    body: null,
    answer: { ...answer, status: 200 },
    respond: async (request) => {
      const value = await read(request as ApiRequest<z.output<P>, undefined>);
      return value ? { ok: true, value } : { ok: false, refusals: [{ code: "NOT_FOUND" }] };
    },
  };
}

function writing<P extends z.ZodObject, B extends z.ZodType>(definition: {
  name: string;
  path: string;
  scope: ApiScope;
  summary: Text;
  params: P;
  body: { id: string; schema: B };
  answer: { id: string; schema: z.ZodType };
  write: (request: ApiRequest<z.output<P>, z.input<B>>) => Promise<Outcome<unknown>>;
}): Endpoint {
  const { write, answer, ...rest } = definition;
  return {
    ...rest,
    method: "POST",
    answer: { ...answer, status: 201 },
    respond: (request) => write(request as ApiRequest<z.output<P>, z.input<B>>),
  };
}

const through = ({ actor, key, source }: ApiRequest<unknown, unknown>) => ({ actor, source, ...(key ? { key } : {}) });

export const listCampaignsEndpoint = reading({
  name: "campaigns.list",
  path: "/campaigns",
  scope: "campaigns:read",
  summary: { zh: "列出可见的竞赛", en: "List the campaigns the account may see" },
  params: null,
  answer: { id: "Campaigns", schema: campaignsAnswer },
  read: ({ actor }) => readCampaigns(actor),
});

export const readCampaignEndpoint = reading({
  name: "campaigns.read",
  path: "/campaigns/{campaign}",
  scope: "campaigns:read",
  summary: { zh: "读一项竞赛：阶段、评比、参赛网点", en: "Read a campaign: phases, reviews, participants" },
  params: campaignParams,
  answer: { id: "Campaign", schema: campaignAnswer },
  read: ({ actor, params }) => readCampaign(actor, params.campaign),
});

export const readRankingEndpoint = reading({
  name: "reviews.readRanking",
  path: "/campaigns/{campaign}/reviews/{review}",
  scope: "results:read",
  summary: { zh: "读已公布的名次与得分构成", en: "Read a published ranking with the components of each score" },
  params: reviewParams,
  answer: { id: "Ranking", schema: rankingAnswer },
  read: ({ actor, params, locale }) => readRanking(actor, params.campaign, params.review, locale),
});

export const readStandingEndpoint = reading({
  name: "reviews.readStanding",
  path: "/campaigns/{campaign}/reviews/{review}/standings/{unit}",
  scope: "results:read",
  summary: {
    zh: "读一个网点得分的逐项说明，直到每条记录",
    en: "Read the explanation of one outlet's score, down to each record",
  },
  params: standingParams,
  answer: { id: "Standing", schema: standingAnswer },
  read: ({ actor, params, locale }) => readStanding(actor, params.campaign, params.review, params.unit, locale),
});

export const takeDossierEndpoint: Endpoint = {
  name: "dossiers.take",
  method: "GET",
  path: "/campaigns/{campaign}/reviews/{review}/dossier",
  scope: "dossiers:read",
  summary: {
    zh: "下载已公布评比的卷宗（zip）；正在制作时答202，尚未制作时答409",
    en: "Download the dossier of a published review (zip); 202 while it is being made, 409 when nobody has asked for it",
  },
  params: reviewParams,
  body: null,
  answer: { id: "DossierBeingMade", schema: dossierAnswer, status: 202 },
  file: "application/zip",
  respond: async ({ actor, params, source }) => {
    const taken = await takeDossierFile(actor, params as z.output<typeof reviewParams>, source);
    if (!taken.ok || taken.value.state === "MAKING") return taken;
    const { bytes, mime, name } = taken.value;
    const headers = fileHeaders({
      "Content-Type": mime,
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": `attachment; filename="${name}"`,
    });
    return { ok: true, value: new Response(bytes, { headers }) };
  },
};

export const postInspectionEndpoint = writing({
  name: "inspections.submitVisit",
  path: "/campaigns/{campaign}/inspections",
  scope: "inspections:write",
  summary: { zh: "提交一次现场检查或神秘访客检查", en: "Submit an open inspection or a mystery visit" },
  params: campaignParams,
  body: { id: "NewInspection", schema: inspectionBody },
  answer: { id: "RecordedInspection", schema: inspectionAnswer },
  write: (request) =>
    perform(submitInspectionVisit, {
      ...through(request),
      input: { ...request.body, campaign: request.params.campaign },
    }),
});

export const postComplaintEndpoint = writing({
  name: "complaints.register",
  path: "/campaigns/{campaign}/complaints",
  scope: "complaints:write",
  summary: { zh: "登记一件投诉", en: "Register a complaint" },
  params: campaignParams,
  body: { id: "NewComplaint", schema: complaintBody },
  answer: { id: "RegisteredComplaint", schema: complaintAnswer },
  write: (request) =>
    perform(registerComplaint, { ...through(request), input: { ...request.body, campaign: request.params.campaign } }),
});

export const postMetricsEndpoint = writing({
  name: "metrics.import",
  path: "/campaigns/{campaign}/metrics",
  scope: "metrics:write",
  summary: {
    zh: "提交人数、业务量等月度指标，要么全收，要么全不收",
    en: "Submit monthly figures such as headcount and business volume, all of them or none",
  },
  params: campaignParams,
  body: { id: "NewMetrics", schema: metricsBody },
  answer: { id: "ImportedMetrics", schema: metricsAnswer },
  write: (request) => {
    const { rows, replaces } = request.body;
    return perform(importMetrics, {
      ...through(request),
      input: {
        campaign: request.params.campaign,
        fileName: "api/v1",
        sha256: createHash("sha256")
          .update(canonicalize(rows) ?? "")
          .digest("hex"),
        rows: rows.map((row, index) => ({ ...row, row: index + 1 })),
        ...(replaces === undefined ? {} : { replaces }),
      },
    });
  },
});

export const postRecordEndpoint = writing({
  name: "records.record",
  path: "/campaigns/{campaign}/records",
  scope: "records:write",
  summary: {
    zh: "在方案规定的类别中登记一条记录：测验、投票、违规、外部排名等",
    en: "Record one fact in a stream that the plan declares: a test, a vote, a violation, an outside rank",
  },
  params: campaignParams,
  body: { id: "NewRecord", schema: recordBody },
  answer: { id: "RecordedFact", schema: recordAnswer },
  write: (request) =>
    perform(recordFact, { ...through(request), input: { ...request.body, campaign: request.params.campaign } }),
});

export const ENDPOINTS: readonly Endpoint[] = [
  listCampaignsEndpoint,
  readCampaignEndpoint,
  readRankingEndpoint,
  readStandingEndpoint,
  takeDossierEndpoint,
  postInspectionEndpoint,
  postComplaintEndpoint,
  postMetricsEndpoint,
  postRecordEndpoint,
];
