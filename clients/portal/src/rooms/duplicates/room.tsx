/** Likely duplicates: pairs with their score, compared side by side. */

import type { JSX } from "preact";

import { Listed } from "../../parts/list.js";
import { usePages } from "../../shell/load.js";
import { link, useRoute } from "../../shell/route.js";
import { book } from "../../shell/session.js";
import { fieldName, number, t } from "../../shell/texts.js";
import { Merged } from "./merged.js";
import { Pair } from "./pair.js";

export default function Duplicates(): JSX.Element {
  const { path } = useRoute();
  const [, first, second] = path;
  if (first === "merged" && second) return <Merged mergeId={second} />;
  return first && second ? <Pair key={`${first} ${second}`} contactId={first} otherId={second} /> : <All />;
}

function All(): JSX.Element {
  const pages = usePages((cursor, signal) => book.send("duplicates_list", { query: { cursor }, signal }), []);
  return (
    <>
      <h1 tabIndex={-1}>{t("room.duplicates")}</h1>
      <Listed pages={pages} empty={t("duplicates.none")}>
        {(items) => (
          <ul class="results">
            {items.map((one) => (
              <li key={`${one.contact_id} ${one.duplicate_id}`}>
                <a href={link(["duplicates", one.contact_id, one.duplicate_id])}>
                  <strong><bdi>{one.display_name}</bdi></strong>
                  <strong><bdi>{one.duplicate_display_name}</bdi></strong>
                  <span class="soft">{t("duplicates.score", { score: number(one.score) })}</span>
                  <span class="marks">{one.fields.map((field) => <span key={field} class="mark">{fieldName(field)}</span>)}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </>
  );
}
