/** A new notification run. A dry run says who would be contacted, and contacts nobody. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { AudienceDraft, Channel, NotificationRun, NotificationRunDraft } from "../../../../typescript/src/index.js";
import { Check, Checks, ChoiceField, Form, TextField } from "../../parts/form.js";
import { Shown } from "../../parts/list.js";
import { useAct, useLoad } from "../../shell/load.js";
import { go } from "../../shell/route.js";
import { book } from "../../shell/session.js";
import { said, t } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";
import { type Choices, audienceName, audienceOf, audiences, choices } from "./choices.js";

export function NewRun({ like }: { like: string | undefined }): JSX.Element {
  const loaded = useLoad(async (signal) => {
    const [known, run] = await Promise.all([choices(signal), like ? book.send("notification_runs_read", { path: { run_id: like }, signal }) : undefined]);
    return { known, run };
  }, [like]);
  return (
    <>
      <h1 tabIndex={-1}>{t("runs.new")}</h1>
      <Shown of={loaded}>{({ known, run }) => <Draft known={known} like={run} />}</Shown>
    </>
  );
}

function Draft({ known, like }: { known: Choices; like: NotificationRun | undefined }): JSX.Element {
  const act = useAct();
  const [values, setValues] = useState(() => valuesOf(like));
  const [suppressed, setSuppressed] = useState(like?.exclude.suppression_list_ids ?? []);
  const [isDry, setDry] = useState(!like);
  const set = (name: string) => (value: string): void => setValues({ ...values, [name]: value });
  const value = (name: string): string => values[name] ?? "";
  const offered = audiences(known);
  if (like && !offered.some(([one]) => one === audienceOf(like))) offered.push([audienceOf(like), audienceName(like)]);
  const start = async (idempotencyKey: string): Promise<void> => {
    const run = await book.send("notification_runs_start", { body: draftOf(values, suppressed, isDry, like), idempotencyKey });
    go(["runs", run.run_id]);
  };
  return (
    <section class="card">
      <Form act={act} submit={t(isDry ? "runs.dry" : "runs.start")} onSubmit={() => void act.run(start)}>
        <ChoiceField label={t("notification_type")} at="/notification_type_id" value={value("notification_type_id")} none="–" choices={known.types.map((one) => [one.notification_type_id, `${one.name} (${said(one.purpose)})`])} onChange={set("notification_type_id")} />
        <ChoiceField label={t("template")} at="/template_id" value={value("template_id")} none="–" choices={known.templates.map((one) => [one.template_id, one.name])} onChange={set("template_id")} />
        <ChoiceField label={t("channel")} at="/channel" value={value("channel")} choices={choicesOf(["email", "sms", "print"])} onChange={set("channel")} />
        <ChoiceField label={t("runs.level")} at="/origin" value={value("origin")} choices={choicesOf(["contact_report", "account_report"])} onChange={set("origin")} />
        <ChoiceField label={t("runs.audience")} at="/audience" value={value("audience")} none="–" choices={offered} onChange={set("audience")} />
        {value("origin") === "account_report" && <TextField label={t("accounts.service_group")} at="/service_group" value={value("service_group")} onChange={set("service_group")} />}
        <TextField label={t("runs.exclude_tags")} at="/exclude/tags" value={value("tags")} onChange={set("tags")} />
        {known.suppressions.length > 0 && <Checks label={t("runs.suppressed")} choices={known.suppressions.map((one) => [one.suppression_list_id, one.name])} chosen={suppressed} onChange={setSuppressed} />}
        <TextField label={t("scheduled_for")} at="/scheduled_for" type="datetime-local" hint={t("write.at_once")} value={value("scheduled_for")} onChange={set("scheduled_for")} />
        <Check label={t("runs.is_dry")} checked={isDry} onChange={setDry} />
      </Form>
    </section>
  );
}

/** Return what the form shows at first: what the run was made of that is started again. */
function valuesOf(like: NotificationRun | undefined): Record<string, string> {
  if (!like) return { channel: "email", origin: "contact_report" };
  const { notification_type_id, template_id, channel, origin, service_group, exclude } = like;
  return { notification_type_id, template_id, channel, origin, audience: audienceOf(like), service_group: service_group ?? "", tags: exclude.tags.join(", ") };
}

function draftOf(values: Record<string, string>, suppressed: string[], isDry: boolean, like: NotificationRun | undefined): NotificationRunDraft {
  const { notification_type_id = "", template_id = "", channel, origin, audience = "", service_group, tags = "", scheduled_for } = values;
  const [kind = "", id] = audience.split(" ");
  return {
    notification_type_id,
    template_id,
    channel: channel as Channel,
    origin: origin as "contact_report",
    audience: (kind === "all" ? { all: true } : kind ? { [kind]: id ?? like?.audience.contact_ids } : {}) as AudienceDraft,
    exclude: { segment_ids: like?.exclude.segment_ids ?? [], suppression_list_ids: suppressed, tags: tags.split(",").map((one) => one.trim()).filter(Boolean) },
    dry_run: isDry,
    ...(service_group && origin === "account_report" ? { service_group } : {}),
    ...(scheduled_for ? { scheduled_for: new Date(scheduled_for).toISOString() } : {}),
  };
}
