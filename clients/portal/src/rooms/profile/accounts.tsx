/** The accounts of a contact, each with the letter that writes to it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Account } from "../../../../typescript/src/index.js";
import { Dialog } from "../../parts/dialog.js";
import { Form, TextField } from "../../parts/form.js";
import { Facts, Listed, Mark } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { useAct, usePages } from "../../shell/load.js";
import { link } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import { type SectionProps, lineOf } from "./profile.js";
import { Write } from "./write.js";

export function Accounts({ contact, again }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const pages = usePages((cursor, signal) => book.send("contacts_accounts_list", { path, query: { cursor }, signal }), [contact.contact_id, contact.version]);
  const [written, setWritten] = useState<Account | "contact">();
  const [isNew, setNew] = useState(false);
  return (
    <>
      <div class="row">
        {may("contacts_accounts_create") && <button type="button" onClick={() => setNew(true)}>{t("accounts.new")}</button>}
        {may("contacts_communications_create") && <button type="button" onClick={() => setWritten("contact")}>{t("write.contact")}</button>}
      </div>
      <Listed pages={pages} empty={t("accounts.none")}>
        {(items) => <div class="cards">{items.map((one) => <One key={one.account_id} account={one} onWrite={() => setWritten(one)} />)}</div>}
      </Listed>
      {written && <Write contact={contact} account={written === "contact" ? null : written} onClose={() => setWritten(undefined)} />}
      {isNew && <New contactId={contact.contact_id} onClose={() => setNew(false)} onSaved={again} />}
    </>
  );
}

function One({ account, onWrite }: { account: Account; onWrite: () => void }): JSX.Element {
  const { email, phone, mailing_address: address } = account.contact_information;
  const isSparse = !email && !phone && !address;
  return (
    <section class="card" aria-labelledby={account.account_id}>
      <div class="row between">
        <h3 id={account.account_id}><bdi>{account.name}</bdi></h3>
        {may("contacts_communications_create") && account.state === "open" && (
          <button type="button" class="icon" aria-label={t("write.account", { name: account.name })} title={t("write.account", { name: account.name })} onClick={onWrite}>✉</button>
        )}
      </div>
      <div class="marks"><Mark of={account.state} /></div>
      <Facts
        of={[
          [t("accounts.number"), account.number],
          [t("service"), account.service],
          [t("accounts.service_group"), account.service_group],
          [t("contact.email"), email && <bdi>{email}</bdi>],
          [t("contact.phone"), phone && <bdi>{phone}</bdi>],
          [t("contact.mailing_address"), address && <bdi>{lineOf(address)}</bdi>],
          [t("accounts.credit_limit"), account.credit_limit],
        ]}
      />
      {isSparse && <p class="soft">{t("accounts.uses_contact")}</p>}
      {may("communications_list") && <a href={link(["workplan"], { account_id: account.account_id })}>{t("accounts.history")}</a>}
    </section>
  );
}

function New({ contactId, onClose, onSaved }: { contactId: string; onClose: () => void; onSaved: () => void }): JSX.Element {
  const act = useAct();
  const [values, setValues] = useState<Record<string, string>>({});
  const field = (name: string, label: string, at: string): JSX.Element => <TextField label={label} at={at} value={values[name] ?? ""} onChange={(value) => setValues({ ...values, [name]: value })} />;
  const save = async (idempotencyKey: string): Promise<void> => {
    const { email, phone, name = "", ...own } = values;
    const known = Object.fromEntries(Object.entries(own).filter(([, value]) => value));
    const body = { name, ...known, contact_information: { ...(email ? { email } : {}), ...(phone ? { phone } : {}) } };
    await book.send("contacts_accounts_create", { path: { contact_id: contactId }, body, idempotencyKey });
    announce(t("saved"));
    onClose();
    onSaved();
  };
  return (
    <Dialog title={t("accounts.new")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => void act.run(save)}>
        {field("name", t("contact.name"), "/name")}
        {field("service", t("service"), "/service")}
        {field("service_group", t("accounts.service_group"), "/service_group")}
        {field("email", t("contact.email"), "/contact_information/email")}
        {field("phone", t("contact.phone"), "/contact_information/phone")}
        {field("credit_limit", t("accounts.credit_limit"), "/credit_limit")}
      </Form>
    </Dialog>
  );
}
