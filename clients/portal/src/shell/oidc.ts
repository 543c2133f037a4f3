/**
 * Signing in with an OIDC provider: authorization code with PKCE (RFC 7636), for a page without a server.
 *
 * The verifier and the state are kept in this tab until the provider sends the browser back. The code leaves the address at once.
 */

import type { Provider } from "./config.js";

const KEPT = "contactbook.signing-in";

interface Endpoints {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
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

/** Send the browser to the provider. */
export async function leaveForProvider(provider: Provider): Promise<void> {
  const { authorization_endpoint: endpoint } = await endpointsOf(provider);
  const started: Started = { state: random(), verifier: random(), hash: location.hash };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(started.verifier));
  sessionStorage.setItem(KEPT, JSON.stringify(started));
  const to = new URL(endpoint);
  const asked = {
    response_type: "code",
    client_id: provider.client_id,
    redirect_uri: redirectUri(),
    scope: provider.scope ?? "openid",
    state: started.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    ...provider.parameters,
  };
  for (const [name, value] of Object.entries(asked)) to.searchParams.set(name, value);
  location.assign(to);
}

/** Return the token if the provider just sent the browser back, else null. Rejects with SignInFailed. */
export async function tokenFromProvider(provider: Provider): Promise<string | null> {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state") && !answer.has("error")) return null;
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const started = kept ? (JSON.parse(kept) as Started) : null;
  history.replaceState(null, "", redirectUri() + (started?.hash ?? ""));
  if (!started || answer.get("state") !== started.state) throw new SignInFailed("The provider's answer belongs to no sign-in of this tab.");
  const code = answer.get("code");
  if (!code) throw new SignInFailed(answer.get("error_description") ?? answer.get("error") ?? "The provider sent no code.");
  return exchange(provider, code, started.verifier);
}

async function exchange(provider: Provider, code: string, verifier: string): Promise<string> {
  const { token_endpoint: endpoint } = await endpointsOf(provider);
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: provider.client_id,
    redirect_uri: redirectUri(),
    code,
    code_verifier: verifier,
  });
  const answer = await fetch(endpoint, { method: "POST", body });
  const content = (await answer.json().catch(() => ({}))) as Record<string, string>;
  const token = content[provider.token ?? "access_token"];
  if (!answer.ok || !token) throw new SignInFailed(content["error_description"] ?? "The provider gave no token.");
  return token;
}
