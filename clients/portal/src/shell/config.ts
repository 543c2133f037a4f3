/** Where the API is and who issues tokens, from `config.json` beside the page. */

/** An OIDC provider that issues tokens with our claims. */
export interface Provider {
  issuer: string;
  client_id: string;
  scope?: string;
  /** Which of the provider's tokens the API's authorizer takes; `access_token` if left out. */
  token?: "access_token" | "id_token";
  /** More parameters of the authorization request, such as `audience`. */
  parameters?: Record<string, string>;
}

/** The local stack, which gives a token to everybody. */
export interface LocalStack {
  /** The address of `POST /_local/token`. */
  local: string;
}

export interface Config {
  api: string;
  sign_in: Provider | LocalStack;
}

export function isLocal(from: Config["sign_in"]): from is LocalStack {
  return "local" in from;
}

/** Read the configuration. Reject with an Error if there is none. */
export async function loadConfig(): Promise<Config> {
  const answer = await fetch("config.json", { cache: "no-cache" });
  if (!answer.ok) throw new Error("There is no config.json beside the page.");
  return (await answer.json()) as Config;
}
