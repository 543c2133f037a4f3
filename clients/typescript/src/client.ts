/** The layer around the generated types: it sends requests. */

import { OPERATIONS } from "./generated/operations.js";
import type { operations } from "./generated/schema.js";
import { type Problem, problemOf } from "./problems.js";

type Id = keyof typeof OPERATIONS & keyof operations;
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Success = 200 | 201 | 202 | 204;
/** What an operation answers. */
export type Answered<K extends Id> = {
  [S in keyof operations[K]["responses"] & Success]: Json<operations[K]["responses"][S]>;
}[keyof operations[K]["responses"] & Success];
type Path<K extends Id> = operations[K] extends { parameters: { path: infer P } } ? { path: P } : { path?: never };
type Query<K extends Id> = operations[K] extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: never };
type Body<K extends Id> = operations[K] extends { requestBody: { content: { "application/json": infer B } } }
  ? { body: B }
  : operations[K] extends { requestBody?: { content: { "application/json": infer B } } }
    ? { body?: B }
    : { body?: never };
interface Conditions {
  /** The `etag` of what was read: a change of somebody else in between is a VersionMismatch. */
  ifMatch?: string;
  /** A key of your own, where a POST must happen once even if your program starts again. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}
/** What an operation takes. */
export type Call<K extends Id> = Path<K> & Query<K> & Body<K> & Conditions;
type Args<K extends Id> = {} extends Call<K> ? [call?: Call<K>] : [call: Call<K>];
/** The operations that answer pages. */
type Lists = { [K in Id]: Answered<K> extends { items: unknown[]; next_cursor: string | null } ? K : never }[Id];
type Item<K extends Lists> = Answered<K> extends { items: (infer T)[] } ? T : never;

/** An answer with what its headers say. */
export interface Received<T> {
  value: T;
  status: number;
  etag: string | null;
  location: string | null;
  /** Whether it is the answer to an earlier request with the same key. */
  replayed: boolean;
}

export interface Options {
  /** How often a request is repeated; 4 if left out. */
  retries?: number;
  fetch?: typeof fetch;
  /** Waits so many milliseconds. */
  wait?: (milliseconds: number) => Promise<void>;
}

const FIRST_WAIT = 250;
const LONGEST_WAIT = 20_000;
const NOTHING_DONE = [429];
const UNKNOWN_END = [500, 502, 503, 504];

interface Sent {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * A caller of the API.
 *
 * `token` is the JWT, or a function that gives a fresh one. Every POST has an `Idempotency-Key`, so it is repeated after a lost answer,
 * as every GET is. A PUT, PATCH or DELETE is repeated only where the API said that it did nothing (429).
 */
export class Contactbook {
  readonly #base: string;
  readonly #token: () => string | Promise<string>;
  readonly #retries: number;
  readonly #fetch: typeof fetch;
  readonly #wait: (milliseconds: number) => Promise<void>;

  constructor(base: string, token: string | (() => string | Promise<string>), options: Options = {}) {
    this.#base = base.replace(/\/+$/, "");
    this.#token = typeof token === "string" ? () => token : token;
    this.#retries = options.retries ?? 4;
    this.#fetch = options.fetch ?? ((...args) => fetch(...args));
    this.#wait = options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds)));
  }

  /** Send a request. Resolves to what it answers; rejects with a Problem, or a TypeError if nothing answered. */
  async send<K extends Id>(operation: K, ...args: Args<K>): Promise<Answered<K>> {
    return (await this.receive(operation, ...args)).value;
  }

  /** Send a request. Resolves to what it answers with its ETag, Location and whether it is a repetition. Rejects as `send`. */
  async receive<K extends Id>(operation: K, ...args: Args<K>): Promise<Received<Answered<K>>> {
    const call = (args[0] ?? {}) as Sent & Conditions;
    const headers: Record<string, string> = {};
    if (call.ifMatch) headers["If-Match"] = call.ifMatch;
    if (OPERATIONS[operation][0] === "POST") headers["Idempotency-Key"] = call.idempotencyKey ?? crypto.randomUUID();
    return received<Answered<K>>(await this.#answered(operation, call, headers));
  }

  /** Send a GET. Resolves to null while the record has the version of the ETag. Rejects as `send`. */
  async receiveIfChanged<K extends Id>(operation: K, etag: string, ...args: Args<K>): Promise<Received<Answered<K>> | null> {
    const answer = await this.#answered(operation, (args[0] ?? {}) as Sent & Conditions, { "If-None-Match": etag });
    return answer.status === 304 ? null : received<Answered<K>>(answer);
  }

  /** Go through the pages of a list. Rejects as `send`. */
  async *pages<K extends Lists>(operation: K, ...args: Args<K>): AsyncGenerator<Awaited<Answered<K>>> {
    const call = (args[0] ?? {}) as Sent & Conditions;
    let cursor: string | null = null;
    do {
      const query: Record<string, unknown> = { ...call.query, ...(cursor === null ? {} : { cursor }) };
      const page = (await received<{ next_cursor: string | null }>(await this.#answered(operation, { ...call, query }, {}))).value;
      yield page as Awaited<Answered<K>>;
      cursor = page.next_cursor;
    } while (cursor);
  }

  /** Go through the records of a list, page by page. Rejects as `send`. */
  async *items<K extends Lists>(operation: K, ...args: Args<K>): AsyncGenerator<Item<K>> {
    for await (const page of this.pages(operation, ...args)) yield* (page as unknown as { items: Item<K>[] }).items;
  }

  /**
   * PUT a file to where its announcement says: what `contacts_attachments_create`, `attachments_create` and `imports_uploads_create`
   * answer. The address is signed: the token is not sent to it.
   */
  async upload(
    announced: { upload_url?: string | null; upload_headers?: Record<string, string> | null; headers?: Record<string, string> },
    content: BodyInit,
  ): Promise<void> {
    if (!announced.upload_url) throw new TypeError("The file has no upload address: it is stored already.");
    const init = { method: "PUT", headers: announced.upload_headers ?? announced.headers ?? {}, body: content };
    const url = announced.upload_url;
    const answer = await this.#repeated(() => this.#fetch(url, init), UNKNOWN_END, true);
    if (!answer.ok) throw problemOf(answer.status, {});
  }

  async #answered(operation: Id, call: Sent & { signal?: AbortSignal }, headers: Record<string, string>): Promise<Response> {
    const [method, template] = OPERATIONS[operation];
    const mayRepeat = method === "GET" || method === "POST";
    const url = `${this.#base}${filled(template, call.path ?? {})}${written(call.query ?? {})}`;
    const once = async (): Promise<Response> => {
      const sent: Record<string, string> = { Authorization: `Bearer ${await this.#token()}`, Accept: "application/json", ...headers };
      const init: RequestInit = { method, headers: sent };
      if (call.signal) init.signal = call.signal;
      if (call.body !== undefined) {
        sent["Content-Type"] = "application/json";
        init.body = JSON.stringify(call.body);
      }
      return this.#fetch(url, init);
    };
    return this.#repeated(once, mayRepeat ? UNKNOWN_END : [], mayRepeat, call.signal);
  }

  async #repeated(once: () => Promise<Response>, statuses: number[], afterLoss: boolean, signal?: AbortSignal): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt === this.#retries;
      let least = 0;
      try {
        const answer = await once();
        if (isLast || !(await isWorthRepeating(answer, statuses))) return answer;
        least = (retryAfter(answer) ?? 0) * 1000;
      } catch (error) {
        if (isLast || !afterLoss || signal?.aborted) throw error;
      }
      // A wait between nothing and the longest of this attempt: clients that failed together do not come back together.
      const backoff = Math.random() * Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
      await this.#wait(Math.min(Math.max(least, backoff), LONGEST_WAIT));
    }
  }
}

async function isWorthRepeating(answer: Response, statuses: number[]): Promise<boolean> {
  if (NOTHING_DONE.includes(answer.status) || statuses.includes(answer.status)) return true;
  if (answer.status !== 409) return false;
  // The first request with this key still runs.
  const content = (await contentOf(answer.clone())) as { code?: string } | undefined;
  return content?.code === "request_in_progress";
}

function retryAfter(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get("Retry-After") ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : seconds;
}

async function received<T>(answer: Response): Promise<Received<T>> {
  const content = await contentOf(answer);
  if (!answer.ok) throw problemOf(answer.status, content, retryAfter(answer)) satisfies Problem;
  return {
    value: content as T,
    status: answer.status,
    etag: answer.headers.get("ETag"),
    location: answer.headers.get("Location"),
    replayed: answer.headers.get("Idempotency-Replayed") === "true",
  };
}

async function contentOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!text) return undefined;
  return (answer.headers.get("Content-Type") ?? "").includes("json") ? JSON.parse(text) : text;
}

function filled(template: string, path: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name];
    if (value === undefined || value === "") throw new TypeError(`The path needs ${name}.`);
    return encodeURIComponent(String(value));
  });
}

function written(query: Record<string, unknown>): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
