/** The frame around the rooms: who is signed in, the language, and the way between the rooms. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Unauthorized } from "../../../typescript/src/index.js";
import { Status } from "../parts/status.js";
import { Ways } from "../parts/ways.js";
import { type Config, isLocal } from "./config.js";
import { isBack, whenEnded } from "./ended.js";
import { grantedByProvider } from "./oidc.js";
import { Room, offered } from "./rooms.js";
import { link, useRoute } from "./route.js";
import { kept, me, signIn, signOut } from "./session.js";
import { SignIn, SignInAgain } from "./sign_in.js";
import { LANGUAGES, language, loadLanguage, t } from "./texts.js";

export function App({ config }: { config: Config }): JSX.Element {
  const [state, setState] = useState<"starting" | "out" | "in" | "elsewhere">("starting");
  const [because, setBecause] = useState("");
  const [isEnded, setEnded] = useState(false);
  const [person, setPerson] = useState(0);
  const [shownIn, setShownIn] = useState(language);
  useEffect(() => {
    started(config).then(
      setState,
      async (error: Error) => {
        setBecause(await reasonOf(error, config.api));
        setState("out");
      },
    );
    return whenEnded(() => setEnded(true));
  }, []);
  const leave = (): void => {
    signOut();
    setBecause("");
    setEnded(false);
    setState("out");
  };
  const enter = (): void => {
    setEnded(false);
    setState("in");
  };
  const back = (isSame: boolean): void => {
    setEnded(false);
    // Somebody else does not find what the one before typed.
    if (!isSame) setPerson(person + 1);
    else isBack();
  };
  return (
    <div lang={shownIn} class={state === "in" ? "frame" : ""}>
      <Top onLanguage={setShownIn} {...(state === "in" ? { onLeave: leave } : {})} />
      {state === "starting" && <main class="alone"><p class="soft">{t("loading")}</p></main>}
      {state === "out" && <SignIn config={config} because={because} onSignedIn={enter} />}
      {state === "elsewhere" && <main class="alone"><p role="status">{t("sign_in.done")}</p></main>}
      {state === "in" && <Inside key={person} />}
      {state === "in" && isEnded && <SignInAgain config={config} onSignedIn={back} onClose={() => setEnded(false)} />}
      <Status />
    </div>
  );
}

/** Sign in with what this tab keeps, or with what the provider granted that sent the browser back. */
async function started(config: Config): Promise<"in" | "out" | "elsewhere"> {
  const granted = isLocal(config.sign_in) ? null : await grantedByProvider(config.sign_in);
  if (granted === "elsewhere") {
    close();
    return granted;
  }
  const one = granted ?? kept();
  if (!one) return "out";
  await signIn(config, one);
  return "in";
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
