/** The runs of the daily sync, and what one of them changed. */

import type { JSX } from "preact";

import { type Bar, Chart } from "../../parts/chart.js";
import { Named } from "../../parts/contact.js";
import { Listed, Mark, Scrolled } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useAgain, usePages } from "../../shell/load.js";
import { link } from "../../shell/route.js";
import { book, may, me } from "../../shell/session.js";
import { fieldName, said, t, time } from "../../shell/texts.js";

type Run = Awaited<ReturnType<typeof book.send<"tenant_group_sync_runs_read">>>;
/** In milliseconds. */
const PAUSE = 1500;
const OVER = ["finished", "superseded"];
const COUNTED = ["contacts_tagged", "tags_added", "tags_removed", "copied", "permissions_changed", "refused", "left_out", "taken_back"] as const;

export function Runs({ chosen }: { chosen: string | undefined }): JSX.Element {
  const act = useAct();
  const pages = usePages((cursor, signal) => book.send("tenant_group_sync_runs_list", { query: { cursor }, signal }), []);
  const shown = pages.items?.find((one) => one.sync_run_id === chosen) ?? pages.items?.[0];
  const start = async (idempotencyKey: string): Promise<void> => {
    await book.send("tenant_group_sync_runs_start", { body: { dry_run: true }, idempotencyKey });
    announce(t("group.started"));
    pages.again();
  };
  const isOpen = !!pages.items?.some((one) => !OVER.includes(one.state));
  useAgain(pages, isOpen, PAUSE);
  return (
    <section class="stack" aria-labelledby="sync-runs">
      <div class="row between">
        <h2 id="sync-runs">{t("group.runs")}</h2>
        {may("tenant_group_sync_runs_start") && <button type="button" disabled={act.busy} onClick={() => void act.run(start)}>{t("group.dry")}</button>}
      </div>
      {act.problem && <Trouble problem={act.problem} />}
      <Listed pages={pages} empty={t("group.no_run")}>
        {(items) => (
          <ul class="results">
            {items.map((one) => (
              <li key={one.sync_run_id}>
                <a href={link(["group", one.sync_run_id])} aria-current={one === shown ? "true" : undefined}>
                  <strong>{time(one.created_at)}</strong>
                  <span>{t("group.tagged", { count: one.contacts_tagged })}</span>
                  <span class="soft">{said(one.requested_by.type)}</span>
                  <span class="marks"><Mark of={one.state} />{one.dry_run && <Mark of="dry_run" />}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Listed>
      {shown && <One key={shown.sync_run_id} run={shown} />}
    </section>
  );
}

function One({ run }: { run: Run }): JSX.Element {
  const path = { sync_run_id: run.sync_run_id };
  const changes = usePages((cursor, signal) => book.send("tenant_group_sync_runs_changes_list", { path, query: { cursor }, signal }), [run.sync_run_id, run.version]);
  const bars: Bar[] = COUNTED.filter((name, index) => run[name] || !index).map((name) => ({ name: said(name), count: run[name], kind: name === "refused" ? "bad" : "good" }));
  const unknown = Object.entries(run.unknown_stages);
  return (
    <>
      <div class="card">
        <h3>{t("group.run_of", { time: time(run.created_at) })}</h3>
        <Chart bars={bars} label={t("group.run_of", { time: time(run.created_at) })} />
        {unknown.length > 0 && <p class="notice">{t("group.unknown_stages")} {unknown.map(([tenant, stages]) => `${tenant}: ${stages.join(", ")}`).join("; ")}</p>}
      </div>
      <Listed pages={changes} empty={t(OVER.includes(run.state) ? "group.no_change" : "group.running")}>
        {(items) => (
          <Scrolled label={t("group.changes")}>
            <table>
              <thead><tr><th>{t("group.account")}</th><th>{t("contact")}</th><th>{t("group.added")}</th><th>{t("group.removed")}</th><th>{t("group.fields")}</th></tr></thead>
              <tbody>
                {items.map((one, index) => (
                  <tr key={index}>
                    <td><bdi>{one.tenant_id}</bdi></td>
                    <td>{one.contact_id && <Named id={one.contact_id} name={one.display_name} isElsewhere={one.tenant_id !== me.tenant_id} />} {one.copy_of && <Mark of="copy" />}</td>
                    <td><bdi>{one.add.join(", ")}</bdi></td>
                    <td><bdi>{one.remove.join(", ")}</bdi></td>
                    <td>{one.fields.map(fieldName).join(", ")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolled>
        )}
      </Listed>
    </>
  );
}
