/** Imports: drop a file, and what came of the others. */

import type { JSX } from "preact";

import { Listed, Mark } from "../../parts/list.js";
import { usePages } from "../../shell/load.js";
import { link, useRoute } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { number, said, t, time } from "../../shell/texts.js";
import { NewImport } from "./new_import.js";
import { Progress } from "./progress.js";

export default function Imports(): JSX.Element {
  const { path } = useRoute();
  if (!path[1]) return <All />;
  return (
    <>
      <p><a class="back" href={link(["imports"])}>{t("back.imports")}</a></p>
      <h1 tabIndex={-1}>{t("imports.one")}</h1>
      <Progress key={path[1]} importId={path[1]} />
    </>
  );
}

function All(): JSX.Element {
  const pages = usePages((cursor, signal) => book.send("imports_list", { query: { cursor }, signal }), []);
  return (
    <>
      <h1 tabIndex={-1}>{t("room.imports")}</h1>
      {may("imports_start", "imports_preview", "imports_uploads_create") && <NewImport />}
      <h2>{t("imports.before")}</h2>
      <Listed pages={pages} empty={t("imports.none")}>
        {(items) => (
          <ul class="results">
            {items.map((one) => (
              <li key={one.import_id}>
                <a href={link(["imports", one.import_id])}>
                  <strong>{time(one.created_at)}</strong>
                  <span>{said(one.kind)} · {one.format}</span>
                  <span class="soft">{t("imports.rows", { done: number(one.done), all: number(one.rows ?? one.done) })}</span>
                  <span class="marks"><Mark of={one.state} />{one.dry_run && <Mark of="dry_run" />}{one.undo && <Mark of="taken_back" />}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </>
  );
}
