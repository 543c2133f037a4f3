/** The page of who is not signed in. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Form, TextField, ChoiceField, type Choice } from "../parts/form.js";
import { type Config, type LocalStack, type Provider, isLocal } from "./config.js";
import { useAct } from "./load.js";
import { leaveForProvider } from "./oidc.js";
import { signIn } from "./session.js";
import { t } from "./texts.js";

interface SignInProps {
  config: Config;
  /** Why the person has to sign in, if there is a reason. */
  because: string;
  onSignedIn: () => void;
}

export function SignIn({ config, because, onSignedIn }: SignInProps): JSX.Element {
  const from = config.sign_in;
  return (
    <main class="alone">
      <h1 tabIndex={-1}>Contactbook</h1>
      {because && <p class="trouble" role="alert">{because}</p>}
      {isLocal(from) ? <Local api={config.api} from={from} onSignedIn={onSignedIn} /> : <AtProvider provider={from} />}
    </main>
  );
}

function AtProvider({ provider }: { provider: Provider }): JSX.Element {
  const act = useAct();
  return (
    <Form act={act} submit={t("sign_in")} onSubmit={() => void act.run(() => leaveForProvider(provider))}>
      <p>{t("sign_in.provider")}</p>
    </Form>
  );
}

const READING = "contacts:read settings:read audit:read";

function Local({ api, from, onSignedIn }: { api: string; from: LocalStack; onSignedIn: () => void }): JSX.Element {
  const act = useAct();
  const [tenant, setTenant] = useState("demo");
  const [user, setUser] = useState("me");
  const [rights, setRights] = useState("all");
  const [contact, setContact] = useState("");
  const choices: Choice[] = [["all", t("sign_in.all")], ["read", t("sign_in.read")], ["customer", t("sign_in.customer")]];
  const send = async (): Promise<void> => {
    const asked = { tenant_id: tenant, user_id: user, ...(rights === "read" ? { scope: READING } : {}), ...(rights === "customer" ? { contact_id: contact } : {}) };
    const headers = { "content-type": "application/json" };
    const answer = await fetch(from.local, { method: "POST", headers, body: JSON.stringify(asked) });
    const content = (await answer.json()) as { access_token?: string; detail?: string };
    if (!content.access_token) throw new Error(content.detail ?? t("sign_in.refused"));
    await signIn(api, content.access_token);
    onSignedIn();
  };
  return (
    <Form act={act} submit={t("sign_in")} onSubmit={() => void act.run(send)}>
      <p class="soft">{t("sign_in.local")}</p>
      <TextField label={t("tenant")} at="/tenant_id" value={tenant} onChange={setTenant} options={["demo", "demo-north", "demo-south"]} />
      <TextField label={t("user")} at="/user_id" value={user} onChange={setUser} />
      <ChoiceField label={t("rights")} at="/scope" value={rights} choices={choices} onChange={setRights} />
      {rights === "customer" && <TextField label={t("contact_id")} at="/contact_id" value={contact} onChange={setContact} />}
    </Form>
  );
}
