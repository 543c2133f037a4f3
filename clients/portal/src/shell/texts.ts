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

/** Return the name of a field of a record, such as `last_name`, or of a part of one, such as `addresses.0.city`. */
export function fieldName(field: string): string {
  const known = [`contact.${field}`, `label.${field}`, `noun.${field}`, `setting.${field}`, `value.${field}`].find((key) => key in table);
  if (known) return table[known as Key];
  const parts = field.split(".");
  return parts.length > 1 ? parts.map((part) => (/^\d+$/.test(part) ? number(Number(part) + 1) : fieldName(part))).join(" · ") : field.replaceAll("_", " ");
}

/** Return what a field of the settings is called, such as `name_case`. */
export function settingName(field: string): string {
  return table[`setting.${field}` as Key] ?? fieldName(field);
}

/** Return what a value of a field of the settings is called. */
export function settingSaid(field: string, value: string): string {
  return table[`setting.${field}.${value}` as Key] ?? said(value);
}

/** Return what an action of the audit is called, such as `contact.changed`. */
export function actionName(action: string): string {
  const [noun = "", verb = ""] = action.split(".", 2);
  return `${table[`noun.${noun}` as Key] ?? said(noun)}: ${table[`verb.${verb}` as Key] ?? said(verb)}`;
}

/** Return what a language is called in the language that is shown. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
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
