/** Lists that are read page by page, and small marks in them. */

import type { ComponentChildren, JSX } from "preact";

import type { Loaded, Pages } from "../shell/load.js";
import { said, t } from "../shell/texts.js";
import { Trouble } from "./trouble.js";

interface ListProps<T> {
  pages: Pages<T>;
  /** What is said of an empty list. */
  empty: string;
  children: (items: T[]) => ComponentChildren;
}

/** A list with its problem, its emptiness and the button for the next page. */
export function Listed<T>({ pages, empty, children }: ListProps<T>): JSX.Element {
  const { items, problem, busy, more, again } = pages;
  return (
    <div class="stack" aria-busy={busy}>
      {problem && <Trouble problem={problem} onAgain={again} />}
      {!items?.length && busy && <p class="soft">{t("loading")}</p>}
      {items && !items.length && !busy && <p class="soft">{empty}</p>}
      {items && items.length > 0 && children(items)}
      {more && <div class="row"><button type="button" disabled={busy} onClick={more}>{t("more")}</button></div>}
    </div>
  );
}

/** What was loaded, or why it was not. */
export function Shown<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }): JSX.Element {
  return (
    <div class="stack" aria-busy={of.busy}>
      {of.problem && <Trouble problem={of.problem} onAgain={of.again} />}
      {of.value === undefined && of.busy && <p class="soft">{t("loading")}</p>}
      {of.value !== undefined && children(of.value)}
    </div>
  );
}

/** What may be wider than the page, such as a table: it scrolls by itself, also with the keyboard. */
export function Scrolled({ label, labelledby, children }: { label?: string; labelledby?: string; children: ComponentChildren }): JSX.Element {
  return <div class="scroll" tabIndex={0} role="region" aria-label={label} aria-labelledby={labelledby}>{children}</div>;
}

const GOOD = ["accepted", "verified", "sent", "delivered", "customer", "finished", "won", "yes", "stored", "active", "created"];
const BAD = ["rejected", "withdrawn", "refuted", "expired", "failed", "bounced", "complained", "lost", "no", "unknown"];

/** A state in a word, with a colour that only repeats it. */
export function Mark({ of }: { of: string | null | undefined }): JSX.Element | null {
  if (!of) return null;
  const kind = GOOD.includes(of) ? "good" : BAD.includes(of) ? "bad" : "";
  return <span class={`mark ${kind}`}>{said(of)}</span>;
}

/** Facts as a list of names and values. What is empty is left out. */
export function Facts({ of }: { of: [label: string, value: ComponentChildren][] }): JSX.Element {
  const known = of.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  return (
    <dl>
      {known.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
