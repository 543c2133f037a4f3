/** The client against the local stack. `make clients-test` starts it and sets CONTACTBOOK_URL. */

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { Contactbook, NotFound, Problem, RuleBroken, Throttled, ValidationFailed, VersionMismatch, type ContactDraft } from "../src/index.js";

const base = process.env["CONTACTBOOK_URL"] ?? "http://127.0.0.1:3000";
const person: ContactDraft = {
  kind: "person",
  first_name: "Eleni",
  last_name: "Georgiou",
  language: "el",
  emails: [{ type: "personal", address: "eleni@example.com", primary: true }],
  tags: ["vip"],
};
let book: Contactbook;

async function token(tenant: string, claims: Record<string, unknown> = {}): Promise<string> {
  const body = JSON.stringify({ tenant_id: tenant, user_id: "user-1", ...claims });
  const answer = await fetch(`${base}/_local/token`, { method: "POST", headers: { "content-type": "application/json" }, body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

before(async () => {
  const tenant = `ts-${Date.now().toString(36)}`;
  const operator = new Contactbook(base, await token("operations", { scope: "platform:admin" }));
  await operator.send("tenants_create", { body: { tenant_id: tenant, name: "Acme" } });
  book = new Contactbook(base, () => token(tenant));
});

test("a contact is created, read, changed and not overwritten", async () => {
  const made = await book.receive("contacts_create", { body: person });
  assert.equal(made.status, 201);
  assert.equal(made.etag, '"1"');
  const path = { contact_id: made.value.contact_id };
  const read = await book.receive("contacts_read", { path });
  assert.equal("display_name" in read.value && read.value.display_name, made.value.display_name);
  assert.equal(await book.receiveIfChanged("contacts_read", read.etag ?? "", { path }), null);
  const changed = await book.send("contacts_change", { path, body: { tags: ["gold"] }, ifMatch: '"1"' });
  assert.deepEqual(changed.tags, ["gold"]);
  await assert.rejects(book.send("contacts_change", { path, body: { tags: [] }, ifMatch: '"1"' }), VersionMismatch);
});

test("a repeated POST with its key is answered as before", async () => {
  const call = { body: { ...person, last_name: "Once" }, idempotencyKey: "the-only-one" };
  const [first, second] = [await book.receive("contacts_create", call), await book.receive("contacts_create", call)];
  assert.equal(second.value.contact_id, first.value.contact_id);
  assert.deepEqual([first.replayed, second.replayed], [false, true]);
});

test("problems are errors by their status, with codes and fields", async () => {
  await assert.rejects(book.send("contacts_read", { path: { contact_id: "con_00000000000000000000000000" } }), NotFound);
  const wrong: ContactDraft = { kind: "person", last_name: "X", emails: [{ address: "eleni.example.com" }] };
  await assert.rejects(book.send("contacts_create", { body: wrong }), (error) => {
    assert.ok(error instanceof ValidationFailed);
    assert.deepEqual([error.errors[0]?.field, error.errors[0]?.code], ["/emails/0/address", "invalid_email"]);
    return true;
  });
  const { contact_id } = await book.send("contacts_create", { body: { ...person, last_name: "Related" } });
  const body = { related_contact_id: contact_id, relation_type: "other" };
  await assert.rejects(book.send("contacts_relations_create", { path: { contact_id }, body }), (error) => {
    assert.ok(error instanceof RuleBroken);
    assert.equal(error.code, "self_relation");
    return true;
  });
});

test("lists are gone through page by page", async () => {
  const { contact_id } = await book.send("contacts_create", { body: { ...person, last_name: "Noted" } });
  for (const text of ["one", "two", "three"]) await book.send("contacts_notes_create", { path: { contact_id }, body: { text } });
  const texts: string[] = [];
  for await (const note of book.items("contacts_notes_list", { path: { contact_id }, query: { limit: 1 } })) texts.push(note.text);
  assert.deepEqual(texts.sort(), ["one", "three", "two"]);
});

test("a file is uploaded and downloaded", async () => {
  const { contact_id } = await book.send("contacts_create", { body: { ...person, last_name: "Documented" } });
  const content = "%PDF-1.4 a file";
  const body = { file_name: "id.pdf", content_type: "application/pdf", size: content.length, classification: "passport" };
  const announced = await book.send("contacts_attachments_create", { path: { contact_id }, body });
  await book.upload(announced, content);
  await fetch(`${base}/_local/drain`, { method: "POST" });
  const path = { contact_id, attachment_id: announced.attachment_id };
  const stored = await book.send("contacts_attachments_read", { path });
  assert.equal(stored.state, "stored");
  assert.equal(await (await fetch(stored.download_url ?? "")).text(), content);
});

test("the settings are typed by their section", async () => {
  await book.send("settings_save", { path: { section: "categories" }, body: { categories: ["customer"] } });
  const read = await book.send("settings_read", { path: { section: "categories" } });
  assert.deepEqual("categories" in read && read.categories, ["customer"]);
});

function answering(...answers: (Response | Error)[]): { fetch: typeof fetch; sent: Request[] } {
  const sent: Request[] = [];
  const next = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    sent.push(new Request(input, init));
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? new Response("{}", { status: 500 });
  };
  return { fetch: next, sent };
}

const json = (status: number, content: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(content), { status, headers: { "Content-Type": "application/json", ...headers } });

test("a lost POST is repeated with its key, and a lost PATCH is not", async () => {
  const waits: number[] = [];
  const wait = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
  const lost = answering(new TypeError("lost"), json(503, {}, { "Retry-After": "2" }), json(201, { note_id: "nte_1" }));
  const patient = new Contactbook("http://x", "t", { fetch: lost.fetch, wait });
  await patient.send("contacts_notes_create", { path: { contact_id: "con_1" }, body: { text: "A" } });
  const keys = lost.sent.map((one) => one.headers.get("Idempotency-Key"));
  assert.equal(new Set(keys).size, 1);
  assert.ok(keys[0]);
  assert.ok((waits[1] ?? 0) >= 2000);
  const once = answering(new TypeError("lost"), json(200, {}));
  const careful = new Contactbook("http://x", "t", { fetch: once.fetch, wait });
  await assert.rejects(careful.send("contacts_change", { path: { contact_id: "con_1" }, body: { tags: [] } }), TypeError);
  assert.equal(once.sent.length, 1);
});

test("a busy tenant is waited for, and in the end it is a problem", async () => {
  const busy = answering(...Array.from({ length: 3 }, () => json(429, { code: "tenant_busy" })));
  const hasty = new Contactbook("http://x", "t", { fetch: busy.fetch, retries: 2, wait: async () => {} });
  await assert.rejects(hasty.send("me_read"), (error) => error instanceof Throttled && error instanceof Problem && error.code === "tenant_busy");
  assert.equal(busy.sent.length, 3);
});
