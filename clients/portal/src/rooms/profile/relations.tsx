/** How a contact is related to others. A relation shows on both. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Dialog } from "../../parts/dialog.js";
import { ChoiceField, Form, TextField } from "../../parts/form.js";
import { Listed } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useLoad, usePages } from "../../shell/load.js";
import { link } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import type { SectionProps } from "./profile.js";
import { useTypes } from "./types.js";

export function Relations({ contact }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const pages = usePages((cursor, signal) => book.send("contacts_relations_list", { path, query: { cursor }, signal }), [contact.contact_id]);
  const [isNew, setNew] = useState(false);
  const act = useAct();
  const remove = (relationId: string): void => {
    void act.run(async () => {
      await book.send("contacts_relations_delete", { path: { ...path, relation_id: relationId } });
      announce(t("removed"));
      pages.again();
    });
  };
  return (
    <section class="card">
      {may("contacts_relations_create", "contacts_list") && <div class="row"><button type="button" onClick={() => setNew(true)}>{t("add")}</button></div>}
      {act.problem && <Trouble problem={act.problem} />}
      <Listed pages={pages} empty={t("none")}>
        {(items) => (
          <ul>
            {items.map((one) => (
              <li key={one.relation_id}>
                {one.label}: <a href={link(["contacts", one.related_contact_id])}><bdi>{one.related_display_name}</bdi></a>{" "}
                {may("contacts_relations_delete") && <button type="button" class="quiet" disabled={act.busy} aria-label={t("remove.named", { name: one.related_display_name })} onClick={() => remove(one.relation_id)}>{t("remove")}</button>}
              </li>
            ))}
          </ul>
        )}
      </Listed>
      {isNew && <New contactId={contact.contact_id} onClose={() => setNew(false)} onSaved={pages.again} />}
    </section>
  );
}

function New({ contactId, onClose, onSaved }: { contactId: string; onClose: () => void; onSaved: () => void }): JSX.Element {
  const act = useAct();
  const types = useTypes("relation");
  const [type, setType] = useState("");
  const [typed, setTyped] = useState("");
  const [other, setOther] = useState("");
  const found = useLoad(async (signal) => (typed.length > 1 ? (await book.send("contacts_list", { query: { q: typed, limit: 10 }, signal })).items : []), [typed]);
  const save = async (idempotencyKey: string): Promise<void> => {
    await book.send("contacts_relations_create", { path: { contact_id: contactId }, body: { related_contact_id: other, relation_type: type }, idempotencyKey });
    announce(t("saved"));
    onClose();
    onSaved();
  };
  return (
    <Dialog title={t("relations.new")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => void act.run(save)}>
        {types.length > 0
          ? <ChoiceField label={t("type")} at="/relation_type" value={type} none="–" choices={types} onChange={setType} />
          : <TextField label={t("type")} at="/relation_type" value={type} onChange={setType} />}
        <TextField label={t("find")} at="/q" value={typed} onChange={setTyped} />
        <ChoiceField label={t("relations.with")} at="/related_contact_id" value={other} none="–" choices={(found.value ?? []).filter((one) => one.contact_id !== contactId).map((one) => [one.contact_id, one.display_name])} onChange={setOther} />
      </Form>
    </Dialog>
  );
}
