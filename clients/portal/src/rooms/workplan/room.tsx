/** Workplan & History: the tenant's communications, queued and past, in one list. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Communication } from "../../../../typescript/src/index.js";
import { Listed, Mark, Scrolled } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { Trouble } from "../../parts/trouble.js";
import { type Pages, useAct, useLoad, usePages } from "../../shell/load.js";
import { go, link, useRoute } from "../../shell/route.js";
import { book, may } from "../../shell/session.js";
import { number, said, t, time } from "../../shell/texts.js";
import { Filters } from "./filters.js";
import { One } from "./one.js";

export default function Workplan(): JSX.Element {
  const { query } = useRoute();
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const [opened, setOpened] = useState<string>();
  const { sort = "-created_at", ...counted } = query;
  const pages = usePages((cursor, signal) => book.send("communications_list", { query: { ...counted, sort: sort as "-created_at", cursor }, signal }), [query]);
  const count = useLoad((signal) => book.send("communications_count", { query: counted, signal }), [JSON.stringify(counted)]);
  const again = (): void => {
    setChosen(new Set());
    pages.again();
    count.again();
  };
  return (
    <>
      <h1 tabIndex={-1}>{t("room.workplan")}</h1>
      <Filters query={query} onChange={(changed) => go(["workplan"], { ...query, ...changed }, true)} />
      <div class="row between">
        <p class="soft" role="status">{count.value && t("workplan.count", { count: number(count.value.count) + (count.value.more ? "+" : "") })}</p>
        {may("communications_cancel") && <CancelChosen chosen={chosen} onDone={again} />}
      </div>
      <Table pages={pages} chosen={chosen} onChoose={setChosen} onOpen={setOpened} />
      {opened && <One communicationId={opened} onClose={() => setOpened(undefined)} onChanged={again} />}
    </>
  );
}

function CancelChosen({ chosen, onDone }: { chosen: Set<string>; onDone: () => void }): JSX.Element | null {
  const act = useAct();
  if (!chosen.size) return null;
  const cancel = async (idempotencyKey: string): Promise<void> => {
    const { items } = await book.send("communications_cancel", { body: { communication_ids: [...chosen] }, idempotencyKey });
    const done = items.filter((one) => one.state === "cancelled").length;
    announce(t("workplan.cancelled", { done, all: items.length }));
    onDone();
  };
  return (
    <div class="stack">
      <button type="button" disabled={act.busy} onClick={() => void act.run(cancel)}>{t("workplan.cancel", { count: chosen.size })}</button>
      {act.problem && <Trouble problem={act.problem} />}
    </div>
  );
}

interface TableProps {
  pages: Pages<Communication>;
  chosen: Set<string>;
  onChoose: (chosen: Set<string>) => void;
  onOpen: (communicationId: string) => void;
}

function Table({ pages, chosen, onChoose, onOpen }: TableProps): JSX.Element {
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <Listed pages={pages} empty={t("workplan.none")}>
      {(items) => (
        <Scrolled label={t("room.workplan")}>
          <table>
            <thead>
              <tr><th>{t("workplan.choose")}</th><th>{t("workplan.what")}</th><th>{t("service")}</th><th>{t("workplan.to")}</th><th>{t("workplan.when")}</th><th>{t("state")}</th></tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.communication_id}>
                  <td><input type="checkbox" aria-label={t("workplan.choose_one", { what: whatOf(one) })} disabled={one.state !== "queued"} checked={chosen.has(one.communication_id)} onChange={(event) => choose(one.communication_id, event.currentTarget.checked)} /></td>
                  <td><button type="button" class="quiet" onClick={() => onOpen(one.communication_id)}><bdi>{whatOf(one)}</bdi></button></td>
                  <td><bdi>{one.service}</bdi></td>
                  <td>{one.address ? <bdi>{one.address}</bdi> : may("contacts_read") && <a href={link(["contacts", one.contact_id])}>{t("workplan.open_contact")}</a>} {one.address_level && <span class="mark">{said(one.address_level)}</span>}</td>
                  <td>{time(one.sent_at ?? one.put_off_until ?? one.scheduled_for ?? one.created_at)}</td>
                  <td><Mark of={one.state} /> {said(one.reason)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
    </Listed>
  );
}

/** Return what a communication is called: its subject, else how its text begins, else its channel. */
export function whatOf({ subject, text, bodies, channel }: Communication): string {
  // A communication that is queued is not written yet: it has the texts that it will be made of.
  return subject || bodies?.email?.subject || (text ?? bodies?.sms?.text)?.slice(0, 60) || said(channel);
}
