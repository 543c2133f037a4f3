/** The notes about a contact. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Note, VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Dialog } from "../../parts/dialog.js";
import { Form, TextField } from "../../parts/form.js";
import { Listed } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { useAct, usePages } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { t, time } from "../../shell/texts.js";
import type { SectionProps } from "./profile.js";

export function Notes({ contact }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const pages = usePages((cursor, signal) => book.send("contacts_notes_list", { path, query: { cursor }, signal }), [contact.contact_id]);
  const [edited, setEdited] = useState<Note>();
  const act = useAct();
  const [text, setText] = useState("");
  const add = async (idempotencyKey: string): Promise<void> => {
    await book.send("contacts_notes_create", { path, body: { text }, idempotencyKey });
    setText("");
    announce(t("saved"));
    pages.again();
  };
  return (
    <section class="card">
      {may("contacts_notes_create") && (
        <Form act={act} submit={t("add")} disabled={!text.trim()} onSubmit={() => void act.run(add)}>
          <TextField label={t("notes.new")} at="/text" lines={3} value={text} onChange={setText} />
        </Form>
      )}
      <Listed pages={pages} empty={t("none")}>
        {(items) => items.map((one) => (
          <article key={one.note_id} class="notice">
            <pre dir="auto">{one.text}</pre>
            <div class="row between">
              <span class="soft">{time(one.updated_at)} · <bdi>{one.updated_by.id}</bdi></span>
              {may("contacts_notes_change") && <button type="button" class="quiet" onClick={() => setEdited(one)}>{t("edit")}</button>}
            </div>
          </article>
        ))}
      </Listed>
      {edited && <Edit note={edited} onClose={() => setEdited(undefined)} onSaved={pages.again} />}
    </section>
  );
}

function Edit({ note, onClose, onSaved }: { note: Note; onClose: () => void; onSaved: () => void }): JSX.Element {
  const act = useAct();
  const [before, setBefore] = useState(note);
  const [text, setText] = useState(note.text);
  const path = { contact_id: note.contact_id, note_id: note.note_id };
  const save = (ifMatch: string): void => {
    void act.run(async () => {
      await book.send("contacts_notes_change", { path, body: { text }, ifMatch });
      announce(t("saved"));
      onClose();
      onSaved();
    });
  };
  const reload = async (): Promise<void> => {
    const fresh = await book.send("contacts_notes_read", { path });
    setBefore(fresh);
    setText(fresh.text);
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={{ text }} read={() => book.receive("contacts_notes_read", { path })} onReload={() => void act.run(reload)} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("edit")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => save(`"${before.version}"`)}>
        <TextField label={t("text")} at="/text" lines={6} value={text} onChange={setText} />
      </Form>
    </Dialog>
  );
}
