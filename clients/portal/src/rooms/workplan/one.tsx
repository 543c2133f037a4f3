/** One communication: what it says, to which address of which level, and what can still be done about it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Communication } from "../../../../typescript/src/index.js";
import { Dialog } from "../../parts/dialog.js";
import { Facts, Mark, Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { useAct, useLoad } from "../../shell/load.js";
import { link } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { said, t, time } from "../../shell/texts.js";
import { Edit } from "./edit.js";
import { whatOf } from "./room.js";

interface OneProps {
  communicationId: string;
  onClose: () => void;
  onChanged: () => void;
}

export function One({ communicationId, onClose, onChanged }: OneProps): JSX.Element {
  const path = { communication_id: communicationId };
  const loaded = useLoad((signal) => book.receive("communications_read", { path, signal }), [communicationId]);
  const [isEdited, setEdited] = useState(false);
  const done = (): void => {
    onClose();
    onChanged();
  };
  if (isEdited && loaded.value) return <Edit communication={loaded.value.value} etag={loaded.value.etag ?? ""} onClose={() => setEdited(false)} onSaved={done} />;
  return (
    <Dialog title={loaded.value ? whatOf(loaded.value.value) : t("loading")} onClose={onClose} wide>
      <Shown of={loaded}>
        {({ value }) => (
          <>
            <Details communication={value} />
            <Actions communication={value} onEdit={() => setEdited(true)} onDone={done} />
          </>
        )}
      </Shown>
    </Dialog>
  );
}

function Details({ communication: one }: { communication: Communication }): JSX.Element {
  const own = one.bodies?.email?.text ?? one.bodies?.sms?.text;
  return (
    <>
      <Facts
        of={[
          [t("state"), <><Mark of={one.state} /> {said(one.reason)}</>],
          [t("channel"), said(one.channel)],
          [t("service"), one.service ?? t("workplan.contact_level")],
          [t("workplan.to"), one.address && <><bdi>{one.address}</bdi> <span class="mark">{said(one.address_level)}</span></>],
          [t("workplan.origin"), said(one.origin)],
          [t("scheduled_for"), time(one.scheduled_for)],
          [t("workplan.put_off"), time(one.put_off_until)],
          [t("workplan.sent_at"), time(one.sent_at)],
          [t("workplan.delivered_at"), time(one.delivered_at)],
          [t("contact"), may("contacts_read") && <a href={link(["contacts", one.contact_id])}>{t("workplan.open_contact")}</a>],
        ]}
      />
      {(one.text ?? own) && <pre class="notice" dir="auto">{one.text ?? own}</pre>}
    </>
  );
}

function Actions({ communication: one, onEdit, onDone }: { communication: Communication; onEdit: () => void; onDone: () => void }): JSX.Element {
  const act = useAct();
  const path = { communication_id: one.communication_id };
  const cancel = async (): Promise<void> => {
    await book.send("communications_delete", { path, ifMatch: `"${one.version}"` });
    announce(t("workplan.one_cancelled"));
    onDone();
  };
  const resolve = (outcome: "delivered" | "not_delivered") => (): void => {
    void act.run(async (idempotencyKey) => {
      await book.send("communications_resolve", { path, body: { outcome, reason: t("workplan.resolved_reason") }, idempotencyKey });
      announce(t("saved"));
      onDone();
    });
  };
  return (
    <>
      {act.problem && <Trouble problem={act.problem} />}
      <div class="row end">
        {one.state === "queued" && may("communications_delete") && <button type="button" disabled={act.busy} onClick={() => void act.run(cancel)}>{t("workplan.cancel_one")}</button>}
        {one.state === "queued" && may("communications_change") && <button type="button" class="main" onClick={onEdit}>{t("edit")}</button>}
        {one.state === "unknown" && may("communications_resolve") && (
          <>
            <button type="button" disabled={act.busy} onClick={resolve("not_delivered")}>{t("workplan.not_delivered")}</button>
            <button type="button" disabled={act.busy} onClick={resolve("delivered")}>{t("workplan.was_delivered")}</button>
          </>
        )}
      </div>
    </>
  );
}
