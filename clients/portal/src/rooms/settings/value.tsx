/** A field for a value, as its schema describes it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Check, ChoiceField, TextField } from "../../parts/form.js";
import { settingSaid, t } from "../../shell/texts.js";
import { type Schema, emptyOf, optional, recordOf, resolved, shapeOf } from "./schema.js";

export interface ValueProps {
  schema: Schema;
  /** The section's schema, where references lead. */
  root: Schema;
  /** The JSON pointer of the value. */
  at: string;
  name: string;
  /** What a field is called. */
  called: (name: string) => string;
  value: unknown;
  onChange: (value: unknown) => void;
}

type Texts = Record<string, string>;
const LONG = 500;

export function Value(props: ValueProps): JSX.Element {
  const { schema, root, at, name, called, value, onChange } = props;
  const { of, mayBeNull } = optional(schema, root);
  const label = called(name);
  const field = { label, at };
  switch (shapeOf(schema, root)) {
    case "choice":
      return <ChoiceField {...field} value={String(value ?? "")} {...(mayBeNull ? { none: "–" } : {})} choices={(of.enum ?? []).map((one) => [one, settingSaid(name, one)])} onChange={(chosen) => onChange(chosen || null)} />;
    case "flag":
      return <Check label={label} checked={value === true} onChange={onChange} />;
    case "number":
      return <TextField {...field} type="number" value={value === null || value === undefined ? "" : String(value)} onChange={(typed) => onChange(typed === "" ? null : Number(typed))} />;
    case "text":
      return <TextField {...field} value={String(value ?? "")} {...((of.maxLength ?? 0) > LONG ? { lines: 4 } : {})} onChange={(typed) => onChange(mayBeNull && typed === "" ? null : typed)} />;
    case "choices":
      return <Choices {...props} label={label} of={resolved(of.items ?? {}, root).enum ?? []} />;
    case "lines":
      return <Written {...field} hint={t("settings.lines")} text={(value as string[]).join("\n")} read={linesOf} onChange={onChange} />;
    case "groups":
      return <Written {...field} hint={t("settings.groups_hint")} text={(value as string[][]).map((one) => one.join(", ")).join("\n")} read={(text) => linesOf(text).map((line) => line.split(",").map((one) => one.trim()).filter(Boolean))} onChange={onChange} />;
    case "pairs":
      return <Written {...field} hint={t("settings.pairs")} text={Object.entries((value ?? {}) as Texts).map(([key, text]) => `${key} = ${text}`).join("\n")} read={pairsOf} onChange={onChange} />;
    case "records":
      return <Records {...props} label={label} of={resolved(of.items ?? {}, root)} />;
    case "record":
      return <Part {...props} label={label} of={of} mayBeNull={mayBeNull} />;
    default:
      return <Written {...field} hint={t("settings.json")} text={JSON.stringify(value, null, 2)} read={(text) => JSON.parse(text) as unknown} onChange={onChange} />;
  }
}

function linesOf(text: string): string[] {
  return text.split("\n").map((one) => one.trim()).filter(Boolean);
}

function pairsOf(text: string): Texts {
  return Object.fromEntries(linesOf(text).map((line) => line.split(/\s*=\s*(.*)/s).slice(0, 2) as [string, string]).map(([key, value]) => [key, value ?? ""]));
}

interface WrittenProps {
  label: string;
  at: string;
  hint: string;
  text: string;
  /** Return the value of what was written. Throws where it cannot be read: then nothing changes. */
  read: (text: string) => unknown;
  onChange: (value: unknown) => void;
}

/** A value that is written as text, line by line. */
function Written({ label, at, hint, text, read, onChange }: WrittenProps): JSX.Element {
  const [typed, setTyped] = useState(text);
  const [isUnreadable, setUnreadable] = useState(false);
  const change = (next: string): void => {
    setTyped(next);
    try {
      onChange(read(next));
      setUnreadable(false);
    } catch {
      setUnreadable(true);
    }
  };
  return <TextField label={label} at={at} hint={isUnreadable ? t("settings.unreadable") : hint} lines={Math.min(10, typed.split("\n").length + 1)} value={typed} onChange={change} />;
}

function Choices({ name, value, onChange, label, of }: ValueProps & { label: string; of: string[] }): JSX.Element {
  const chosen = (value ?? []) as string[];
  return (
    <fieldset>
      <legend>{label}</legend>
      <div class="row">
        {of.map((one) => <Check key={one} label={settingSaid(name, one)} checked={chosen.includes(one)} onChange={(on) => onChange(of.filter((other) => (other === one ? on : chosen.includes(other))))} />)}
      </div>
    </fieldset>
  );
}

function Records({ root, at, called, value, onChange, label, of }: ValueProps & { label: string; of: Schema }): JSX.Element {
  const items = (value ?? []) as Record<string, unknown>[];
  return (
    <fieldset>
      <legend>{label}</legend>
      {items.map((item, index) => (
        <fieldset key={index}>
          <legend>{index + 1}</legend>
          <Fields schema={of} root={root} at={`${at}/${index}`} called={called} value={item} onChange={(changed) => onChange(items.with(index, changed))} />
          <div class="row end"><button type="button" class="quiet" onClick={() => onChange(items.toSpliced(index, 1))}>{t("remove.named", { name: `${label} ${index + 1}` })}</button></div>
        </fieldset>
      ))}
      <div class="row"><button type="button" onClick={() => onChange([...items, recordOf(of, root)])}>{t("settings.add", { name: label })}</button></div>
    </fieldset>
  );
}

function Part({ root, at, called, value, onChange, label, of, mayBeNull }: ValueProps & { label: string; of: Schema; mayBeNull: boolean }): JSX.Element {
  return (
    <fieldset>
      <legend>{label}</legend>
      {mayBeNull && <Check label={t("settings.is_set")} checked={value !== null} onChange={(on) => onChange(on ? recordOf(of, root) : null)} />}
      {value !== null && <Fields schema={of} root={root} at={at} called={called} value={value as Record<string, unknown>} onChange={onChange} />}
    </fieldset>
  );
}

interface FieldsProps {
  schema: Schema;
  root: Schema;
  at: string;
  called: (name: string) => string;
  value: Record<string, unknown>;
  onChange: (value: Record<string, unknown>) => void;
}

/** A field for each property. */
export function Fields({ schema, root, at, called, value, onChange }: FieldsProps): JSX.Element {
  return (
    <div class="fields">
      {Object.entries(schema.properties ?? {}).map(([name, of]) => (
        <Value key={name} schema={of} root={root} at={`${at}/${name}`} name={name} called={called} value={value[name] ?? emptyOf(of, root)} onChange={(changed) => onChange({ ...value, [name]: changed })} />
      ))}
    </div>
  );
}
