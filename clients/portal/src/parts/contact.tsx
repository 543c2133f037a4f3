/** A contact in a list of something else. */

import type { JSX } from "preact";

import { link } from "../shell/route.js";
import { may } from "../shell/session.js";

interface NamedProps {
  id: string;
  /** What the contact is called; empty if the person may not know. Then the id stays. */
  name: string | null | undefined;
  /** Whether it is a contact of another account: there is no way to it from here. */
  isElsewhere?: boolean;
}

/** What the contact is called, with its id beneath, and the way to it. */
export function Named({ id, name, isElsewhere }: NamedProps): JSX.Element {
  const shown = name ? <bdi>{name}</bdi> : <code>{id}</code>;
  return (
    <>
      {isElsewhere || !may("contacts_read") ? shown : <a href={link(["contacts", id])}>{shown}</a>}
      {name && <code class="id">{id}</code>}
    </>
  );
}
