/** Changing consent and preferences. Where a no of the person stands, a yes needs evidence. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type ConsentDraft, type Contact, type PermissionEvidenceDraft, type PreferencesDraft, VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Dialog } from "../../parts/dialog.js";
import { Check, ChoiceField, Form, TextField } from "../../parts/form.js";
import { announce } from "../../parts/status.js";
import { useAct } from "../../shell/load.js";
import { book } from "../../shell/session.js";
import { said, t } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";

interface EditProps {
  contact: Contact;
  onClose: () => void;
  onSaved: () => void;
}

export function EditConsent({ contact, onClose, onSaved }: EditProps): JSX.Element {
  const act = useAct();
  const [state, setState] = useState<string>(contact.consent.state);
  const [evidence, setEvidence] = useState<Record<string, string>>({});
  const path = { contact_id: contact.contact_id };
  const done = (): void => {
    onClose();
    onSaved();
  };
  const save = (ifMatch: string): void => {
    void act.run(async () => {
      await book.send("contacts_consent_save", { path, body: { state, ...withEvidence(evidence) } as ConsentDraft, ifMatch });
      announce(t("saved"));
      done();
    });
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={{ state }} read={() => book.receive("contacts_consent_read", { path })} onReload={done} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("permission.consent")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => save(`"${contact.version}"`)}>
        <ChoiceField label={t("consent")} at="/state" value={state} choices={choicesOf(["pending", "accepted", "rejected", "withdrawn"])} onChange={setState} />
        <Evidence values={evidence} onChange={setEvidence} />
      </Form>
    </Dialog>
  );
}

const FLAGS = ["direct_marketing", "affiliate_marketing"] as const;
const CHANNELS = ["email", "sms", "print"] as const;

export function EditPreferences({ contact, onClose, onSaved }: EditProps): JSX.Element {
  const act = useAct();
  const { preferences } = contact;
  const [flags, setFlags] = useState<Record<string, boolean>>({});
  const [channels, setChannels] = useState<Record<string, boolean>>({});
  const [evidence, setEvidence] = useState<Record<string, string>>({});
  const path = { contact_id: contact.contact_id };
  // Only what was changed is sent, because what is sent counts as said.
  const stated = changed(channels, (name) => preferences.channels[name] ?? true);
  const mine: PreferencesDraft = { ...changed(flags, (name) => preferences[name as "direct_marketing"]), ...(Object.keys(stated).length ? { channels: stated } : {}) };
  const done = (): void => {
    onClose();
    onSaved();
  };
  const save = (ifMatch: string): void => {
    void act.run(async () => {
      await book.send("contacts_preferences_save", { path, body: { ...mine, ...withEvidence(evidence) }, ifMatch });
      announce(t("saved"));
      done();
    });
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={mine} read={() => book.receive("contacts_preferences_read", { path })} onReload={done} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("permission.preferences")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => save(`"${contact.version}"`)}>
        {FLAGS.map((name) => <Check key={name} label={said(name)} checked={flags[name] ?? preferences[name]} onChange={(on) => setFlags({ ...flags, [name]: on })} />)}
        <fieldset>
          <legend>{t("permission.channels")}</legend>
          {CHANNELS.map((name) => <Check key={name} label={said(name)} checked={channels[name] ?? preferences.channels[name] ?? true} onChange={(on) => setChannels({ ...channels, [name]: on })} />)}
        </fieldset>
        <Evidence values={evidence} onChange={setEvidence} />
      </Form>
    </Dialog>
  );
}

/** Return the values that differ from what stands. */
function changed(values: Record<string, boolean>, before: (name: string) => boolean): Record<string, boolean> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before(name)));
}

function Evidence({ values, onChange }: { values: Record<string, string>; onChange: (values: Record<string, string>) => void }): JSX.Element {
  const set = (name: string) => (value: string): void => onChange({ ...values, [name]: value });
  return (
    <fieldset>
      <legend>{t("evidence")}</legend>
      <p class="soft">{t("evidence.text")}</p>
      <ChoiceField label={t("evidence.through")} at="/evidence/said_through" value={values["said_through"] ?? ""} none="–" choices={choicesOf(["phone", "paper", "email", "web", "in_person"])} onChange={set("said_through")} />
      <TextField label={t("evidence.at")} at="/evidence/said_at" type="datetime-local" value={values["said_at"] ?? ""} onChange={set("said_at")} />
      <TextField label={t("evidence.note")} at="/evidence/note" value={values["note"] ?? ""} onChange={set("note")} />
    </fieldset>
  );
}

function withEvidence(values: Record<string, string>): { evidence?: PermissionEvidenceDraft } {
  const { said_through, said_at, note } = values;
  if (!said_through || !said_at) return {};
  return { evidence: { said_through: said_through as PermissionEvidenceDraft["said_through"], said_at: new Date(said_at).toISOString(), ...(note ? { note } : {}) } };
}
