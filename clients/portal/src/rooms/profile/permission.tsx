/** Consent, preferences, and for each permission the event that decides. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Permission } from "../../../../typescript/src/index.js";
import { Listed, Mark, Scrolled, Shown } from "../../parts/list.js";
import { useLoad, usePages } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { said, t, time } from "../../shell/texts.js";
import { EditConsent, EditPreferences } from "./permission_forms.js";
import type { SectionProps } from "./profile.js";

export function PermissionSection({ contact, again }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const permissions = useLoad((signal) => book.send("contacts_permissions_read", { path, signal }), [contact.contact_id, contact.version]);
  const [edited, setEdited] = useState<"consent" | "preferences">();
  const [isPast, setPast] = useState(false);
  const close = (): void => setEdited(undefined);
  const saved = (): void => {
    permissions.again();
    again();
  };
  return (
    <>
      <section class="card" aria-labelledby="permissions">
        <div class="row between">
          <h3 id="permissions">{t("permission.title")}</h3>
          <div class="row">
            {may("contacts_preferences_save") && <button type="button" onClick={() => setEdited("preferences")}>{t("permission.preferences")}</button>}
            {may("contacts_consent_save") && <button type="button" onClick={() => setEdited("consent")}>{t("permission.consent")}</button>}
          </div>
        </div>
        <p>{t("consent")}: <Mark of={contact.consent.state} /> <span class="soft">{time(contact.consent.updated_at)}</span></p>
        <Shown of={permissions}>{({ items }) => <Table items={items} names={new Map(contact.lists.map((one) => [one.list_id, one.name]))} />}</Shown>
        {may("contacts_permissions_history_list") && (
          <details onToggle={(event) => setPast(event.currentTarget.open)}>
            <summary>{t("permission.history")}</summary>
            {isPast && <History contactId={contact.contact_id} />}
          </details>
        )}
      </section>
      {edited === "consent" && <EditConsent contact={contact} onClose={close} onSaved={saved} />}
      {edited === "preferences" && <EditPreferences contact={contact} onClose={close} onSaved={saved} />}
    </>
  );
}

/** Return the name of a scope such as `direct_marketing`, `channel:sms` or `topic:lst_1`. */
function scopeName(scope: string, names: Map<string, string>): string {
  const [kind = "", of] = scope.split(":", 2);
  return of ? `${said(kind)}: ${names.get(of) ?? said(of)}` : said(kind);
}

function Table({ items, names }: { items: Permission[]; names: Map<string, string> }): JSX.Element {
  return (
    <Scrolled label={t("permission.table")}>
      <table>
        <thead><tr><th>{t("permission.scope")}</th><th>{t("permission.allowed")}</th><th>{t("permission.because")}</th></tr></thead>
        <tbody>
          {items.map(({ scope, allowed, because }) => (
            <tr key={scope}>
              <th scope="row"><bdi>{scopeName(scope, names)}</bdi></th>
              <td><Mark of={allowed ? "yes" : "no"} /></td>
              <td>
                {t("permission.said", { said: said(because.said), through: said(because.through) })} <span class="soft">{time(because.at)} {because.by && <bdi>{because.by.id}</bdi>}</span>
                {because.evidence && <p class="soft">{said(because.evidence.said_through)}, {time(because.evidence.said_at)} <bdi>{because.evidence.note}</bdi></p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function History({ contactId }: { contactId: string }): JSX.Element {
  const pages = usePages((cursor, signal) => book.send("contacts_permissions_history_list", { path: { contact_id: contactId }, query: { cursor }, signal }), [contactId]);
  return (
    <Listed pages={pages} empty={t("permission.never")}>
      {(items) => (
        <ul>
          {items.map((one, index) => (
            <li key={one.event_id ?? index}>
              {time(one.at)}: <bdi>{scopeName(one.scope, new Map())}</bdi> <Mark of={one.said} /> {said(one.through)} <span class="soft"><bdi>{one.by?.id}</bdi></span>
            </li>
          ))}
        </ul>
      )}
    </Listed>
  );
}
