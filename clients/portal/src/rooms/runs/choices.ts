/** What a run is made of: types, templates and audiences, with their names. */

import type { NotificationRun } from "../../../../typescript/src/index.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";

export interface Choices {
  types: { notification_type_id: string; name: string; purpose: string }[];
  templates: { template_id: string; name: string }[];
  lists: { list_id: string; name: string }[];
  segments: { segment_id: string; name: string }[];
  suppressions: { suppression_list_id: string; name: string }[];
}

const MOST = { limit: 100 };

/** Read the choices. What the token may not read has none. */
export async function choices(signal: AbortSignal): Promise<Choices> {
  const none = Promise.resolve({ items: [] });
  const [types, templates, lists, segments, suppressions] = await Promise.all([
    may("notification_types_list") ? book.send("notification_types_list", { query: MOST, signal }) : none,
    may("templates_list") ? book.send("templates_list", { query: MOST, signal }) : none,
    may("lists_list") ? book.send("lists_list", { query: { ...MOST, active: true }, signal }) : none,
    may("segments_list") ? book.send("segments_list", { query: MOST, signal }) : none,
    may("suppression_lists_list") ? book.send("suppression_lists_list", { query: MOST, signal }) : none,
  ]);
  return { types: types.items, templates: templates.items, lists: lists.items, segments: segments.items, suppressions: suppressions.items };
}

/** Return what the type or the template with this id is called, or an empty text. */
export function nameOf(id: string, { types, templates }: Choices): string {
  return types.find((one) => one.notification_type_id === id)?.name ?? templates.find((one) => one.template_id === id)?.name ?? "";
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

/** Return what the audience of a run is called. */
export function audienceName(run: NotificationRun, known: Choices): string {
  const of = audienceOf(run);
  if (of === "contact_ids") return t("runs.contacts", { count: run.audience.contact_ids?.length ?? 0 });
  return audiences(known).find(([value]) => value === of)?.[1] ?? of.split(" ")[1] ?? of;
}
