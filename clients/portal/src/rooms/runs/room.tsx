/** Notification runs: the ones there were, and a new one. */

import type { JSX } from "preact";

import { Listed, Mark } from "../../parts/list.js";
import { templates } from "../../shell/choices.js";
import { useLoad, usePages } from "../../shell/load.js";
import { link, useRoute } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { said, t, time } from "../../shell/texts.js";
import { NewRun } from "./new_run.js";
import { Run } from "./run.js";

export default function Runs(): JSX.Element {
  const { path, query } = useRoute();
  if (path[1] === "new" && may("notification_runs_start")) return <NewRun key={query["like"]} like={query["like"]} />;
  return path[1] ? <Run key={path[1]} runId={path[1]} /> : <All />;
}

function All(): JSX.Element {
  const pages = usePages((cursor, signal) => book.send("notification_runs_list", { query: { cursor }, signal }), []);
  const known = useLoad(templates, []);
  return (
    <>
      <div class="row between">
        <h1 tabIndex={-1}>{t("room.runs")}</h1>
        {may("notification_runs_start") && <a class="button" href={link(["runs", "new"])}>{t("runs.new")}</a>}
      </div>
      <Listed pages={pages} empty={t("runs.none")}>
        {(items) => (
          <ul class="results">
            {items.map((one) => (
              <li key={one.run_id}>
                <a href={link(["runs", one.run_id])}>
                  <strong>{known.value?.find((template) => template.template_id === one.template_id)?.name ?? time(one.created_at)}</strong>
                  <span>{time(one.created_at)} · {said(one.channel)} · {said(one.origin)}</span>
                  <span class="soft">{one.scheduled_for && `${t("scheduled_for")}: ${time(one.scheduled_for)}`}</span>
                  <span class="marks">{one.dry_run && <Mark of="dry_run" />}{one.cancelled_at && <Mark of="cancelled" />}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </>
  );
}
