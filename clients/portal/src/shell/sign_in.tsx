/** Signing in, and signing in again. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { Dialog } from "../parts/dialog.js";
import { Form, TextField, ChoiceField, type Choice } from "../parts/form.js";
import { type Config, type LocalStack, type Provider, isLocal } from "./config.js";
import { useAct } from "./load.js";
import { leaveForProvider, signInBeside } from "./oidc.js";
import { localToken } from "./renewal.js";
import { me, signIn } from "./session.js";
import { t } from "./texts.js";

interface SignInProps {
  config: Config;
  /** Why the person has to sign in, if there is a reason. */
  because: string;
  onSignedIn: (isSame: boolean) => void;
}

/** The page of who is not signed in. */
export function SignIn({ config, because, onSignedIn }: SignInProps): JSX.Element {
  const from = config.sign_in;
  return (
    <main class="alone">
      <h1 tabIndex={-1}>Contactbook</h1>
      {because && <p class="trouble" role="alert">{because}</p>}
      {isLocal(from) ? <Local config={config} from={from} onSignedIn={onSignedIn} /> : <AtProvider provider={from} />}
    </main>
  );
}

/** Who was signed in signs in again, over the room: what was typed there stays. */
export function SignInAgain({ config, onSignedIn, onClose }: Omit<SignInProps, "because"> & { onClose: () => void }): JSX.Element {
  const from = config.sign_in;
  return (
    <Dialog title={t("sign_in")} onClose={onClose}>
      <p class="trouble" role="alert">{t("ended")}</p>
      {isLocal(from) ? <Local config={config} from={from} onSignedIn={onSignedIn} /> : <Beside config={config} provider={from} onSignedIn={onSignedIn} />}
    </Dialog>
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

/** At the provider in a window of its own. Whoever closes that window opens another one. */
function Beside({ config, provider, onSignedIn }: Omit<SignInProps, "because"> & { provider: Provider }): JSX.Element {
  const act = useAct();
  const waiting = useRef(new AbortController());
  useEffect(() => () => waiting.current.abort(), []);
  const open = (): void => {
    waiting.current.abort();
    waiting.current = new AbortController();
    const granted = signInBeside(provider, waiting.current.signal);
    granted.then(
      (one) => act.run(async () => onSignedIn(await signIn(config, one))),
      (error: Error) => act.run(() => Promise.reject(error)),
    );
  };
  return (
    <Form act={act} submit={t("sign_in")} onSubmit={open}>
      <p>{t("sign_in.beside")}</p>
      <div class="row"><button type="button" class="quiet" onClick={() => void act.run(() => leaveForProvider(provider))}>{t("sign_in.here")}</button></div>
    </Form>
  );
}

const READING = "contacts:read settings:read audit:read";

function Local({ config, from, onSignedIn }: Omit<SignInProps, "because"> & { from: LocalStack }): JSX.Element {
  const act = useAct();
  const [tenant, setTenant] = useState(me?.tenant_id ?? "demo");
  const [user, setUser] = useState(me?.user_id ?? "me");
  const [rights, setRights] = useState(me?.contact_id ? "customer" : "all");
  const [contact, setContact] = useState(me?.contact_id ?? "");
  const choices: Choice[] = [["all", t("sign_in.all")], ["read", t("sign_in.read")], ["customer", t("sign_in.customer")]];
  const send = async (): Promise<void> => {
    const asked = { tenant_id: tenant, user_id: user, ...(rights === "read" ? { scope: READING } : {}), ...(rights === "customer" ? { contact_id: contact } : {}) };
    onSignedIn(await signIn(config, await localToken(from, JSON.stringify(asked))));
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
