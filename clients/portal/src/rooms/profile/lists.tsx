/** The lists that a contact is on. Nothing changes until SAVE. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Dialog } from "../../parts/dialog.js";
import { Checks, Form } from "../../parts/form.js";
import { Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { lists } from "../../shell/choices.js";
import { useAct, useLoad } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import type { SectionProps } from "./profile.js";

export function Lists(props: SectionProps): JSX.Element {
  const { contact } = props;
  const [isEdited, setEdited] = useState(false);
  return (
    <section class="card">
      {may("contacts_lists_save", "lists_list") && <div class="row"><button type="button" onClick={() => setEdited(true)}>{t("lists.edit")}</button></div>}
      {contact.lists.length ? <ul>{contact.lists.map((one) => <li key={one.list_id}><bdi>{one.name}</bdi></li>)}</ul> : <p class="soft">{t("lists.none")}</p>}
      {isEdited && <Edit {...props} onClose={() => setEdited(false)} />}
    </section>
  );
}

function Edit({ contact, again, onClose }: SectionProps & { onClose: () => void }): JSX.Element {
  const act = useAct();
  const path = { contact_id: contact.contact_id };
  const loaded = useLoad(async (signal) => ({ all: await lists(signal, { active: true }), before: await book.receive("contacts_lists_read", { path, signal }) }), []);
  const [chosen, setChosen] = useState<string[]>();
  const ids = chosen ?? loaded.value?.before.value.list_ids ?? [];
  const save = (ifMatch: string): void => {
    void act.run(async () => {
      await book.send("contacts_lists_save", { path, body: { list_ids: ids }, ifMatch });
      announce(t("lists.saved"));
      onClose();
      again();
    });
  };
  const reload = (): void => {
    act.forget();
    setChosen(undefined);
    loaded.again();
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={{ list_ids: ids }} read={() => book.receive("contacts_lists_read", { path })} onReload={reload} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("lists.edit")} onClose={onClose}>
      <Shown of={loaded}>
        {({ all, before }) => (
          <Form act={act} submit={t("lists.save")} onCancel={onClose} onSubmit={() => save(before.etag ?? "")}>
            <Checks label={t("lists.active")} choices={all.map((one) => [one.list_id, one.name])} chosen={ids} onChange={setChosen} />
          </Form>
        )}
      </Shown>
    </Dialog>
  );
}
