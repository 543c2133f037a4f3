/** One section: its form, what a change would do, and what has to be confirmed before it is saved. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Problem, type Received, VersionMismatch } from "../../../../typescript/src/index.js";
import { Conflict } from "../../parts/conflict.js";
import { Check, Form } from "../../parts/form.js";
import { Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { useAct, useLoad } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { type Key, languageName, number, settingName, t } from "../../shell/texts.js";
import { Effect, PREVIEWED } from "./effect.js";
import type { SectionName } from "./room.js";
import type { Schema } from "./schema.js";
import { Fields } from "./value.js";

export type Values = Record<string, unknown>;

export function Section({ name }: { name: SectionName }): JSX.Element {
  const loaded = useLoad((signal) => book.receive("settings_read", { path: { section: name }, signal }), [name]);
  return <Shown of={loaded}>{(received) => <Edit key={received.etag} name={name} received={received} again={loaded.again} onSaved={(saved) => loaded.set({ ...saved, value: { ...received.value, ...saved.value } } as typeof received)} />}</Shown>;
}

interface EditProps {
  name: SectionName;
  received: Received<object>;
  again: () => void;
  /** Show what was saved. */
  onSaved: (saved: Received<object>) => void;
}

function Edit({ name, received, again, onSaved }: EditProps): JSX.Element {
  const act = useAct();
  const { schema = {}, ...before } = received.value as Values & { schema?: Schema };
  const [values, setValues] = useState<Values>(() => Object.fromEntries(Object.keys(schema.properties ?? {}).map((key) => [key, before[key]])));
  const [asked, setAsked] = useState<Values>();
  const [isKnown, setKnown] = useState(false);
  const path = { section: name };
  const called = name === "page_texts" ? languageName : settingName;
  const waiting = act.problem instanceof Problem && act.problem.code === "acknowledgement_needed" ? (act.problem.content.more_contactable ?? 0) : undefined;
  const isInUse = act.problem instanceof Problem && act.problem.code === "in_use";
  const save = (ifMatch: string, force = false): void => {
    const acknowledged = isKnown && waiting !== undefined ? { acknowledge: { more_contactable: waiting } } : {};
    void act.run(async () => {
      const saved = await book.receive("settings_save", { path, query: force ? { force } : {}, body: { ...values, ...acknowledged } as never, ifMatch });
      announce(t("saved"));
      onSaved(saved);
    });
  };
  if (act.problem instanceof VersionMismatch) {
    return <Conflict mine={values} called={called} read={() => book.receive("settings_read", { path })} onReload={again} onAgain={save} onClose={act.forget} />;
  }
  const isReadOnly = !may("settings_save");
  return (
    <section class="card" aria-label={t(`settings.${name}` as Key)}>
      <p class="soft">{t(`about.${name}` as Key)}</p>
      <fieldset class="plain" disabled={isReadOnly}>
        <Form act={act} submit={t("save")} disabled={isReadOnly || (waiting !== undefined && !isKnown)} onSubmit={() => save(received.etag ?? "")}>
          <Fields schema={schema} root={schema} at="" called={called} value={values} onChange={setValues} />
          {waiting !== undefined && <Check label={t("settings.acknowledge", { count: number(waiting) })} checked={isKnown} onChange={setKnown} />}
          {isInUse && <div class="row"><button type="button" disabled={act.busy} onClick={() => save(received.etag ?? "", true)}>{t("settings.force")}</button></div>}
          {PREVIEWED.includes(name) && !isReadOnly && <div class="row"><button type="button" onClick={() => setAsked({ ...values })}>{t("settings.preview")}</button></div>}
        </Form>
      </fieldset>
      {asked && <Effect key={JSON.stringify(asked)} name={name} values={asked} />}
    </section>
  );
}
