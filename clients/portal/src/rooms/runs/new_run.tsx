/** A new notification run. A dry run says who would be contacted, and contacts nobody. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { AudienceDraft, Channel, NotificationRunDraft } from "../../../../typescript/src/index.js";
import { Check, ChoiceField, Form, TextField } from "../../parts/form.js";
import { Shown } from "../../parts/list.js";
import { useAct, useLoad } from "../../shell/load.js";
import { go } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { said, t } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";

interface Choices {
  types: { notification_type_id: string; name: string; purpose: string }[];
  templates: { template_id: string; name: string }[];
  lists: { list_id: string; name: string }[];
  segments: { segment_id: string; name: string }[];
  suppressions: { suppression_list_id: string; name: string }[];
}

const MOST = { limit: 100 };

async function choices(signal: AbortSignal): Promise<Choices> {
  const none = Promise.resolve({ items: [] });
  const [types, templates, lists, segments, suppressions] = await Promise.all([
    book.send("notification_types_list", { query: MOST, signal }),
    book.send("templates_list", { query: MOST, signal }),
    may("lists_list") ? book.send("lists_list", { query: { ...MOST, active: true }, signal }) : none,
    may("segments_list") ? book.send("segments_list", { query: MOST, signal }) : none,
    may("suppression_lists_list") ? book.send("suppression_lists_list", { query: MOST, signal }) : none,
  ]);
  return { types: types.items, templates: templates.items, lists: lists.items, segments: segments.items, suppressions: suppressions.items };
}

export function NewRun(): JSX.Element {
  const loaded = useLoad(choices, []);
  return (
    <>
      <h1 tabIndex={-1}>{t("runs.new")}</h1>
      <Shown of={loaded}>{(known) => <Draft known={known} />}</Shown>
    </>
  );
}

function Draft({ known }: { known: Choices }): JSX.Element {
  const act = useAct();
  const [values, setValues] = useState<Record<string, string>>({ channel: "email", origin: "contact_report" });
  const [suppressed, setSuppressed] = useState<string[]>([]);
  const [isDry, setDry] = useState(true);
  const set = (name: string) => (value: string): void => setValues({ ...values, [name]: value });
  const value = (name: string): string => values[name] ?? "";
  const audiences: [string, string][] = [
    ["all", t("runs.everybody")],
    ...known.lists.map((one): [string, string] => [`list_id ${one.list_id}`, `${t("list")}: ${one.name}`]),
    ...known.segments.map((one): [string, string] => [`segment_id ${one.segment_id}`, `${t("segment")}: ${one.name}`]),
  ];
  const start = async (idempotencyKey: string): Promise<void> => {
    const run = await book.send("notification_runs_start", { body: draftOf(values, suppressed, isDry), idempotencyKey });
    go(["runs", run.run_id]);
  };
  return (
    <section class="card">
      <Form act={act} submit={t(isDry ? "runs.dry" : "runs.start")} onSubmit={() => void act.run(start)}>
        <ChoiceField label={t("notification_type")} at="/notification_type_id" value={value("notification_type_id")} none="–" choices={known.types.map((one) => [one.notification_type_id, `${one.name} (${said(one.purpose)})`])} onChange={set("notification_type_id")} />
        <ChoiceField label={t("template")} at="/template_id" value={value("template_id")} none="–" choices={known.templates.map((one) => [one.template_id, one.name])} onChange={set("template_id")} />
        <ChoiceField label={t("channel")} at="/channel" value={value("channel")} choices={choicesOf(["email", "sms", "print"])} onChange={set("channel")} />
        <ChoiceField label={t("runs.level")} at="/origin" value={value("origin")} choices={choicesOf(["contact_report", "account_report"])} onChange={set("origin")} />
        <ChoiceField label={t("runs.audience")} at="/audience" value={value("audience")} none="–" choices={audiences} onChange={set("audience")} />
        {value("origin") === "account_report" && <TextField label={t("accounts.service_group")} at="/service_group" value={value("service_group")} onChange={set("service_group")} />}
        <TextField label={t("runs.exclude_tags")} at="/exclude/tags" value={value("tags")} onChange={set("tags")} />
        {known.suppressions.length > 0 && (
          <fieldset>
            <legend>{t("runs.suppressed")}</legend>
            {known.suppressions.map(({ suppression_list_id: id, name }) => <Check key={id} label={<bdi>{name}</bdi>} checked={suppressed.includes(id)} onChange={(on) => setSuppressed(on ? [...suppressed, id] : suppressed.filter((one) => one !== id))} />)}
          </fieldset>
        )}
        <TextField label={t("scheduled_for")} at="/scheduled_for" type="datetime-local" hint={t("write.at_once")} value={value("scheduled_for")} onChange={set("scheduled_for")} />
        <Check label={t("runs.is_dry")} checked={isDry} onChange={setDry} />
      </Form>
    </section>
  );
}

function draftOf(values: Record<string, string>, suppressed: string[], isDry: boolean): NotificationRunDraft {
  const { notification_type_id = "", template_id = "", channel, origin, audience = "", service_group, tags = "", scheduled_for } = values;
  const [kind = "", id] = audience.split(" ");
  return {
    notification_type_id,
    template_id,
    channel: channel as Channel,
    origin: origin as "contact_report",
    audience: (kind === "all" ? { all: true } : kind ? { [kind]: id } : {}) as AudienceDraft,
    exclude: { suppression_list_ids: suppressed, tags: tags.split(",").map((one) => one.trim()).filter(Boolean) },
    dry_run: isDry,
    ...(service_group && origin === "account_report" ? { service_group } : {}),
    ...(scheduled_for ? { scheduled_for: new Date(scheduled_for).toISOString() } : {}),
  };
}
