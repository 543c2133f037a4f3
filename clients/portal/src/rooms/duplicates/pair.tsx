/** Two contacts side by side: what differs, what the survivor takes, and what the merge would leave. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Contact } from "../../../../typescript/src/index.js";
import { written } from "../../parts/conflict.js";
import { Mark, Scrolled, Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useLoad } from "../../shell/load.js";
import { go, link } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { fieldName, number, said, t, time } from "../../shell/texts.js";

/** What is compared. A merge keeps all of the lists, so nothing is chosen there. */
const CHOSEN = ["title", "first_name", "middle_name", "last_name", "company_name", "gender", "date_of_birth", "language", "industry", "owned_by_group"] as const;
const KEPT = ["emails", "phones", "addresses", "tags", "categories", "lists", "accounts", "opportunities"] as const;

export function Pair({ contactId, otherId }: { contactId: string; otherId: string }): JSX.Element {
  const loaded = useLoad(async (signal) => {
    const read = (id: string) => book.send("contacts_read", { path: { contact_id: id }, signal });
    return (await Promise.all([read(contactId), read(otherId)])) as [Contact, Contact];
  }, [contactId, otherId]);
  return (
    <>
      <p><a class="back" href={link(["duplicates"])}>{t("back.duplicates")}</a></p>
      <h1 tabIndex={-1}>{t("duplicates.pair")}</h1>
      <Shown of={loaded}>{([survivor, other]) => <Compared survivor={survivor} other={other} />}</Shown>
    </>
  );
}

function Compared({ survivor, other }: { survivor: Contact; other: Contact }): JSX.Element {
  const act = useAct();
  const [prefer, setPrefer] = useState<Record<string, string>>({});
  const path = { contact_id: survivor.contact_id };
  const body = { source_ids: [other.contact_id], prefer };
  const merge = async (idempotencyKey: string): Promise<void> => {
    const { merge_id: mergeId } = await book.send("contacts_merge", { path, body, idempotencyKey });
    announce(t("duplicates.merged"));
    go(["duplicates", "merged", mergeId]);
  };
  const differ = async (idempotencyKey: string): Promise<void> => {
    await book.send("contacts_not_duplicate", { path, body: { contact_id: other.contact_id }, idempotencyKey });
    announce(t("duplicates.differ_said"));
    go(["duplicates"]);
  };
  return (
    <>
      <Table survivor={survivor} other={other} prefer={prefer} onPrefer={(field, id) => setPrefer({ ...prefer, [field]: id })} />
      {may("contacts_merge_preview") && <Preview key={JSON.stringify(body)} contactId={survivor.contact_id} body={body} />}
      {act.problem && <Trouble problem={act.problem} />}
      <div class="row end">
        <a href={link(["duplicates", other.contact_id, survivor.contact_id])}>{t("duplicates.swap")}</a>
        {may("contacts_not_duplicate") && <button type="button" disabled={act.busy} onClick={() => void act.run(differ)}>{t("duplicates.differ")}</button>}
        {may("contacts_merge") && <button type="button" class="main" disabled={act.busy} onClick={() => void act.run(merge)}>{t("duplicates.merge")}</button>}
      </div>
    </>
  );
}

interface TableProps {
  survivor: Contact;
  other: Contact;
  prefer: Record<string, string>;
  onPrefer: (field: string, contactId: string) => void;
}

function Table({ survivor, other, prefer, onPrefer }: TableProps): JSX.Element {
  const both = [survivor, other];
  return (
    <Scrolled label={t("duplicates.pair")}>
      <table>
        <thead>
          <tr>
            <th>{t("field")}</th>
            {both.map((one) => <th key={one.contact_id}><a href={link(["contacts", one.contact_id])}><bdi>{one.display_name}</bdi></a> {one === survivor && <Mark of="stays" />}</th>)}
          </tr>
        </thead>
        <tbody>
          {CHOSEN.filter((field) => survivor[field] || other[field]).map((field) => (
            <tr key={field}>
              <th scope="row">{fieldName(field)}</th>
              {both.map((one) => <Cell key={one.contact_id} field={field} of={one} survivor={survivor} other={other} prefer={prefer} onPrefer={onPrefer} />)}
            </tr>
          ))}
          {KEPT.filter((field) => survivor[field].length || other[field].length).map((field) => (
            <tr key={field}>
              <th scope="row">{fieldName(field)}</th>
              {both.map((one) => <td key={one.contact_id}><bdi>{namesOf(one, field)}</bdi></td>)}
            </tr>
          ))}
          <tr><th scope="row">{t("created")}</th>{both.map((one) => <td key={one.contact_id}>{time(one.created_at)}</td>)}</tr>
        </tbody>
      </table>
    </Scrolled>
  );
}

/** A value, to be chosen where both have one and they differ. */
function Cell({ field, of: one, survivor, other, prefer, onPrefer }: TableProps & { field: (typeof CHOSEN)[number]; of: Contact }): JSX.Element {
  const value = written(one[field]);
  const isOpen = survivor[field] && other[field] && survivor[field] !== other[field];
  if (!isOpen) return <td><bdi>{value}</bdi></td>;
  const chosen = prefer[field] ?? survivor.contact_id;
  return (
    <td>
      <label class="check">
        <input type="radio" name={field} checked={chosen === one.contact_id} onChange={() => onPrefer(field, one.contact_id)} />
        <bdi>{value}</bdi>
      </label>
    </td>
  );
}

function namesOf(contact: Contact, field: (typeof KEPT)[number]): string {
  const named = (contact[field] as (string | Record<string, unknown>)[]).map((one) => (typeof one === "string" ? one : one["address"] ?? one["number"] ?? one["name"] ?? [one["line_1"], one["city"]].filter(Boolean).join(", ")));
  return written(named);
}

interface PreviewProps {
  contactId: string;
  body: { source_ids: string[]; prefer: Record<string, string> };
}

function Preview({ contactId, body }: PreviewProps): JSX.Element {
  const preview = useLoad((signal) => book.send("contacts_merge_preview", { path: { contact_id: contactId }, body, signal }), []);
  return (
    <section class="card" aria-labelledby="merge-preview">
      <h2 id="merge-preview">{t("duplicates.preview")}</h2>
      <Shown of={preview}>
        {({ contact, moves }) => (
          <>
            <p><strong><bdi>{contact.display_name}</bdi></strong> <Mark of={contact.stage} /></p>
            <p>{t("duplicates.moves")} {Object.entries(moves).filter(([, count]) => count).map(([noun, count]) => `${number(count)} ${said(noun)}`).join(", ") || t("none")}</p>
          </>
        )}
      </Shown>
    </section>
  );
}
