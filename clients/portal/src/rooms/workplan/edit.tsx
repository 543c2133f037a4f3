/** Edit a queued communication: its Service, which says the level, its time and its template. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Communication, VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Dialog } from "../../parts/dialog.js";
import { ChoiceField, Form, TextField } from "../../parts/form.js";
import { announce } from "../../parts/status.js";
import { templates } from "../../shell/choices.js";
import { useAct, useLoad } from "../../shell/load.js";
import { book } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import { localOf } from "./filters.js";

interface EditProps {
  communication: Communication;
  etag: string;
  onClose: () => void;
  onSaved: () => void;
}

export function Edit({ communication: one, etag, onClose, onSaved }: EditProps): JSX.Element {
  const act = useAct();
  const path = { communication_id: one.communication_id };
  const known = useLoad(templates, []);
  const [values, setValues] = useState<Record<string, string>>({});
  const set = (name: string) => (value: string): void => setValues({ ...values, [name]: value });
  const mine = changesOf(values);
  const save = (ifMatch: string): void => {
    void act.run(async () => {
      await book.send("communications_change", { path, body: mine, ifMatch });
      announce(t("saved"));
      onSaved();
    });
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={mine} read={() => book.receive("communications_read", { path })} onReload={onSaved} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("edit")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => save(etag)}>
        <TextField label={t("service")} at="/service" hint={t("workplan.service_hint")} value={values["service"] ?? one.service ?? ""} onChange={set("service")} />
        <TextField label={t("scheduled_for")} at="/scheduled_for" type="datetime-local" hint={t("write.at_once")} value={values["scheduled_for"] ?? localOf(one.scheduled_for)} onChange={set("scheduled_for")} />
        {one.template_id && <ChoiceField label={t("template")} at="/template_id" value={values["template_id"] ?? one.template_id} choices={(known.value ?? []).map((template) => [template.template_id, template.name])} onChange={set("template_id")} />}
      </Form>
    </Dialog>
  );
}

function changesOf({ service, scheduled_for, template_id }: Record<string, string>): Record<string, string | null> {
  return {
    ...(service === undefined ? {} : { service: service.trim() || null }),
    ...(scheduled_for === undefined ? {} : { scheduled_for: scheduled_for ? new Date(scheduled_for).toISOString() : null }),
    ...(template_id ? { template_id } : {}),
  };
}
