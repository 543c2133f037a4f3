/** The documents of a contact. The bytes go to storage and never through the API. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Field, Form, TextField } from "../../parts/form.js";
import { Listed, Mark } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, usePages } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { number, t, time } from "../../shell/texts.js";
import type { SectionProps } from "./profile.js";

const KIB = 1024;

export function Documents({ contact, again }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const pages = usePages((cursor, signal) => book.send("contacts_attachments_list", { path, query: { cursor }, signal }), [contact.contact_id]);
  const act = useAct();
  const opening = useAct();
  const [file, setFile] = useState<File>();
  const [classification, setClassification] = useState("");
  const upload = async (idempotencyKey: string): Promise<void> => {
    if (!file) return;
    const body = { file_name: file.name, content_type: file.type || "application/octet-stream", size: file.size, ...(classification ? { classification } : {}) };
    const announced = await book.send("contacts_attachments_create", { path, body, idempotencyKey });
    await book.upload(announced, file);
    announce(t("documents.uploaded"));
    pages.again();
    again();
  };
  const open = (attachmentId: string): void => {
    void opening.run(async () => {
      const { download_url: url } = await book.send("contacts_attachments_read", { path: { ...path, attachment_id: attachmentId } });
      if (url) window.open(url, "_blank", "noopener");
      else announce(t("documents.pending"));
    });
  };
  return (
    <section class="card">
      {may("contacts_attachments_create") && (
        <Form act={act} submit={t("documents.upload")} disabled={!file} onSubmit={() => void act.run(upload)}>
          <Field label={t("documents.file")} at="/file_name">
            {(given) => <input {...given} type="file" onChange={(event) => setFile(event.currentTarget.files?.[0])} />}
          </Field>
          <TextField label={t("documents.classification")} at="/classification" options={["id_card", "passport"]} value={classification} onChange={setClassification} />
        </Form>
      )}
      {opening.problem && <Trouble problem={opening.problem} />}
      <Listed pages={pages} empty={t("none")}>
        {(items) => (
          <ul class="results">
            {items.map((one) => (
              <li key={one.attachment_id} class="item">
                <span><button type="button" class="quiet" disabled={opening.busy} onClick={() => open(one.attachment_id)}><bdi>{one.file_name}</bdi></button></span>
                <span class="soft">{one.classification} · {number(Math.ceil(one.size / KIB))} KB</span>
                <span class="soft">{time(one.created_at)}</span>
                <span><Mark of={one.state} /></span>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}
