/** Write to a contact, or to one of its accounts: a communication that is queued. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Account, Channel, CommunicationDraft, Contact } from "../../../../typescript/src/index.js";
import { Dialog } from "../../parts/dialog.js";
import { ChoiceField, Form, TextField } from "../../parts/form.js";
import { Facts, Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { notificationTypes, templates } from "../../shell/choices.js";
import { useAct, useLoad } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { said, t } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";
import { lineOf } from "./profile.js";

interface WriteProps {
  contact: Contact;
  /** The account that it is about; null for the contact itself. */
  account: Account | null;
  onClose: () => void;
}

export function Write({ contact, account, onClose }: WriteProps): JSX.Element {
  const act = useAct();
  const [values, setValues] = useState<Record<string, string>>({ channel: "email" });
  const choices = useLoad(async (signal) => {
    const [types, known] = await Promise.all([notificationTypes(signal), templates(signal)]);
    return { types, templates: known };
  }, []);
  const set = (name: string) => (value: string): void => setValues({ ...values, [name]: value });
  const value = (name: string): string => values[name] ?? "";
  const send = async (idempotencyKey: string): Promise<void> => {
    const body = draftOf(values, account);
    await book.send("contacts_communications_create", { path: { contact_id: contact.contact_id }, body, idempotencyKey });
    announce(t("write.queued"));
    onClose();
  };
  return (
    <Dialog title={account ? t("write.account", { name: account.name }) : t("write.contact")} onClose={onClose}>
      {may("contacts_contact_information_read") && <Used contact={contact} account={account} />}
      {choices.problem && <Trouble problem={choices.problem} onAgain={choices.again} />}
      <Form act={act} submit={t("write.queue")} onCancel={onClose} onSubmit={() => void act.run(send)}>
        <ChoiceField label={t("channel")} at="/channel" value={value("channel")} choices={choicesOf(["email", "sms", "print"])} onChange={set("channel")} />
        <ChoiceField label={t("notification_type")} at="/notification_type_id" value={value("notification_type_id")} none="–" choices={(choices.value?.types ?? []).map((one) => [one.notification_type_id, `${one.name} (${said(one.purpose)})`])} onChange={set("notification_type_id")} />
        <ChoiceField label={t("template")} at="/template_id" value={value("template_id")} none={t("write.own")} choices={(choices.value?.templates ?? []).map((one) => [one.template_id, one.name])} onChange={set("template_id")} />
        {!value("template_id") && (
          <>
            {value("channel") === "email" && <TextField label={t("subject")} at="/bodies/email/subject" value={value("subject")} onChange={set("subject")} />}
            <TextField label={t("text")} at="/bodies" lines={5} value={value("text")} onChange={set("text")} />
          </>
        )}
        <TextField label={t("scheduled_for")} at="/scheduled_for" type="datetime-local" hint={t("write.at_once")} value={value("scheduled_for")} onChange={set("scheduled_for")} />
      </Form>
    </Dialog>
  );
}

/** The addresses that would be used, and from which level. Looking sends nothing. */
function Used({ contact, account }: { contact: Contact; account: Account | null }): JSX.Element {
  const query = account ? ({ level: "account", account_id: account.account_id } as const) : ({ level: "contact" } as const);
  const used = useLoad((signal) => book.send("contacts_contact_information_read", { path: { contact_id: contact.contact_id }, query, signal }), []);
  const from = (value: string | null | undefined, level: string | null): JSX.Element => (value ? <><bdi>{value}</bdi> <span class="mark">{said(level)}</span></> : <span class="soft">{t("none")}</span>);
  return (
    <Shown of={used}>
      {({ email, phone, mailing_address: address }) => (
        <div class="notice">
          <Facts
            of={[
              [t("contact.email"), from(email.value, email.level)],
              [t("contact.phone"), from(phone.value, phone.level)],
              [t("contact.mailing_address"), from(address.value && lineOf(address.value), address.level)],
            ]}
          />
        </div>
      )}
    </Shown>
  );
}

/** Return what is queued. A text of one's own may have merge tags, and no markup. */
function draftOf(values: Record<string, string>, account: Account | null): CommunicationDraft {
  const { channel = "email", notification_type_id = "", template_id, subject = "", text = "", scheduled_for } = values;
  const html = text.split(/\n{2,}/).map((one) => `<p>${escaped(one).replaceAll("\n", "<br>")}</p>`).join("\n");
  const bodies = { email: { email: { subject, text, html } }, sms: { sms: { text } }, print: { print: { html } } }[channel];
  return {
    channel: channel as Channel,
    notification_type_id,
    ...(template_id ? { template_id } : { bodies }),
    ...(account ? { account_id: account.account_id } : {}),
    ...(scheduled_for ? { scheduled_for: new Date(scheduled_for).toISOString() } : {}),
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
