/** A notification run: how far it is, who is contacted and who is not, and why. */

import type { JSX } from "preact";

import type { NotificationRun } from "../../../../typescript/src/index.js";
import { type Bar, Chart } from "../../parts/chart.js";
import { Named } from "../../parts/contact.js";
import { Facts, Listed, Mark, Scrolled, Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useAgain, useLoad, usePages } from "../../shell/load.js";
import { link } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { number, said, t, time } from "../../shell/texts.js";
import { namesOf } from "./choices.js";

const PAUSE = 1500;

export function Run({ runId }: { runId: string }): JSX.Element {
  const path = { run_id: runId };
  const run = useLoad((signal) => book.send("notification_runs_read", { path, signal }), [runId]);
  const isOver = ["finished", "cancelled"].includes(run.value?.state ?? "");
  useAgain(run, !isOver, PAUSE);
  return (
    <>
      <p><a class="back" href={link(["runs"])}>{t("back.runs")}</a></p>
      <h1 tabIndex={-1}>{t("runs.one")}</h1>
      <Shown of={run}>
        {(value) => (
          <>
            <Progress run={value} onCancelled={run.again} />
            <section class="card" aria-labelledby="reasons">
              <h2 id="reasons">{t(value.dry_run ? "runs.would" : "runs.who")}</h2>
              <Chart bars={barsOf(value)} label={t("runs.who")} />
            </section>
            {may("notification_runs_decisions_list") && <Decisions runId={runId} version={`${value.version} ${value.state}`} />}
          </>
        )}
      </Shown>
    </>
  );
}

/** Return the bars: who was contacted, what is open, and each reason why somebody was not. */
function barsOf(run: NotificationRun): Bar[] {
  const open = Math.max(0, run.planned - run.sent - run.failed - run.unknown - run.cancelled - run.skipped);
  const counted: [string, number, Bar["kind"]][] = [
    [said(run.dry_run ? "would_be_contacted" : "sent"), run.dry_run ? open + run.sent : run.sent, "good"],
    [said("queued"), run.dry_run ? 0 : open, ""],
    [said("failed"), run.failed, "bad"],
    [said("unknown"), run.unknown, "bad"],
    [said("cancelled"), run.cancelled, ""],
  ];
  const skipped = Object.entries(run.skipped_because).sort(([, one], [, other]) => other - one);
  return [...counted.filter(([, count], index) => count || !index), ...skipped.map(([reason, count]): [string, number, Bar["kind"]] => [said(reason), count, "bad"])].map(([name, count, kind]) => ({ name, count, kind }));
}

function Progress({ run, onCancelled }: { run: NotificationRun; onCancelled: () => void }): JSX.Element {
  const act = useAct();
  const done = run.sent + run.failed + run.unknown + run.cancelled + run.skipped;
  const isOpen = ["planned", "running", "paused"].includes(run.state);
  const cancel = async (idempotencyKey: string): Promise<void> => {
    await book.send("notification_runs_cancel", { path: { run_id: run.run_id }, idempotencyKey });
    announce(t("runs.cancelled"));
    onCancelled();
  };
  const { value: known, busy } = useLoad((signal) => namesOf(run, signal), []);
  return (
    <section class="card" aria-busy={busy}>
      <div class="row between" role="status">
        <span class="marks"><Mark of={run.state} />{run.dry_run && <Mark of="dry_run" />}</span>
        {!run.dry_run && <span>{t("runs.progress", { done: number(Math.min(done, run.planned)), all: number(run.planned) })}</span>}
      </div>
      {isOpen && <progress aria-label={t("runs.one")} value={done} max={Math.max(run.planned, 1)} />}
      <Facts
        of={[
          [t("notification_type"), known?.type],
          [t("template"), known?.template],
          [t("runs.audience"), known?.audience],
          [t("channel"), said(run.channel)],
          [t("runs.level"), said(run.origin)],
          [t("accounts.service_group"), run.service_group],
          [t("scheduled_for"), time(run.scheduled_for)],
          [t("runs.paused"), run.paused_because && `${said(run.paused_because)} ${time(run.paused_until)}`],
          [t("created"), time(run.created_at)],
        ]}
      />
      {isOpen && may("notification_runs_cancel") && <div class="row"><button type="button" disabled={act.busy} onClick={() => void act.run(cancel)}>{t("runs.cancel")}</button></div>}
      {run.dry_run && !isOpen && may("notification_runs_start") && <div class="row"><a class="button" href={link(["runs", "new"], { like: run.run_id })}>{t("runs.again")}</a></div>}
      {act.problem && <Trouble problem={act.problem} />}
    </section>
  );
}

function Decisions({ runId, version }: { runId: string; version: string }): JSX.Element {
  const pages = usePages((cursor, signal) => book.send("notification_runs_decisions_list", { path: { run_id: runId }, query: { cursor }, signal }), [runId, version]);
  return (
    <div class="stack">
      <h2 id="decisions">{t("runs.decisions")}</h2>
      <Listed pages={pages} empty={t("none")}>
        {(items) => (
          <Scrolled labelledby="decisions">
            <table>
              <thead><tr><th>{t("contact")}</th><th>{t("workplan.to")}</th><th>{t("runs.contacted")}</th><th>{t("reason")}</th><th>{t("state")}</th></tr></thead>
              <tbody>
                {items.map((one, index) => (
                  <tr key={index}>
                    <td><Named id={one.contact_id} name={one.display_name} /></td>
                    <td><bdi>{one.address}</bdi> {one.address_level && <span class="mark">{said(one.address_level)}</span>}</td>
                    <td><Mark of={one.contacted ? "yes" : "no"} /></td>
                    <td>{said(one.reason)}</td>
                    <td>{said(one.state)} {time(one.put_off_until)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolled>
        )}
      </Listed>
    </div>
  );
}
