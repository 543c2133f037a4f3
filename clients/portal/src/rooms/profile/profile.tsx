/** A contact's profile: its head, and its sections one at a time. */

import type { ComponentType, JSX } from "preact";

import type { Contact } from "../../../../typescript/src/index.js";
import { Facts, Mark, Shown } from "../../parts/list.js";
import { Ways } from "../../parts/ways.js";
import { useLoad } from "../../shell/load.js";
import { link, useRoute } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { type Key, said, t } from "../../shell/texts.js";
import { Accounts } from "./accounts.js";
import { Details } from "./details.js";
import { Documents } from "./documents.js";
import { KycSection } from "./kyc.js";
import { Lists } from "./lists.js";
import { Notes } from "./notes.js";
import { Opportunities } from "./opportunities.js";
import { Audit, Timeline } from "./past.js";
import { PermissionSection } from "./permission.js";
import { Relations } from "./relations.js";

/** What a section gets: the contact as it was read, its ETag, and a way to read it again. */
export interface SectionProps {
  contact: Contact;
  etag: string;
  again: () => void;
}

interface Section {
  name: string;
  title: Key;
  isOffered: () => boolean;
  Shown: ComponentType<SectionProps>;
}

const SECTIONS: Section[] = [
  { name: "details", title: "section.details", isOffered: () => true, Shown: Details },
  { name: "accounts", title: "section.accounts", isOffered: () => may("contacts_accounts_list"), Shown: Accounts },
  { name: "lists", title: "section.lists", isOffered: () => may("contacts_lists_read"), Shown: Lists },
  { name: "opportunities", title: "section.opportunities", isOffered: () => may("contacts_opportunities_list"), Shown: Opportunities },
  { name: "relations", title: "section.relations", isOffered: () => may("contacts_relations_list"), Shown: Relations },
  { name: "notes", title: "section.notes", isOffered: () => may("contacts_notes_list"), Shown: Notes },
  { name: "documents", title: "section.documents", isOffered: () => may("contacts_attachments_list"), Shown: Documents },
  { name: "permission", title: "section.permission", isOffered: () => may("contacts_permissions_read"), Shown: PermissionSection },
  { name: "kyc", title: "section.kyc", isOffered: () => may("contacts_kyc_read"), Shown: KycSection },
  { name: "timeline", title: "section.timeline", isOffered: () => may("contacts_timeline_list"), Shown: Timeline },
  { name: "audit", title: "section.audit", isOffered: () => may("contacts_audit_list"), Shown: Audit },
];

export function Profile({ contactId }: { contactId: string }): JSX.Element {
  const path = { contact_id: contactId };
  const loaded = useLoad((signal) => book.receive("contacts_read", { path, signal }), [contactId]);
  return <Shown of={loaded}>{({ value, etag }) => <Known contact={value as Contact} etag={etag ?? ""} again={loaded.again} />}</Shown>;
}

function Known({ contact, etag, again }: SectionProps): JSX.Element {
  const { path, query } = useRoute();
  const sections = SECTIONS.filter((one) => one.isOffered());
  const here = sections.find((one) => one.name === query["section"]) ?? sections[0]!;
  return (
    <>
      <Head contact={contact} />
      <Ways kind="sections" here={here.name} ways={sections.map((one) => ({ name: one.name, title: t(one.title), to: link(path, { section: one.name }) }))} />
      <h2 class="hidden">{t(here.title)}</h2>
      <here.Shown contact={contact} etag={etag} again={again} />
    </>
  );
}

function Head({ contact }: { contact: Contact }): JSX.Element {
  const email = contact.emails.find((one) => one.primary) ?? contact.emails[0];
  const address = contact.addresses.find((one) => one.primary);
  return (
    <header class="card">
      {may("contacts_list") && <a class="back" href={link(["contacts"])}>{t("back.contacts")}</a>}
      <h1 tabIndex={-1}><bdi>{contact.display_name}</bdi></h1>
      <div class="marks">
        <Mark of={contact.stage} />
        <Mark of={contact.life_cycle_state} />
        {contact.past_customer && <Mark of="past_customer" />}
        <span class="mark">{t("consent")}: {said(contact.consent.state)}</span>
        {contact.kyc.state && <span class="mark">KYC: {said(contact.kyc.state)}</span>}
        {contact.tags.map((one) => <span key={one} class="mark"><bdi>{one}</bdi></span>)}
      </div>
      <Facts
        of={[
          [t("contact.email"), email && <bdi>{email.address}</bdi>],
          [t("contact.phone"), contact.display_phones[0] && <bdi>{contact.display_phones[0]}</bdi>],
          [t("contact.mailing_address"), address && <bdi>{lineOf(address)}</bdi>],
        ]}
      />
      {contact.missing_contact_information.length > 0 && <p class="soft">{t("contact.missing", { what: contact.missing_contact_information.map(said).join(", ") })}</p>}
    </header>
  );
}

interface Postal {
  line_1?: string | null;
  line_2?: string | null;
  postal_code?: string | null;
  city?: string | null;
  region?: string | null;
  country?: string | null;
}

/** Return an address in one line. */
export function lineOf(address: Postal): string {
  const { line_1, line_2, postal_code, city, region, country } = address;
  return [line_1, line_2, [postal_code, city].filter(Boolean).join(" "), region, country].filter(Boolean).join(", ");
}
