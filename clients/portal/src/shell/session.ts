/**
 * Who is signed in. The token, and what renews it, are kept in this tab only, and never in an address.
 *
 * A token that ends soon is renewed before the next request, and one that the API does not take, once; the request is then sent again as
 * it was, with its idempotency key (decision 0238).
 */

import { Contactbook, Unauthorized } from "../../../typescript/src/index.js";
import type { Me } from "../../../typescript/src/index.js";
import type { OPERATIONS } from "../../../typescript/src/generated/operations.js";
import { type Config, isLocal } from "./config.js";
import { SignInFailed, revoke } from "./oidc.js";
import { type Granted, renewedToken } from "./renewal.js";

type Operation = keyof typeof OPERATIONS;
const TOKEN = "contactbook.token";
const RENEWAL = "contactbook.renewal";
/** A token is renewed so many milliseconds before it ends: clocks differ. */
const EARLY = 60_000;

/** The client of the person who is signed in. */
export let book: Contactbook;
/** Who that is, and what it may do. */
export let me: Me;

let from: Config["sign_in"];
let now: Granted | undefined;
/** When the token was renewed: a clock that is wrong does not renew it before each request. */
let renewedAt = 0;
let renewing: Promise<boolean> | undefined;

/** True if the token may call the operation. What it may not is not offered. */
export function may(...operations: Operation[]): boolean {
  return operations.every((one) => me.may.includes(one));
}

/** Return what this tab keeps, or null. */
export function kept(): Granted | null {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { token, renewal: sessionStorage.getItem(RENEWAL) } : null;
}

function keep(granted: Granted): void {
  now = granted;
  sessionStorage.setItem(TOKEN, granted.token);
  if (granted.renewal) sessionStorage.setItem(RENEWAL, granted.renewal);
  else sessionStorage.removeItem(RENEWAL);
}

function forget(): void {
  sessionStorage.removeItem(TOKEN);
  sessionStorage.removeItem(RENEWAL);
}

/** Sign in: ask who that is. Resolves to whether it is who was signed in before. Rejects if the API does not take the token. */
export async function signIn(config: Config, granted: Granted): Promise<boolean> {
  const before = me && [me.tenant_id, me.user_id, me.contact_id].join();
  from = config.sign_in;
  now = granted;
  const caller = new Contactbook(config.api, currentToken, { retries: 2, fetch: renewed });
  try {
    me = await caller.send("me_read");
  } catch (error) {
    if (error instanceof Unauthorized) forget();
    throw error;
  }
  book = caller;
  keep(now);
  return before === [me.tenant_id, me.user_id, me.contact_id].join();
}

async function currentToken(): Promise<string> {
  if (isOver(EARLY) && Date.now() - renewedAt > EARLY) await renew();
  return now?.token ?? "";
}

/** Renew the token, once however many requests wait for it. Resolves to whether there is a fresh one. */
function renew(): Promise<boolean> {
  const before = now;
  if (!before?.renewal) return Promise.resolve(false);
  renewing ??= renewedToken(from, before.renewal)
    .then(
      (granted) => {
        keep(granted);
        renewedAt = Date.now();
        return true;
      },
      (error: unknown) => {
        // What the provider refused once it refuses again. After a lost answer it may be tried.
        if (error instanceof SignInFailed) keep({ ...before, renewal: null });
        return false;
      },
    )
    .finally(() => (renewing = undefined));
  return renewing;
}

/** Send a request; if its token is not taken, send it once more with a fresh one. */
async function renewed(to: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const sent = (init.headers ?? {}) as Record<string, string>;
  const again = (): Promise<Response> => fetch(to, { ...init, headers: { ...sent, Authorization: `Bearer ${now?.token}` } });
  // Another request may have renewed it meanwhile.
  const isFresh = async (): Promise<boolean> => sent["Authorization"] !== `Bearer ${now?.token}` || renew();
  try {
    const answer = await fetch(to, init);
    return answer.status === 401 && sent["Authorization"] && (await isFresh()) ? again() : answer;
  } catch (error) {
    // API Gateway's own 401 has no CORS headers, so a browser shows it like a lost answer. What may have been done is not sent again.
    const isSafe = init.method === "GET" || "Idempotency-Key" in sent;
    if (error instanceof TypeError && isSafe && sent["Authorization"] && isTokenOver() && (await isFresh())) return again();
    throw error;
  }
}

/** True if the time of the token is over. The page only reads it; the API checks it. */
export function isTokenOver(): boolean {
  return isOver(0);
}

/** True if the token ends within so many milliseconds. */
function isOver(early: number): boolean {
  try {
    const [, payload = ""] = (now?.token ?? "").split(".");
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as { exp?: number };
    return exp !== undefined && exp * 1000 < Date.now() + early;
  } catch {
    return false;
  }
}

/** Forget the token, and let the provider forget what renews it. */
export function signOut(): void {
  const renewal = sessionStorage.getItem(RENEWAL);
  if (renewal && !isLocal(from)) void revoke(from, renewal);
  forget();
}
