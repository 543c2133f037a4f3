/** A new contact. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { ContactDraft } from "../../../../typescript/src/index.js";
import { Dialog } from "../../parts/dialog.js";
import { ChoiceField, Form, TextField } from "../../parts/form.js";
import { announce } from "../../parts/status.js";
import { useAct } from "../../shell/load.js";
import { go } from "../../shell/route.js";
import { book } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import { choicesOf } from "./filters.js";

export function NewContact({ onClose }: { onClose: () => void }): JSX.Element {
  const act = useAct();
  const [kind, setKind] = useState<"person" | "company">("person");
  const [values, setValues] = useState<Record<string, string>>({});
  const field = (name: string, at = `/${name}`, type: "text" | "email" | "tel" = "text"): JSX.Element => (
    <TextField label={t(`contact.${name}` as "contact.first_name")} at={at} type={type} value={values[name] ?? ""} onChange={(value) => setValues({ ...values, [name]: value })} />
  );
  const save = async (idempotencyKey: string): Promise<void> => {
    const made = await book.send("contacts_create", { body: draftOf(kind, values), idempotencyKey });
    announce(t("contact.created", { name: made.display_name }));
    onClose();
    go(["contacts", made.contact_id]);
  };
  return (
    <Dialog title={t("contact.new")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => void act.run(save)}>
        <ChoiceField label={t("filter.kind")} at="/kind" value={kind} choices={choicesOf(["person", "company"])} onChange={(value) => setKind(value as "person")} />
        {kind === "person" ? <>{field("first_name")}{field("last_name")}</> : field("company_name")}
        {field("email", "/emails/0/address", "email")}
        {field("phone", "/phones/0/number", "tel")}
      </Form>
    </Dialog>
  );
}

function draftOf(kind: "person" | "company", values: Record<string, string>): ContactDraft {
  const { email, phone, first_name, last_name, company_name } = values;
  const name = kind === "person" ? { first_name, last_name } : { company_name };
  const known = Object.fromEntries(Object.entries(name).filter(([, value]) => value));
  return {
    kind,
    ...known,
    source: "portal",
    ...(email ? { emails: [{ address: email, primary: true }] } : {}),
    ...(phone ? { phones: [{ number: phone, primary: true }] } : {}),
  };
}
