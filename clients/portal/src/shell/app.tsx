/** The frame around the rooms: who is signed in, the language, and the way between the rooms. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Unauthorized } from "../../../typescript/src/index.js";
import { Status } from "../parts/status.js";
import { Ways } from "../parts/ways.js";
import { type Config, isLocal } from "./config.js";
import { whenEnded } from "./ended.js";
import { tokenFromProvider } from "./oidc.js";
import { Room, offered } from "./rooms.js";
import { link, useRoute } from "./route.js";
import { keptToken, me, signIn, signOut } from "./session.js";
import { SignIn } from "./sign_in.js";
import { LANGUAGES, language, loadLanguage, t } from "./texts.js";

export function App({ config }: { config: Config }): JSX.Element {
  const [state, setState] = useState<"starting" | "out" | "in">("starting");
  const [because, setBecause] = useState("");
  const [shownIn, setShownIn] = useState(language);
  useEffect(() => {
    started(config).then(
      (isIn) => setState(isIn ? "in" : "out"),
      async (error: Error) => {
        setBecause(await reasonOf(error, config.api));
        setState("out");
      },
    );
    return whenEnded(() => {
      signOut();
      setBecause(t("ended"));
      setState("out");
    });
  }, []);
  const leave = (): void => {
    signOut();
    setBecause("");
    setState("out");
  };
  return (
    <div key={shownIn} class={state === "in" ? "frame" : ""}>
      <Top onLanguage={setShownIn} {...(state === "in" ? { onLeave: leave } : {})} />
      {state === "starting" && <main class="alone"><p class="soft">{t("loading")}</p></main>}
      {state === "out" && <SignIn config={config} because={because} onSignedIn={() => setState("in")} />}
      {state === "in" && <Inside />}
      <Status />
    </div>
  );
}

/** Sign in with the token of this tab, or with the one for which the provider sent the browser back. */
async function started(config: Config): Promise<boolean> {
  const token = (isLocal(config.sign_in) ? null : await tokenFromProvider(config.sign_in)) ?? keptToken();
  if (!token) return false;
  await signIn(config.api, token);
  return true;
}

/**
 * Return why nobody is signed in. API Gateway's own 401 has no CORS headers, so a browser shows it like a lost answer; a request whose
 * answer is not read tells whether there is one.
 */
async function reasonOf(error: Error, api: string): Promise<string> {
  if (error instanceof Unauthorized) return t("ended");
  if (!(error instanceof TypeError)) return error.message;
  const isThere = await fetch(api, { mode: "no-cors" }).then(() => true, () => false);
  return t(isThere ? "ended" : "lost");
}

function Top({ onLanguage, onLeave }: { onLanguage: (code: string) => void; onLeave?: () => void }): JSX.Element {
  const choose = (code: string): void => void loadLanguage(code).then(() => onLanguage(code));
  return (
    <header class="top">
      <a class="skip" href="#main" onClick={toMain}>{t("skip")}</a>
      <span class="brand">Contactbook</span>
      {onLeave && <span class="soft who"><bdi>{me.user_id}</bdi> · <bdi>{me.tenant_id}</bdi></span>}
      <select class="language" aria-label={t("language")} value={language} onChange={(event) => choose(event.currentTarget.value)}>
        {Object.entries(LANGUAGES).map(([code, one]) => <option key={code} value={code} lang={code} selected={code === language}>{one.name}</option>)}
      </select>
      {onLeave && <button type="button" class="quiet" onClick={onLeave}>{t("sign_out")}</button>}
    </header>
  );
}

function toMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("h1")?.focus();
}

function Inside(): JSX.Element {
  const { path } = useRoute();
  const rooms = offered();
  const here = path[0] || rooms[0]?.name;
  return (
    <>
      <Ways kind="rooms" here={here ?? ""} ways={rooms.map((one) => ({ name: one.name, title: t(one.title), to: link([one.name]) }))} />
      <main id="main"><Room name={here ?? ""} /></main>
    </>
  );
}
