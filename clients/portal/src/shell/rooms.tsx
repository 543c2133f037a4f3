/** The rooms of the portal. Each is loaded when it is entered, and offered only to a token that may use it. */

import type { ComponentType, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { Trouble } from "../parts/trouble.js";
import { Lost } from "./ended.js";
import { useRoute } from "./route.js";
import { may, me } from "./session.js";
import { type Key, language, t } from "./texts.js";

interface RoomOf {
  name: string;
  title: Key;
  isOffered: () => boolean;
  load: () => Promise<{ default: ComponentType }>;
}

const ROOMS: RoomOf[] = [
  { name: "contacts", title: "room.contacts", isOffered: () => !me.contact_id && may("contacts_list"), load: () => import("../rooms/contacts/room.js") },
  { name: "workplan", title: "room.workplan", isOffered: () => !me.contact_id && may("communications_list"), load: () => import("../rooms/workplan/room.js") },
  { name: "runs", title: "room.runs", isOffered: () => may("notification_runs_list"), load: () => import("../rooms/runs/room.js") },
  { name: "imports", title: "room.imports", isOffered: () => may("imports_list"), load: () => import("../rooms/imports/room.js") },
  { name: "duplicates", title: "room.duplicates", isOffered: () => may("duplicates_list"), load: () => import("../rooms/duplicates/room.js") },
  { name: "group", title: "room.group", isOffered: () => may("tenant_group_shared_contacts_list", "tenant_group_sync_runs_list"), load: () => import("../rooms/group/room.js") },
  { name: "settings", title: "room.settings", isOffered: () => !me.contact_id && may("settings_read"), load: () => import("../rooms/settings/room.js") },
  { name: "me", title: "room.me", isOffered: () => !!me.contact_id, load: () => import("../rooms/contacts/own.js") },
];

/** Return the rooms that the token may use. */
export function offered(): RoomOf[] {
  return ROOMS.filter((one) => one.isOffered());
}

/** A room. Its title has the focus after one came from another room. */
export function Room({ name }: { name: string }): JSX.Element {
  const room = offered().find((one) => one.name === name);
  const [loaded, setLoaded] = useState<{ name: string; Shown: ComponentType } | Error>();
  const [turn, setTurn] = useState(0);
  const { path } = useRoute();
  const isFirst = useRef(true);
  useEffect(() => {
    room?.load().then(
      (module) => setLoaded({ name, Shown: module.default }),
      () => setLoaded(new Lost()),
    );
  }, [name, turn]);
  const isShown = loaded && !(loaded instanceof Error) && loaded.name === name;
  useEffect(() => {
    if (!isShown) return;
    document.title = `${room ? t(room.title) : ""} · Contactbook`;
    if (!isFirst.current) return focusTitle();
    isFirst.current = false;
  }, [isShown, path[1], language]);
  if (!room) return <NotOffered />;
  if (loaded instanceof Error) return <Trouble problem={loaded} onAgain={() => setTurn(turn + 1)} />;
  return isShown ? <loaded.Shown /> : <p class="soft">{t("loading")}</p>;
}

/** Focus the title, now and when another one takes its place while the room is read. Return a function that ends that. */
function focusTitle(): () => void {
  const focus = (): void => document.querySelector<HTMLElement>("main h1")?.focus();
  const waiting = new MutationObserver(() => document.activeElement === document.body && focus());
  const end = (): void => waiting.disconnect();
  waiting.observe(document.body, { childList: true, subtree: true });
  focus();
  // Whoever goes on meanwhile is not called back.
  const moves = ["keydown", "pointerdown"] as const;
  moves.forEach((move) => addEventListener(move, end, { once: true }));
  return () => {
    end();
    moves.forEach((move) => removeEventListener(move, end));
  };
}

function NotOffered(): JSX.Element {
  return (
    <>
      <h1 tabIndex={-1}>{t("not_offered.title")}</h1>
      <p>{t("not_offered.text")}</p>
    </>
  );
}
