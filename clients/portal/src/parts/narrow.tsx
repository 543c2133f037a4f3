/** A long list of choices, narrowed by what is typed. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { MOST } from "../shell/choices.js";
import { number, t } from "../shell/texts.js";

/** So many choices are seen at a glance. */
const FEW = 15;

/** Return the text as it is compared: without case and accents. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

interface Narrowed<T> {
  /** The field to type into; null if there are few. */
  field: JSX.Element | null;
  shown: T[];
}

/** Return the choices that have the typed text in their name, and those that are chosen already. */
export function useNarrowed<T>(label: string, all: T[], nameOf: (one: T) => string, isChosen: (one: T) => boolean): Narrowed<T> {
  const [typed, setTyped] = useState("");
  if (all.length <= FEW) return { field: null, shown: all };
  const field = (
    <>
      <input type="search" dir="auto" aria-label={t("choices.find", { name: label })} placeholder={t("choices.hint")} value={typed} autocomplete="off" onKeyDown={(event) => event.key === "Enter" && event.preventDefault()} onInput={(event) => setTyped(event.currentTarget.value)} />
      {all.length >= MOST && <small>{t("choices.most", { count: number(MOST) })}</small>}
    </>
  );
  return { field, shown: all.filter((one) => isChosen(one) || plain(nameOf(one)).includes(plain(typed.trim()))) };
}
