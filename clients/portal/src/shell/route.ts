/** The address within the portal: `#/contacts/con_1?tab=kyc`. What stands behind the # is never sent to a server. */

import { useEffect, useState } from "preact/hooks";

export interface Route {
  /** The parts of the path; the first one is the room. */
  path: string[];
  query: Record<string, string>;
}

/** Return the route of an address. */
export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { path: path.split("/").map(decoded), query: Object.fromEntries(new URLSearchParams(query)) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Return the address of a route. Empty values are left out. */
export function link(path: string[], query: Record<string, string | undefined> = {}): string {
  const kept = Object.entries(query).filter((one): one is [string, string] => !!one[1]);
  const text = new URLSearchParams(kept).toString();
  return `#/${path.map(encodeURIComponent).join("/")}${text && `?${text}`}`;
}

/** Go to a route. With `replace` the way back leads to where one was before. */
export function go(path: string[], query: Record<string, string | undefined> = {}, replace = false): void {
  const to = link(path, query);
  if (to === location.hash) return;
  if (!replace) {
    location.hash = to;
    return;
  }
  history.replaceState(null, "", to);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** Return the present route; the component is drawn again when it changes. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => setHash(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return routeOf(hash);
}
