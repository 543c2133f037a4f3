/** Who the contact is: names, emails, phones, and what the tenant says about it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Contact, type ContactChanges, VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Dialog } from "../../parts/dialog.js";
import { Form, TextField } from "../../parts/form.js";
import { Facts } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { useAct } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { date, said, t, time } from "../../shell/texts.js";
import { Addresses } from "./addresses.js";
import type { SectionProps } from "./profile.js";

export function Details(props: SectionProps): JSX.Element {
  const { contact } = props;
  const [isEdited, setEdited] = useState(false);
  const name = contact.kind === "person" ? [contact.title, contact.first_name, contact.middle_name, contact.last_name].filter(Boolean).join(" ") : contact.company_name;
  return (
    <div class="cards">
      <section class="card" aria-labelledby="who">
        <div class="row between">
          <h3 id="who">{t("details.who")}</h3>
          {may("contacts_change") && <button type="button" onClick={() => setEdited(true)}>{t("edit")}</button>}
        </div>
        <Facts
          of={[
            [t("filter.kind"), said(contact.kind)],
            [t("contact.name"), <bdi>{name}</bdi>],
            ...contact.emails.map((one): [string, JSX.Element] => [one.label ?? t("contact.email"), <><bdi>{one.address}</bdi>{one.primary && <Primary />}</>]),
            ...contact.phones.map((one, index): [string, JSX.Element] => [one.label ?? t("contact.phone"), <><bdi>{contact.display_phones[index] ?? one.number}</bdi>{one.primary && <Primary />}</>]),
            [t("contact.date_of_birth"), date(contact.date_of_birth)],
            [t("contact.language"), contact.language],
            [t("contact.vat_number"), contact.identifiers.vat_number],
            [t("contact.id_card"), contact.identifiers.id_card?.number],
            [t("contact.passport"), contact.identifiers.passport?.number],
          ]}
        />
      </section>
      <section class="card" aria-labelledby="sorted">
        <h3 id="sorted">{t("details.filed")}</h3>
        <Facts
          of={[
            [t("contact.categories"), contact.categories.join(", ")],
            [t("contact.industry"), [contact.industry_sector, contact.industry].filter(Boolean).join(" · ")],
            [t("contact.owned_by_group"), contact.owned_by_group],
            [t("contact.privacy_level"), String(contact.privacy_level)],
            ...Object.entries(contact.external_ids).map(([system, id]): [string, string] => [system, String(id)]),
            ...Object.entries(contact.custom).map(([field, value]): [string, string] => [field, String(value ?? "")]),
            [t("created"), time(contact.created_at)],
            [t("updated"), time(contact.updated_at)],
          ]}
        />
      </section>
      <Addresses {...props} />
      {isEdited && <Edit {...props} onClose={() => setEdited(false)} />}
    </div>
  );
}

function Primary(): JSX.Element {
  return <> <span class="mark">{t("primary")}</span></>;
}

function Edit({ contact, etag, again, onClose }: SectionProps & { onClose: () => void }): JSX.Element {
  const act = useAct();
  const [before, setBefore] = useState({ contact, etag });
  const [values, setValues] = useState<Record<string, string>>({});
  const mine = changesOf(before.contact, values);
  const path = { contact_id: contact.contact_id };
  const save = (ifMatch: string): void => {
    void act.run(async () => {
      const { affected_opportunity_ids: opportunities } = await book.send("contacts_change", { path, body: mine, ifMatch });
      announce(opportunities.length ? t("details.saved_opportunities", { count: opportunities.length }) : t("saved"));
      onClose();
      again();
    });
  };
  const reload = async (): Promise<void> => {
    const fresh = await book.receive("contacts_read", { path });
    setBefore({ contact: fresh.value as Contact, etag: fresh.etag ?? "" });
    setValues({});
    act.forget();
  };
  const field = (name: string, at: string, value: string | null | undefined, type: "text" | "email" | "tel" = "text"): JSX.Element => (
    <TextField key={at} label={t(`contact.${name}` as "contact.email")} at={at} type={type} value={values[name] ?? value ?? ""} onChange={(typed) => setValues({ ...values, [name]: typed })} />
  );
  const { contact: shown } = before;
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={mine} read={() => book.receive("contacts_read", { path })} onReload={() => void act.run(reload)} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("edit")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => save(before.etag)}>
        {shown.kind === "person"
          ? (["title", "first_name", "middle_name", "last_name"] as const).map((name) => field(name, `/${name}`, shown[name]))
          : field("company_name", "/company_name", shown.company_name)}
        {field("email", "/emails", shown.emails.map((one) => one.address).join(", "))}
        {field("phone", "/phones", shown.phones.map((one) => one.number).join(", "), "tel")}
        {field("language", "/language", shown.language)}
        {field("tags", "/tags", shown.tags.join(", "))}
        {shown.opportunities.length > 0 && <p class="soft">{t("details.warns", { count: shown.opportunities.length })}</p>}
      </Form>
    </Dialog>
  );
}

/** Return what differs from the contact, as a merge-patch. Texts in lists stand between commas. */
function changesOf(contact: Contact, values: Record<string, string>): ContactChanges {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const parts = value.split(",").map((one) => one.trim()).filter(Boolean);
    if (name === "email") changes["emails"] = parts.map((address) => known(contact.emails.find((one) => one.address === address)) ?? { address });
    else if (name === "phone") changes["phones"] = parts.map((written) => known(contact.phones.find((one) => one.number === written)) ?? { number: written });
    else if (name === "tags") changes["tags"] = parts;
    else changes[name] = value.trim() || null;
  }
  return changes;
}

function known<T extends { label: string | null }>(one: T | undefined): Omit<T, "label"> | undefined {
  if (!one) return undefined;
  const { label: _, ...kept } = one;
  return kept;
}
