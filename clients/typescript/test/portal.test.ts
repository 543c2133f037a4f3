/** The lines of docs/portal.md, which a test holds against this file. `make clients-test` starts the stack and sets CONTACTBOOK_URL. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Contactbook, ValidationFailed, VersionMismatch, type ContactDraft } from "../src/index.js";

const api = process.env["CONTACTBOOK_URL"]?.replace(/\/$/, "") ?? "http://127.0.0.1:3000";
const tenant = `tp-${Date.now().toString(36)}`;

async function registered(): Promise<void> {
  const asked = JSON.stringify({ tenant_id: "operations", user_id: "me", scope: "platform:admin" });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${api}/_local/token`, { method: "POST", headers, body: asked });
  const operator = new Contactbook(api, ((await answer.json()) as { access_token: string }).access_token);
  await operator.send("tenants_create", { body: { tenant_id: tenant, name: "Acme" } });
}

test("the lines of the page lead from a token to the customer's own page", async () => {
  await registered();
  const token = async (claims: Record<string, unknown> = {}): Promise<string> => {
    const body = JSON.stringify({ tenant_id: tenant, user_id: "agent-1", ...claims });
    const answer = await fetch(`${api}/_local/token`, { method: "POST", headers: { "content-type": "application/json" }, body });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const book = new Contactbook(api, () => token());
  const { may } = await book.send("me_read");
  assert.ok(may.includes("contacts_create"));
  const draft: ContactDraft = { kind: "person", first_name: "Eleni", last_name: "Georgiou", emails: [{ address: "eleni@example.com" }] };
  const contact = await book.send("contacts_create", { body: draft });
  const path = { contact_id: contact.contact_id };
  assert.equal(contact.first_name, "Eleni");
  const found: string[] = [];
  for await (const one of book.items("contacts_list", { query: { q: "georgiou", limit: 2 } })) found.push(one.contact_id);
  assert.ok(Array.isArray(found));
  const refused = await book.send("contacts_create", { body: { ...draft, emails: [{ address: "eleni.example.com" }] } }).catch((error: unknown) => error);
  assert.ok(refused instanceof ValidationFailed);
  const { etag } = await book.receive("contacts_read", { path });
  await book.send("contacts_change", { path, body: { tags: ["gold"] }, ifMatch: etag ?? "" });
  const stale = await book.send("contacts_change", { path, body: { tags: ["silver"] }, ifMatch: etag ?? "" }).catch((error: unknown) => error);
  assert.ok(stale instanceof VersionMismatch);
  const content = "%PDF-1.4 a passport";
  const body = { file_name: "passport.pdf", content_type: "application/pdf", size: content.length, classification: "passport" };
  const announced = await book.send("contacts_attachments_create", { path, body });
  await book.upload(announced, content);
  await fetch(`${api}/_local/drain`, { method: "POST" });
  const kept = { contact_id: contact.contact_id, attachment_id: announced.attachment_id };
  assert.equal((await book.send("contacts_attachments_read", { path: kept })).state, "stored");
  const customer = new Contactbook(api, () => token({ user_id: "eleni", contact_id: contact.contact_id }));
  const own = await customer.send("contacts_preferences_read", { path });
  assert.equal(own.direct_marketing, false);
});
