/** A merge that was done, and its undo. */

import type { JSX } from "preact";

import { Facts, Mark, Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useLoad } from "../../shell/load.js";
import { link } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { t, time } from "../../shell/texts.js";

export function Merged({ mergeId }: { mergeId: string }): JSX.Element {
  const path = { merge_id: mergeId };
  const act = useAct();
  const merge = useLoad((signal) => book.send("merges_read", { path, signal }), [mergeId]);
  const undo = async (idempotencyKey: string): Promise<void> => {
    await book.send("merges_undo", { path, idempotencyKey });
    announce(t("duplicates.undone"));
    merge.again();
  };
  return (
    <>
      <p><a class="back" href={link(["duplicates"])}>{t("back.duplicates")}</a></p>
      <h1 tabIndex={-1}>{t("duplicates.merge_done")}</h1>
      <Shown of={merge}>
        {(value) => (
          <section class="card" aria-label={t("duplicates.merge_done")}>
            <div class="marks"><Mark of={value.state} /></div>
            <Facts
              of={[
                [t("duplicates.survivor"), <a href={link(["contacts", value.survivor_id])}>{t("workplan.open_contact")}</a>],
                [t("duplicates.merged_at"), time(value.merged_at)],
                [t("duplicates.undo_until"), time(value.undo_until)],
                [t("duplicates.undone_at"), time(value.undone_at)],
              ]}
            />
            {act.problem && <Trouble problem={act.problem} />}
            {value.state === "merged" && may("merges_undo") && <div class="row"><button type="button" disabled={act.busy} onClick={() => void act.run(undo)}>{t("duplicates.undo")}</button></div>}
          </section>
        )}
      </Shown>
    </>
  );
}
