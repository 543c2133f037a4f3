/** The opportunities of a contact. One makes a lead a prospect, for good. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Opportunity, type OpportunityDraft, VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Dialog } from "../../parts/dialog.js";
import { ChoiceField, Form, TextField } from "../../parts/form.js";
import { Listed, Mark, Scrolled } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { useAct, useLoad, usePages } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";
import type { SectionProps } from "./profile.js";

export function Opportunities({ contact, again }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const pages = usePages((cursor, signal) => book.send("contacts_opportunities_list", { path, query: { cursor }, signal }), [contact.contact_id, contact.version]);
  const [edited, setEdited] = useState<Opportunity | "new">();
  return (
    <section class="card">
      {may("contacts_opportunities_create") && <div class="row"><button type="button" onClick={() => setEdited("new")}>{t("add")}</button></div>}
      <Listed pages={pages} empty={t("none")}>
        {(items) => (
          <Scrolled label={t("section.opportunities")}>
            <table>
              <thead><tr><th>{t("contact.name")}</th><th>{t("filter.stage")}</th><th class="number">{t("opportunities.value")}</th><th>{t("state")}</th><td /></tr></thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.opportunity_id}>
                    <th scope="row"><bdi>{one.name}</bdi></th>
                    <td>{one.stage}</td>
                    <td class="number">{one.value}</td>
                    <td><Mark of={one.outcome} /></td>
                    <td>{may("contacts_opportunities_change") && <button type="button" class="quiet" onClick={() => setEdited(one)}>{t("edit")}</button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolled>
        )}
      </Listed>
      {edited && <Edit contactId={contact.contact_id} opportunity={edited === "new" ? null : edited} onClose={() => setEdited(undefined)} onSaved={() => { pages.again(); again(); }} />}
    </section>
  );
}

interface EditProps {
  contactId: string;
  opportunity: Opportunity | null;
  onClose: () => void;
  onSaved: () => void;
}

function Edit({ contactId, opportunity, onClose, onSaved }: EditProps): JSX.Element {
  const act = useAct();
  const stages = useLoad((signal) => (may("settings_read") ? book.send("settings_read", { path: { section: "opportunities" }, signal }) : Promise.resolve({})), []);
  const known = ((stages.value ?? {}) as { stages?: string[] }).stages ?? [];
  const [values, setValues] = useState<Record<string, string>>({ name: opportunity?.name ?? "", stage: opportunity?.stage ?? "", value: opportunity?.value ?? "", outcome: opportunity?.outcome ?? "open" });
  const set = (name: string) => (value: string): void => setValues({ ...values, [name]: value });
  const { name = "", stage, value, outcome } = values;
  const body = { name, stage: stage || null, value: value || null, outcome } as OpportunityDraft;
  const path = { contact_id: contactId, opportunity_id: opportunity?.opportunity_id ?? "" };
  const done = (): void => {
    onClose();
    onSaved();
  };
  const save = (ifMatch: string): void => {
    void act.run(async (idempotencyKey) => {
      if (opportunity) await book.send("contacts_opportunities_change", { path, body, ifMatch });
      else await book.send("contacts_opportunities_create", { path, body, idempotencyKey });
      announce(t("saved"));
      done();
    });
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={body} read={() => book.receive("contacts_opportunities_read", { path })} onReload={done} onAgain={save} onClose={act.forget} />;
  }
  return (
    <Dialog title={t("section.opportunities")} onClose={onClose}>
      <Form act={act} submit={t("save")} onCancel={onClose} onSubmit={() => save(`"${opportunity?.version}"`)}>
        <TextField label={t("contact.name")} at="/name" value={values["name"] ?? ""} onChange={set("name")} />
        <TextField label={t("filter.stage")} at="/stage" value={values["stage"] ?? ""} options={known} onChange={set("stage")} />
        <TextField label={t("opportunities.value")} at="/value" value={values["value"] ?? ""} onChange={set("value")} />
        <ChoiceField label={t("state")} at="/outcome" value={values["outcome"] ?? ""} choices={choicesOf(["open", "won", "lost"])} onChange={set("outcome")} />
      </Form>
    </Dialog>
  );
}
