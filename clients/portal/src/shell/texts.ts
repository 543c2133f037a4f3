/** The portal's texts in the person's language. Each language is one table, which is loaded when it is chosen. */

import type english from "../texts/en.json";

/** The name of a text. */
export type Key = keyof typeof english;
type Table = Record<Key, string>;

interface Language {
  name: string;
  direction: "ltr" | "rtl";
  load: () => Promise<{ default: Table }>;
}

/** The languages, by their code. A language that is written from right to left needs nothing but `direction`. */
export const LANGUAGES: Record<string, Language> = {
  en: { name: "English", direction: "ltr", load: () => import("../texts/en.json") },
  el: { name: "Ελληνικά", direction: "ltr", load: () => import("../texts/el.json") },
};
const KEPT = "contactbook.language";

let table = {} as Table;
/** The code of the language that is shown. */
export let language = "en";

/** Show this language, or the one that was chosen before, or the browser's. */
export async function loadLanguage(chosen?: string): Promise<void> {
  const asked = [chosen, localStorage.getItem(KEPT), ...navigator.languages.map((one) => one.slice(0, 2))];
  language = asked.find((one): one is string => !!one && one in LANGUAGES) ?? "en";
  if (chosen) localStorage.setItem(KEPT, language);
  const { direction, load } = LANGUAGES[language]!;
  table = (await load()).default;
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/** Return the text, with `{name}` replaced by the value of that name. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return (table[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Return the text of a value of the API, such as `queued`; the value itself where a later version of the API added it. */
export function said(value: string | null | undefined): string {
  if (!value) return "";
  return table[`value.${value}` as Key] ?? value.replaceAll("_", " ");
}

/** Return the name of a field of a contact, such as `last_name`. */
export function fieldName(field: string): string {
  return table[`contact.${field}` as Key] ?? table[`value.${field}` as Key] ?? field.replace(/[._]/g, " ");
}

/** Return a time as the language writes it. */
export function time(value: string | null | undefined): string {
  return value ? new Date(value).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }) : "";
}

/** Return a date as the language writes it. */
export function date(value: string | null | undefined): string {
  return value ? new Date(`${value.slice(0, 10)}T00:00:00Z`).toLocaleDateString(language, { dateStyle: "medium", timeZone: "UTC" }) : "";
}

/** Return a number as the language writes it. */
export function number(value: number): string {
  return value.toLocaleString(language);
}
