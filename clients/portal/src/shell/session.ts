/** Who is signed in. The token is kept in this tab only, and never in an address. */

import { Contactbook, Unauthorized } from "../../../typescript/src/index.js";
import type { Me } from "../../../typescript/src/index.js";
import type { OPERATIONS } from "../../../typescript/src/generated/operations.js";

type Operation = keyof typeof OPERATIONS;
const KEPT = "contactbook.token";

/** The client of the person who is signed in. */
export let book: Contactbook;
/** Who that is, and what it may do. */
export let me: Me;

/** True if the token may call the operation. What it may not is not offered. */
export function may(...operations: Operation[]): boolean {
  return operations.every((one) => me.may.includes(one));
}

/** Return the token that this tab keeps, or null. */
export function keptToken(): string | null {
  return sessionStorage.getItem(KEPT);
}

/** Sign in with a token: ask who that is. Reject if the API does not take it. */
export async function signIn(api: string, token: string): Promise<void> {
  const caller = new Contactbook(api, token, { retries: 2 });
  try {
    me = await caller.send("me_read");
  } catch (error) {
    if (error instanceof Unauthorized) sessionStorage.removeItem(KEPT);
    throw error;
  }
  book = caller;
  sessionStorage.setItem(KEPT, token);
}

/** True if the time of the kept token is over. The page only reads it; the API checks it. */
export function isTokenOver(): boolean {
  try {
    const [, payload = ""] = (keptToken() ?? "").split(".");
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as { exp?: number };
    return exp !== undefined && exp * 1000 < Date.now();
  } catch {
    return false;
  }
}

/** Forget the token. */
export function signOut(): void {
  sessionStorage.removeItem(KEPT);
}
