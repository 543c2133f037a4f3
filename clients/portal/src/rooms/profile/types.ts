/** The types that the tenant gave to something, such as addresses. */

import { useLoad } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";

interface Type {
  type: string;
  label: string;
}

/** Return the types as choices; none while they are read, or if the token may not read them. */
export function useTypes(of: "address" | "relation"): [type: string, label: string][] {
  const types = useLoad((signal) => (may("settings_read") ? book.send("settings_read", { path: { section: "types" }, signal }) : Promise.resolve({})), []);
  const known = (types.value ?? {}) as Partial<Record<typeof of, Type[]>>;
  return (known[of] ?? []).map((one) => [one.type, one.label]);
}
