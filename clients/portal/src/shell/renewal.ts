/** Where tokens come from: with a person at hand, and later without. */

import type { Config, LocalStack } from "./config.js";
import { isLocal } from "./config.js";
import { SignInFailed, renewedByProvider } from "./oidc.js";
import { t } from "./texts.js";

/** A token, and with what the next one is asked for: the refresh token, or what the local stack was asked. */
export interface Granted {
  token: string;
  /** Null where the provider gave no refresh token: then the person signs in again. */
  renewal: string | null;
}

/** Ask the local stack for a token. Rejects with SignInFailed, or a TypeError if nothing answered. */
export async function localToken(from: LocalStack, asked: string): Promise<Granted> {
  const answer = await fetch(from.local, { method: "POST", headers: { "content-type": "application/json" }, body: asked });
  const content = (await answer.json()) as { access_token?: string; detail?: string };
  if (!content.access_token) throw new SignInFailed(content.detail ?? t("sign_in.refused"));
  return { token: content.access_token, renewal: asked };
}

/** Ask for a fresh token without the person. Rejects as `localToken`. */
export function renewedToken(from: Config["sign_in"], renewal: string): Promise<Granted> {
  return isLocal(from) ? localToken(from, renewal) : renewedByProvider(from, renewal);
}
