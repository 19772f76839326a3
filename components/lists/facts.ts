import { getLocale, getTranslations } from "next-intl/server";
import { loadQueue } from "@/lib/complaints/loaders/complaints";
import { loadRegister } from "@/lib/findings/loaders/register";
import { loadInspectionList } from "@/lib/inspections/loaders/records";
import { type ListTable, LONGEST_LIST, type Search } from "@/lib/lists/types";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import { loadOrders } from "@/lib/rectifications/loaders/orders";
import { loadSchedule } from "@/lib/visits/loaders/visits";
import { columnsOf, count, day, points } from "./columns";

/** Lists of what happened: each reads what its page reads, all pages of it at once. */

export async function inspections(campaign: string, search: Search): Promise<ListTable> {
  const page = await loadInspectionList(campaign, search, LONGEST_LIST);
  const t = await getTranslations("inspections.list");
  const methods = await getTranslations("inspections.methods");
  const says = await getTranslations("lists");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: page.campaign,
    columns: await columnsOf([
      ...(["no", "day", "unitCode", "unit", "method", "inspector"] as const),
      ...(["findings", "score", "full", "state", "reason"] as const),
    ]),
    rows: page.rows.map((row) => [
      row.no,
      day(row.onDay),
      row.unit.code,
      pick(row.unit.name, locale),
      methods(row.method),
      row.authorName ?? t("hidden"),
      count(row.findings),
      points(row.score),
      points(row.full),
      says(row.reversed ? "voided" : "counts"),
      row.reversed?.reason ?? null,
    ]),
    total: page.total,
  };
}

export async function findings(campaign: string, search: Search): Promise<ListTable> {
  const page = await loadRegister(campaign, search, LONGEST_LIST);
  const t = await getTranslations("findings");
  const methods = await getTranslations("inspections.methods");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: page.campaign,
    columns: await columnsOf([
      ...(["no", "day", "unit", "method", "inspection", "itemCode", "item"] as const),
      ...(["reason", "person", "points", "counts", "state", "times"] as const),
    ]),
    rows: page.rows.map(({ finding, unit, person, repeat }) => [
      finding.no,
      day(finding.onDay),
      pick(unit, locale),
      methods(finding.method),
      finding.inspection,
      finding.itemCode,
      pick(finding.text, locale),
      finding.reason,
      person && nameOf(person, locale),
      points(finding.lost),
      points(finding.counts),
      t(`states.${finding.state}`),
      repeat && count(repeat.nth),
    ]),
    total: page.total,
  };
}

export async function rectifications(campaign: string, search: Search): Promise<ListTable> {
  const page = await loadOrders(campaign, search, LONGEST_LIST);
  const t = await getTranslations("rectifications");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: page.campaign,
    columns: await columnsOf([
      ...(["no", "unit", "itemCode", "item", "reason"] as const),
      ...(["due", "overdue", "state", "reopened", "closed"] as const),
    ]),
    rows: page.rows.map(({ order, unit }) => [
      order.finding.no,
      pick(unit, locale),
      order.finding.itemCode,
      pick(order.finding.text, locale),
      order.finding.reason,
      day(order.dueOn),
      count(order.overdue),
      t(`states.${order.state}`),
      count(order.reopened),
      day(order.closedOn),
    ]),
    total: page.total,
  };
}

/** Undecided or decided ones, as the page. Who complained stands in no list. */
export async function complaints(campaign: string, search: Search): Promise<ListTable> {
  const queue = await loadQueue(campaign, search, LONGEST_LIST);
  const t = await getTranslations("complaints");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: queue.campaign,
    columns: await columnsOf([
      ...(["no", "received", "unit", "title", "category", "level", "state"] as const),
      ...(["internalDue", "regulatoryDue", "verdict", "cause", "decidedOn"] as const),
    ]),
    rows: queue.rows.map((row) => [
      row.no,
      day(row.receivedOn),
      pick(row.unit, locale),
      row.title,
      t(`categories.${row.category as "OTHER"}`),
      t(`levels.${row.level as "OUTLET"}`),
      t(`states.${row.state}`),
      day(row.left?.internalDue ?? null),
      day(row.left?.regulatoryDue ?? null),
      row.verdict && t(`validities.${row.verdict.validity as "VALID"}`),
      row.verdict && t(`causes.${row.verdict.cause as "NONE"}`),
      day(row.verdict?.decidedOn ?? null),
    ]),
    total: queue.total,
  };
}

export async function visits(campaign: string, search: Search): Promise<ListTable> {
  const page = await loadSchedule(campaign, search, LONGEST_LIST);
  const t = await getTranslations("visits");
  const methods = await getTranslations("inspections.methods");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: page.campaign,
    columns: await columnsOf(["from", "due", "unitCode", "unit", "method", "person", "state", "inspection"]),
    rows: page.weeks
      .flatMap((week) => week.visits)
      .map((visit) => [
        day(visit.from),
        day(visit.due),
        visit.unit.code,
        pick(visit.unit.name, locale),
        methods(visit.method),
        pick(visit.assignee.name, locale),
        t(`states.${visit.state}`),
        visit.inspection?.no ?? null,
      ]),
    total: page.total,
  };
}
