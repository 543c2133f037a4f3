/** What a run is made of: types, templates and audiences, with their names. */

import { NotFound, type NotificationRun } from "../../../../typescript/src/index.js";
import { lists, notificationTypes, segments, suppressionLists, templates } from "../../shell/choices.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";

export interface Choices {
  types: { notification_type_id: string; name: string; purpose: string }[];
  templates: { template_id: string; name: string }[];
  lists: { list_id: string; name: string }[];
  segments: { segment_id: string; name: string }[];
  suppressions: { suppression_list_id: string; name: string }[];
}

/** Read the choices. */
export async function choices(signal: AbortSignal): Promise<Choices> {
  const [types, known, active, parts, suppressions] = await Promise.all([notificationTypes(signal), templates(signal), lists(signal, { active: true }), segments(signal), suppressionLists(signal)]);
  return { types, templates: known, lists: active, segments: parts, suppressions };
}

/** What a run is made of, by its names; empty where there is none to read. */
export interface Names {
  type: string;
  template: string;
  audience: string;
}

/** Read the names of what a run is made of. */
export async function namesOf(run: NotificationRun, signal: AbortSignal): Promise<Names> {
  const { notification_type_id, template_id } = run;
  const { list_id, segment_id } = run.audience;
  const [type, template, list, segment] = await Promise.all([
    may("notification_types_read") ? nameIn(book.send("notification_types_read", { path: { notification_type_id }, signal })) : "",
    may("templates_read") ? nameIn(book.send("templates_read", { path: { template_id }, signal })) : "",
    list_id && may("lists_read") ? nameIn(book.send("lists_read", { path: { list_id }, signal })) : "",
    segment_id && may("segments_read") ? nameIn(book.send("segments_read", { path: { segment_id }, signal })) : "",
  ]);
  const audience = list ? `${t("list")}: ${list}` : segment ? `${t("segment")}: ${segment}` : audienceName(run);
  return { type, template, audience };
}

/** Return the name of what is read; empty if it is gone. */
async function nameIn(read: Promise<{ name: string }>): Promise<string> {
  try {
    return (await read).name;
  } catch (error) {
    if (error instanceof NotFound) return "";
    throw error;
  }
}

/** Return the audiences to choose from, as `list_id lst_1` with a name. */
export function audiences({ lists, segments }: Choices): [string, string][] {
  return [
    ["all", t("runs.everybody")],
    ...lists.map((one): [string, string] => [`list_id ${one.list_id}`, `${t("list")}: ${one.name}`]),
    ...segments.map((one): [string, string] => [`segment_id ${one.segment_id}`, `${t("segment")}: ${one.name}`]),
  ];
}

/** Return the audience of a run as it stands among the choices. */
export function audienceOf({ audience }: NotificationRun): string {
  if (audience.all) return "all";
  if (audience.list_id) return `list_id ${audience.list_id}`;
  return audience.segment_id ? `segment_id ${audience.segment_id}` : "contact_ids";
}

/** Return what the audience of a run is called that has no name to read. */
export function audienceName(run: NotificationRun): string {
  const of = audienceOf(run);
  if (of === "all") return t("runs.everybody");
  if (of === "contact_ids") return t("runs.contacts", { count: run.audience.contact_ids?.length ?? 0 });
  return of.split(" ")[1] ?? of;
}
