/** The addresses of a contact: the primary one first, inactive ones on demand. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type ContactAddress, VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Dialog } from "../../parts/dialog.js";
import { Check, ChoiceField, Form, TextField } from "../../parts/form.js";
import { Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useLoad } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import { type SectionProps, lineOf } from "./profile.js";
import { useTypes } from "./types.js";

const FIELDS = ["line_1", "line_2", "postal_code", "city", "region", "country"] as const;

export function Addresses({ contact, again }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const [withInactive, setWithInactive] = useState(false);
  const [edited, setEdited] = useState<ContactAddress | "new">();
  const addresses = useLoad((signal) => book.send("contacts_addresses_list", { path, query: { include_inactive: withInactive }, signal }), [withInactive, contact.version]);
  const changed = (): void => {
    addresses.again();
    again();
  };
  return (
    <section class="card" aria-labelledby="addresses">
      <div class="row between">
        <h3 id="addresses">{t("addresses")}</h3>
        {may("contacts_addresses_create") && <button type="button" onClick={() => setEdited("new")}>{t("add")}</button>}
      </div>
      <Check label={t("addresses.inactive")} checked={withInactive} onChange={setWithInactive} />
      <Shown of={addresses}>
        {({ items }) => items.length ? <>{items.map((one) => <One key={one.address_id} contactId={contact.contact_id} address={one} onEdit={() => setEdited(one)} onChanged={changed} />)}</> : <p class="soft">{t("none")}</p>}
      </Shown>
      {edited && <Edit contactId={contact.contact_id} address={edited === "new" ? null : edited} onClose={() => setEdited(undefined)} onSaved={changed} />}
    </section>
  );
}

interface OneProps {
  contactId: string;
  address: ContactAddress;
  onEdit: () => void;
  onChanged: () => void;
}

type Action = "contacts_addresses_make_primary" | "contacts_addresses_activate" | "contacts_addresses_deactivate";

function One({ contactId, address, onEdit, onChanged }: OneProps): JSX.Element {
  const act = useAct();
  const path = { contact_id: contactId, address_id: address.address_id };
  const button = (operation: Action, label: string): JSX.Element | false => may(operation) && (
    <button type="button" class="quiet" disabled={act.busy} onClick={() => void act.run(async (idempotencyKey) => {
      await book.send(operation, { path, idempotencyKey });
      announce(t("saved"));
      onChanged();
    })}>{label}</button>
  );
  return (
    <div class={address.active ? "" : "soft"}>
      <p>
        <strong>{address.label}</strong> {address.primary && <span class="mark good">{t("primary")}</span>} {!address.active && <span class="mark">{t("inactive")}</span>}
      </p>
      <p><bdi>{lineOf(address)}</bdi></p>
      <div class="row">
        {may("contacts_addresses_change") && <button type="button" class="quiet" onClick={onEdit}>{t("edit")}</button>}
        {address.active && !address.primary && button("contacts_addresses_make_primary", t("addresses.make_primary"))}
        {address.active ? button("contacts_addresses_deactivate", t("addresses.deactivate")) : button("contacts_addresses_activate", t("addresses.activate"))}
      </div>
      {act.problem && <Trouble problem={act.problem} />}
    </div>
  );
}

interface EditProps {
  contactId: string;
  address: ContactAddress | null;
  onClose: () => void;
  onSaved: () => void;
}

function Edit({ contactId, address, onClose, onSaved }: EditProps): JSX.Element {
  const act = useAct();
  const types = useTypes("address");
  const [values, setValues] = useState<Record<string, string>>({});
  const current = (name: string): string => values[name] ?? String((address as Record<string, unknown> | null)?.[name] ?? "");
  const set = (name: string) => (value: string): void => setValues({ ...values, [name]: name === "country" ? value.toUpperCase() : value });
  const body = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim() || null]));
  const path = { contact_id: contactId, address_id: address?.address_id ?? "" };
  const done = (): void => {
    onClose();
    onSaved();
  };
  const save = (ifMatch: string): void => {
    void act.run(async (idempotencyKey) => {
      if (address) await book.send("contacts_addresses_change", { path, body, ifMatch });
      else await book.send("contacts_addresses_create", { path, body: { line_1: "", country: "", ...body }, idempotencyKey });
      announce(t("saved"));
      done();
    });
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={body} read={() => book.receive("contacts_addresses_read", { path })} onReload={done} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("addresses")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => save(`"${address?.version}"`)}>
        {types.length > 0 && <ChoiceField label={t("type")} at="/type" value={current("type")} none="–" choices={types} onChange={set("type")} />}
        {FIELDS.map((name) => <TextField key={name} label={t(`address.${name}`)} at={`/${name}`} value={current(name)} onChange={set(name)} />)}
      </Form>
    </Dialog>
  );
}
