/**
 * Signing in with an OIDC provider: authorization code with PKCE (RFC 7636), for a page without a server.
 *
 * The verifier and the state are kept in this tab until the provider sends the browser back. The code leaves the address at once.
 * Who signs in again does so in a window of its own, which hands its code over to the page: nothing that was typed there is lost.
 */

import type { Provider } from "./config.js";
import type { Granted } from "./renewal.js";
import { t } from "./texts.js";

const KEPT = "contactbook.signing-in";
/** Where the window hands its code over. All pages of this origin hear it; only the one that asked has the verifier. */
const CHANNEL = "contactbook.signed-in";
/** How long it waits for the page to take it, in milliseconds. */
const PATIENCE = 1000;

interface Endpoints {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  revocation_endpoint?: string;
}

interface Started {
  state: string;
  verifier: string;
  /** Where in the portal the person was. */
  hash: string;
}

/** The provider refused, or what came back does not belong to what was asked. */
export class SignInFailed extends Error {
  override readonly name = "SignInFailed";
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The page's own address without query and fragment: the redirect URI to register at the provider. */
function redirectUri(): string {
  return location.origin + location.pathname;
}

async function endpointsOf({ issuer }: Provider): Promise<Endpoints> {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!answer.ok) throw new SignInFailed("The provider has no configuration at its issuer's address.");
  const found = (await answer.json()) as Endpoints;
  if (found.issuer.replace(/\/$/, "") !== issuer.replace(/\/$/, "")) throw new SignInFailed("The provider's configuration names another issuer.");
  return found;
}

/** Return what is asked of the provider, and its address. */
async function asked(provider: Provider): Promise<{ started: Started; to: string }> {
  const { authorization_endpoint: endpoint } = await endpointsOf(provider);
  const started: Started = { state: random(), verifier: random(), hash: location.hash };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(started.verifier));
  const to = new URL(endpoint);
  const parameters = {
    response_type: "code",
    client_id: provider.client_id,
    redirect_uri: redirectUri(),
    scope: provider.scope ?? "openid",
    state: started.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    ...provider.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) to.searchParams.set(name, value);
  return { started, to: to.href };
}

/** Send the browser to the provider. */
export async function leaveForProvider(provider: Provider): Promise<void> {
  const { started, to } = await asked(provider);
  sessionStorage.setItem(KEPT, JSON.stringify(started));
  location.assign(to);
}

/** Sign in at the provider in a window of its own. Rejects with SignInFailed; never resolves if the person closes it. */
export async function signInBeside(provider: Provider, ending: AbortSignal): Promise<Granted> {
  // It opens at once, or the browser would not take it for what the person asked.
  const beside = open("", "_blank", "popup,width=520,height=720");
  if (!beside) throw new SignInFailed(t("sign_in.blocked"));
  const { started, to } = await asked(provider);
  const handed = new BroadcastChannel(CHANNEL);
  ending.addEventListener("abort", () => handed.close());
  const code = new Promise<string>((take, refuse) => {
    handed.onmessage = ({ data }: MessageEvent<Record<string, string>>) => {
      if (data["state"] !== started.state) return;
      handed.postMessage({ taken: started.state });
      handed.close();
      if (data["code"]) take(data["code"]);
      else refuse(new SignInFailed(data["error"]));
    };
  });
  beside.location.href = to;
  return exchanged(provider, { grant_type: "authorization_code", redirect_uri: redirectUri(), code: await code, code_verifier: started.verifier });
}

/** Resolves to whether a page that waits for it took what this window was answered. */
function handOver(said: Record<string, string | null>): Promise<boolean> {
  const handed = new BroadcastChannel(CHANNEL);
  const taken = new Promise<boolean>((done) => {
    setTimeout(() => done(false), PATIENCE);
    handed.onmessage = ({ data }: MessageEvent<Record<string, string>>) => data["taken"] === said["state"] && done(true);
  });
  handed.postMessage(said);
  return taken.finally(() => handed.close());
}

/**
 * Return what the provider granted if it just sent the browser back, else null. `elsewhere` if the page that asked has taken it.
 * Rejects with SignInFailed.
 */
export async function grantedByProvider(provider: Provider): Promise<Granted | "elsewhere" | null> {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state") && !answer.has("error")) return null;
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const started = kept ? (JSON.parse(kept) as Started) : null;
  history.replaceState(null, "", redirectUri() + (started?.hash ?? ""));
  const [state, code] = [answer.get("state"), answer.get("code")];
  const error = answer.get("error_description") ?? answer.get("error") ?? "The provider sent no code.";
  if (!started || state !== started.state) {
    if (state && (await handOver({ state, code, error }))) return "elsewhere";
    throw new SignInFailed("The provider's answer belongs to no sign-in of this tab.");
  }
  if (!code) throw new SignInFailed(error);
  return exchanged(provider, { grant_type: "authorization_code", redirect_uri: redirectUri(), code, code_verifier: started.verifier });
}

/** Ask for a fresh token with a refresh token. Rejects with SignInFailed if the provider refuses. */
export async function renewedByProvider(provider: Provider, refreshToken: string): Promise<Granted> {
  const granted = await exchanged(provider, { grant_type: "refresh_token", refresh_token: refreshToken });
  // A provider that does not rotate them gives none, and this one stays good.
  return { ...granted, renewal: granted.renewal ?? refreshToken };
}

/** Tell the provider that a refresh token is not used any more, if it takes that (RFC 7009). */
export async function revoke(provider: Provider, refreshToken: string): Promise<void> {
  try {
    const { revocation_endpoint: endpoint } = await endpointsOf(provider);
    const body = new URLSearchParams({ token: refreshToken, token_type_hint: "refresh_token", client_id: provider.client_id });
    if (endpoint) await fetch(endpoint, { method: "POST", body, keepalive: true });
  } catch {
    // The person is signed out here all the same, and the token ends by itself.
  }
}

async function exchanged(provider: Provider, grant: Record<string, string>): Promise<Granted> {
  const { token_endpoint: endpoint } = await endpointsOf(provider);
  const answer = await fetch(endpoint, { method: "POST", body: new URLSearchParams({ client_id: provider.client_id, ...grant }) });
  const content = (await answer.json().catch(() => ({}))) as Record<string, string>;
  const token = content[provider.token ?? "access_token"];
  if (!answer.ok || !token) throw new SignInFailed(content["error_description"] ?? "The provider gave no token.");
  return { token, renewal: content["refresh_token"] ?? null };
}
