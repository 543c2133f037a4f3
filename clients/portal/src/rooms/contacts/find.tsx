/** Find a contact: as you type, with filters, with the keyboard. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { ListedContact, SelectableContact } from "../../../../typescript/src/index.js";
import { Listed, Mark } from "../../parts/list.js";
import { useLoad, usePages } from "../../shell/load.js";
import { go, link, useRoute } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { number, t } from "../../shell/texts.js";
import { Filters } from "./filters.js";
import { NewContact } from "./new_contact.js";

type Found = ListedContact | SelectableContact;
const PAUSE = 200;

export function Find(): JSX.Element {
  const { query } = useRoute();
  const [typed, setTyped] = useState(query["q"] ?? "");
  const [isNew, setNew] = useState(false);
  const search = useSlashKey();
  const asked = useRef(typed);
  const latest = useRef(query);
  latest.current = query;
  const ask = (): void => {
    asked.current = typed;
    go(["contacts"], { ...latest.current, q: typed }, true);
  };
  useEffect(() => {
    if (typed === asked.current) return;
    const waiting = setTimeout(ask, PAUSE);
    return () => clearTimeout(waiting);
  }, [typed]);
  useEffect(() => {
    // Another address was followed, such as that of the room itself.
    if ((query["q"] ?? "") === asked.current) return;
    asked.current = query["q"] ?? "";
    setTyped(asked.current);
  }, [query["q"]]);
  const pages = usePages<Found>((cursor, signal) => book.send("contacts_list", { query: { ...query, limit: 25, cursor }, signal }), [query]);
  const { sort: _, ...counted } = query;
  const count = useLoad((signal) => book.send("contacts_count", { query: counted, signal }), [JSON.stringify(counted)]);
  const openFirst = useFirst(!pages.busy && typed === asked.current, typed);
  const isEmpty = !Object.keys(query).length;
  return (
    <>
      <div class="row between">
        <h1 tabIndex={-1}>{t("room.contacts")}</h1>
        {may("contacts_create") && <button type="button" class="main" onClick={() => setNew(true)}>{t("contact.new")}</button>}
      </div>
      <search onKeyDown={moveByArrows}>
        <label class="find">
          <span class="hidden">{t("find")}</span>
          <input ref={search} type="search" dir="auto" value={typed} placeholder={t("find.hint")} autocomplete="off" aria-keyshortcuts="/" onInput={(event) => setTyped(event.currentTarget.value)} onKeyDown={(event) => event.key === "Enter" && !event.isComposing && (ask(), openFirst())} />
        </label>
        <Filters query={query} onChange={(changed) => go(["contacts"], { ...query, ...changed }, true)} />
        <p class="soft" role="status">{count.value && t("find.count", { count: number(count.value.count) + (count.value.more ? "+" : "") })}</p>
        <Listed pages={pages} empty={t(isEmpty ? "find.none" : "find.nobody")}>
          {(items) => <ul class="results">{items.map((one) => <Row key={one.contact_id} contact={one} />)}</ul>}
        </Listed>
      </search>
      {isNew && <NewContact onClose={() => setNew(false)} />}
    </>
  );
}

function Row({ contact }: { contact: Found }): JSX.Element {
  const known = "emails" in contact ? contact : null;
  const email = known?.emails.find((one) => one.primary) ?? known?.emails[0];
  return (
    <li>
      <a href={link(["contacts", contact.contact_id])} data-result>
        <strong><bdi>{contact.display_name}</bdi></strong>
        <span class="soft"><bdi>{email?.address}</bdi></span>
        <span class="soft"><bdi>{known?.display_phones[0]}</bdi></span>
        <span class="marks">
          <Mark of={known?.stage ?? contact.kind} />
          {known?.tags.slice(0, 3).map((one) => <span key={one} class="mark"><bdi>{one}</bdi></span>)}
        </span>
      </a>
    </li>
  );
}

/** The key `/` leads to the field, as long as nothing else is typed into. */
function useSlashKey(): { current: HTMLInputElement | null } {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const isTyping = (event.target as HTMLElement).closest("input, textarea, select, dialog");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.select();
      field.current?.focus();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return field;
}

/** Return a function that opens the first one that was found: when the answer to what was typed is there, unless something else is typed. */
function useFirst(isAnswered: boolean, typed: string): () => void {
  const wanted = useRef<string | undefined>(undefined);
  const open = (): void => {
    if (!isAnswered || wanted.current !== typed) return;
    wanted.current = undefined;
    document.querySelector<HTMLAnchorElement>("[data-result]")?.click();
  };
  useEffect(open);
  return () => {
    wanted.current = typed;
    open();
  };
}

/** The arrows go from the field through what was found, and back. */
function moveByArrows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target as HTMLElement;
  if (!step || from.closest("select, textarea, .filters")) return;
  const stops = [document.querySelector<HTMLElement>("input[type=search]"), ...document.querySelectorAll<HTMLElement>("[data-result]")];
  const to = stops[stops.indexOf(from) + step];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
