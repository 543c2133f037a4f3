/** What happened to a contact: the timeline, and the audit. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { AuditEntry, AuditKind, TimelineItem } from "../../../../typescript/src/index.js";
import { written } from "../../parts/conflict.js";
import { ChoiceField } from "../../parts/form.js";
import { Listed, Mark, Scrolled } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, usePages } from "../../shell/load.js";
import { link } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { actionName, fieldName, number, said, t, time } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";
import type { SectionProps } from "./profile.js";

export function Timeline({ contact }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const pages = usePages((cursor, signal) => book.send("contacts_timeline_list", { path, query: { cursor }, signal }), [contact.contact_id, contact.version]);
  return (
    <section class="card">
      <Listed pages={pages} empty={t("none")}>
        {(items) => <ol class="timeline">{items.map((one, index) => <li key={index}><Happened item={one} /></li>)}</ol>}
      </Listed>
    </section>
  );
}

function Happened({ item: { kind, at, change, communication, note } }: { item: TimelineItem }): JSX.Element {
  return (
    <>
      <p><strong>{said(kind)}</strong> <span class="soft">{time(at)}</span></p>
      {change && <p>{actionName(change.action)} <bdi>{changed(change.action, change.changes.map((one) => String(one["field"])))}</bdi> <OfMerge id={change.subject} /></p>}
      {communication && <p>{said(communication.channel)} <bdi>{communication.subject ?? communication.address}</bdi> <Mark of={communication.state} /> {said(communication.reason)}</p>}
      {note && <p><bdi>{note.text}</bdi></p>}
    </>
  );
}

/** Return what was changed: the fields without their parts, each once, and without ids. */
function changed(action: string, fields: string[]): string {
  const names = fields.map((field) => plain(action, field).split(".")[0] ?? "");
  return [...new Set(names.filter((one) => !one.endsWith("_id")).map(fieldName))].join(", ");
}

/** Return the field without what the action says already: `account.name` of `account.changed` is a name. */
function plain(action: string, field: string): string {
  const [noun = ""] = action.split(".");
  return field.startsWith(`${noun}.`) ? field.slice(noun.length + 1) : field;
}

/** Fields whose values are words of ours. Any other word is somebody's own. */
const FIXED = ["channel", "consent", "direction", "expires_because", "gender", "kind", "life_cycle_state", "origin", "outcome", "previous_state", "purpose", "said", "source", "stage", "state", "status", "through"];

/** Return a value as a person reads it. */
function value(field: string, of: unknown): string {
  return typeof of === "string" && FIXED.includes(field.split(".").pop() ?? "") ? said(of) : written(of);
}

/** The way to a merge, where it can be undone. */
function OfMerge({ id }: { id: string | null | undefined }): JSX.Element | null {
  if (!id?.startsWith("mrg_") || !may("merges_read")) return null;
  return <a href={link(["duplicates", "merged", id])}>{t("duplicates.open_merge")}</a>;
}

export function Audit({ contact }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const [kind, setKind] = useState("changes");
  const query = kind ? { kind: kind as AuditKind } : {};
  const pages = usePages<AuditEntry>(async (cursor, signal) => {
    const page = await book.send("contacts_audit_list", { path, query: { ...query, cursor }, signal });
    return typeof page === "string" ? { items: [], next_cursor: null } : page;
  }, [contact.contact_id, contact.version, kind]);
  return (
    <section class="card">
      <ChoiceField label={t("audit.kind")} at="/kind" value={kind} none={t("any")} choices={choicesOf(["changes", "looks", "jobs", "settings"])} onChange={setKind} />
      {may("contacts_audit_verify_read") && <Verify contactId={contact.contact_id} />}
      <Listed pages={pages} empty={t("none")}>
        {(items) => (
          <Scrolled label={t("section.audit")}>
            <table>
              <thead><tr><th>{t("audit.at")}</th><th>{t("audit.who")}</th><th>{t("audit.action")}</th><th>{t("audit.changes")}</th></tr></thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.entry_id}>
                    <td>{time(one.at)}</td>
                    <td>{said(one.actor.type)} <bdi>{one.actor.id}</bdi></td>
                    <td>{actionName(one.action)} <OfMerge id={one.subject} /></td>
                    <td>{one.changes.map((change, index) => <Changed key={index} action={one.action} change={change} />)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolled>
        )}
      </Listed>
    </section>
  );
}

function Changed({ action, change }: { action: string; change: Record<string, unknown> }): JSX.Element {
  const field = String(change["field"]);
  return <p><span class="soft">{fieldName(plain(action, field))}</span> <bdi>{value(field, change["from"])}</bdi> {document.dir === "rtl" ? "←" : "→"} <bdi>{value(field, change["to"])}</bdi></p>;
}

function Verify({ contactId }: { contactId: string }): JSX.Element {
  const act = useAct();
  const verify = async (): Promise<void> => {
    let [checked, isWhole, cursor] = [0, true, null as string | null];
    do {
      const verdict = await book.send("contacts_audit_verify_read", { path: { contact_id: contactId }, query: cursor ? { cursor } : {} });
      checked += verdict.checked;
      isWhole &&= verdict.whole;
      cursor = verdict.next_cursor;
    } while (cursor);
    announce(t(isWhole ? "audit.whole" : "audit.broken", { count: number(checked) }));
  };
  return (
    <div class="row">
      <button type="button" disabled={act.busy} onClick={() => void act.run(verify)}>{t("audit.verify")}</button>
      {act.problem && <Trouble problem={act.problem} />}
    </div>
  );
}
