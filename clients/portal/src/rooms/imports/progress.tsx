/** An import: how far it is, what came of the rows, and its undo. */

import type { JSX } from "preact";

import type { Import, ImportChangedCell, ImportRowError } from "../../../../typescript/src/index.js";
import { type Bar, Chart } from "../../parts/chart.js";
import { written } from "../../parts/conflict.js";
import { Facts, Listed, Mark, Scrolled, Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useAgain, useLoad, usePages } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { number, said, t, time } from "../../shell/texts.js";

const PAUSE = 1000;
const OVER = ["finished", "failed", "cancelled"];

export function Progress({ importId }: { importId: string }): JSX.Element {
  const path = { import_id: importId };
  const loaded = useLoad((signal) => book.send("imports_read", { path, signal }), [importId]);
  const one = loaded.value;
  const isOver = !!one && OVER.includes(one.state) && (!one.undo || OVER.includes(one.undo.state));
  useAgain(loaded, !isOver, PAUSE);
  return (
    <Shown of={loaded}>
      {(value) => (
        <>
          <State of={value} onChanged={loaded.again} />
          {value.failed > 0 && may("imports_errors_list") && <Errors importId={importId} version={value.version} />}
          {OVER.includes(value.state) && may("imports_changes_list") && <Changes importId={importId} version={value.version} />}
        </>
      )}
    </Shown>
  );
}

/** Return a bar for each end of a row. */
function barsOf({ created, updated, skipped, failed }: Import): Bar[] {
  const counts: [string, number, Bar["kind"]][] = [["created", created, "good"], ["updated", updated, "good"], ["skipped", skipped, ""], ["failed", failed, "bad"]];
  return counts.map(([name, count, kind]) => ({ name: said(name), count, kind }));
}

function State({ of: one, onChanged }: { of: Import; onChanged: () => void }): JSX.Element {
  const act = useAct();
  const path = { import_id: one.import_id };
  const isOver = OVER.includes(one.state);
  const undo = async (idempotencyKey: string): Promise<void> => {
    await book.send("imports_undo", { path, idempotencyKey });
    announce(t("imports.undoing"));
    onChanged();
  };
  const cancel = async (idempotencyKey: string): Promise<void> => {
    await book.send("imports_cancel", { path, idempotencyKey });
    onChanged();
  };
  return (
    <section class="card" aria-label={t("imports.one")}>
      <div class="row between" role="status">
        <span class="marks"><Mark of={one.state} />{one.dry_run && <Mark of="dry_run" />}</span>
        <span>{t("imports.rows", { done: number(one.done), all: number(one.rows ?? one.done) })}</span>
      </div>
      {!isOver && <progress aria-label={t("imports.one")} value={one.done} max={Math.max(one.rows ?? 1, 1)} />}
      {one.problem && <p class="wrong">{one.problem.message}</p>}
      <Chart bars={barsOf(one)} label={t("imports.one")} />
      <Facts
        of={[
          [t("imports.seconds_left"), one.seconds_left !== null && !isOver && number(one.seconds_left)],
          [t("created"), time(one.created_at)],
          [t("imports.finished"), time(one.finished_at)],
          [t("imports.taken_back"), one.undo && t("imports.taken_back_of", { done: number(one.undo.taken_back), left: number(one.undo.left) })],
        ]}
      />
      {act.problem && <Trouble problem={act.problem} />}
      <div class="row">
        {!isOver && may("imports_cancel") && <button type="button" disabled={act.busy} onClick={() => void act.run(cancel)}>{t("imports.cancel")}</button>}
        {isOver && !one.dry_run && !one.undo && one.created + one.updated > 0 && may("imports_undo") && <button type="button" disabled={act.busy} onClick={() => void act.run(undo)}>{t("imports.undo")}</button>}
      </div>
    </section>
  );
}

function Errors({ importId, version }: { importId: string; version: number }): JSX.Element {
  const pages = usePages<ImportRowError>(async (cursor, signal) => {
    const page = await book.send("imports_errors_list", { path: { import_id: importId }, query: { cursor }, signal });
    return typeof page === "string" ? { items: [], next_cursor: null } : page;
  }, [importId, version]);
  return (
    <div class="stack">
      <h3>{t("imports.errors")}</h3>
      <Listed pages={pages} empty={t("none")}>
        {(items) => (
          <Scrolled label={t("imports.errors")}>
            <table>
              <thead><tr><th class="number">{t("imports.line")}</th><th>{t("imports.column")}</th><th>{t("imports.value")}</th><th>{t("reason")}</th></tr></thead>
              <tbody>{items.map((one, index) => <tr key={index}><td class="number">{one.line}</td><td><bdi>{one.header ?? one.field}</bdi></td><td><bdi>{written(one.value)}</bdi></td><td>{one.message}</td></tr>)}</tbody>
            </table>
          </Scrolled>
        )}
      </Listed>
    </div>
  );
}

function Changes({ importId, version }: { importId: string; version: number }): JSX.Element {
  const pages = usePages<ImportChangedCell>((cursor, signal) => book.send("imports_changes_list", { path: { import_id: importId }, query: { cursor }, signal }), [importId, version]);
  return (
    <div class="stack">
      <h3>{t("imports.changes")}</h3>
      <Listed pages={pages} empty={t("imports.as_it_stood")}>
        {(items) => (
          <Scrolled label={t("imports.changes")}>
            <table>
              <thead><tr><th class="number">{t("imports.line")}</th><th>{t("imports.column")}</th><th>{t("imports.from")}</th><th>{t("imports.to")}</th></tr></thead>
              <tbody>{items.map((one, index) => <tr key={index}><td class="number">{one.line}</td><td><bdi>{one.header ?? one.field}</bdi></td><td><bdi>{written(one.from)}</bdi></td><td><bdi>{written(one.to)}</bdi></td></tr>)}</tbody>
            </table>
          </Scrolled>
        )}
      </Listed>
    </div>
  );
}
