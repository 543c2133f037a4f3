/** Forms: what the API says about a field stands beside the field. */

import { createContext, type ComponentChildren, type JSX, type TargetedEvent } from "preact";
import { useContext, useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import { Problem } from "../../../typescript/src/index.js";
import type { Act } from "../shell/load.js";
import { t } from "../shell/texts.js";
import { useNarrowed } from "./narrow.js";
import { type Shown, isAbout } from "./pointers.js";
import { Trouble } from "./trouble.js";

interface Fields {
  problem: Error | undefined;
  /** The pointers of the fields that are shown, and how often. What is wrong with any other one is said above the form. */
  shown: Shown;
}

const FieldsContext = createContext<Fields>({ problem: undefined, shown: new Map() });

/** What the API says of a field that was left empty. */
const MISSING = ["required", "too_short"];

/**
 * Return what is wrong with the field at this JSON pointer, and take it over from the top of the form. Of a field that was left empty
 * `ifEmpty` is said: the API counts characters and names fields of the request there.
 */
export function useFieldProblem(at: string, ifEmpty?: { text: string; always: boolean }): string {
  const { problem, shown } = useContext(FieldsContext);
  useLayoutEffect(() => {
    // A field that takes the place of another appears before that one goes.
    shown.set(at, (shown.get(at) ?? 0) + 1);
    return () => void shown.set(at, (shown.get(at) ?? 0) - 1);
  }, [at, shown]);
  const errors = problem instanceof Problem ? problem.errors : [];
  const own = errors.filter((one) => isAbout(at, one.field));
  if (ifEmpty && own.some((one) => ifEmpty.always || MISSING.includes(one.code))) return ifEmpty.text;
  return [...new Set(own.map((one) => one.message))].join(" ");
}

interface FormProps {
  act: Act;
  onSubmit: () => void;
  /** What the button says. */
  submit: string;
  onCancel?: () => void;
  disabled?: boolean;
  children: ComponentChildren;
}

/** A form with its button. After a refusal the first field that is wrong has the focus. */
export function Form({ act, onSubmit, submit, onCancel, disabled, children }: FormProps): JSX.Element {
  const [shown] = useState(() => new Map() as Shown);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (act.problem) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [act.problem]);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={element} class="form" noValidate onSubmit={send}>
      <FieldsContext.Provider value={{ problem: act.problem, shown }}>
        {act.problem && <Trouble problem={act.problem} shown={shown} />}
        {children}
      </FieldsContext.Provider>
      <div class="row end">
        {onCancel && <button type="button" onClick={onCancel}>{t("cancel")}</button>}
        <button class="main" disabled={act.busy || disabled} aria-busy={act.busy}>{submit}</button>
      </div>
    </form>
  );
}

/** What ties a control to its label, its hint and what is wrong with it. */
interface Attributes {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

interface FieldProps {
  label: string;
  /** The JSON pointer of the field in what is sent. */
  at: string;
  hint?: string;
  /** What is said of it if it was left empty. `always`: whatever the API finds wrong with it. */
  ifEmpty?: { text: string; always: boolean } | undefined;
  children: (attributes: Attributes) => ComponentChildren;
}

/** A label, a control, and what is wrong with it. */
export function Field({ label, at, hint, ifEmpty, children }: FieldProps): JSX.Element {
  const id = useId();
  const wrong = useFieldProblem(at, ifEmpty);
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  const attributes: Attributes = { id, ...(described ? { "aria-describedby": described } : {}), ...(wrong ? { "aria-invalid": true } : {}) };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(attributes)}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {wrong && <p class="wrong" id={`${id}-wrong`}>{wrong}</p>}
    </div>
  );
}

interface TextProps {
  label: string;
  at: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "tel" | "date" | "datetime-local" | "number";
  hint?: string;
  lines?: number;
  disabled?: boolean;
  options?: string[];
}

/** A field for a text. */
export function TextField({ label, at, value, onChange, type = "text", hint, lines, disabled, options }: TextProps): JSX.Element {
  const list = useId();
  const typed = (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>): void => onChange(event.currentTarget.value);
  return (
    <Field label={label} at={at} ifEmpty={value.trim() ? undefined : { text: t("field.fill"), always: false }} {...(hint ? { hint } : {})}>
      {(given) =>
        lines ? (
          <textarea {...given} dir="auto" rows={lines} value={value} disabled={disabled} onInput={typed} />
        ) : (
          <>
            <input {...given} dir="auto" type={type} value={value} disabled={disabled} autocomplete="off" list={options && list} onInput={typed} />
            {options && <datalist id={list}>{options.map((one) => <option key={one} value={one} />)}</datalist>}
          </>
        )
      }
    </Field>
  );
}

interface LateProps {
  label: string;
  at: string;
  value: string;
  /** Hears of another text when the field is left, or on Enter. */
  onChange: (value: string) => void;
}

/** A field for a text that takes effect when it is finished. */
export function LateField({ label, at, value, onChange }: LateProps): JSX.Element {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const set = (): void => {
    if (typed !== value) onChange(typed);
  };
  return (
    <div onFocusOut={set} onKeyDown={(event) => event.key === "Enter" && set()}>
      <TextField label={label} at={at} value={typed} onChange={setTyped} />
    </div>
  );
}

export type Choice = [value: string, label: string];

interface ChoiceProps {
  label: string;
  at: string;
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
  /** What an empty choice is called; there is none if this is left out. */
  none?: string;
  hint?: string;
}

/** A field for one of several values. Among many one searches. */
export function ChoiceField({ label, at, value, choices, onChange, none, hint }: ChoiceProps): JSX.Element {
  // A value that is not among the choices stays, and is not shown as the first of them.
  const isKnown = !value || choices.some(([one]) => one === value);
  const { field, shown } = useNarrowed(label, isKnown ? choices : [[value, value] as Choice, ...choices], ([, name]) => name, ([one]) => one === value);
  return (
    <Field label={label} at={at} ifEmpty={value ? undefined : { text: t("field.choose"), always: true }} {...(hint ? { hint } : {})}>
      {(given) => (
        <>
          {field}
          <select {...given} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
            {none !== undefined && <option value="">{none}</option>}
            {shown.map(([one, name]) => <option key={one} value={one} selected={one === value}>{name}</option>)}
          </select>
        </>
      )}
    </Field>
  );
}

interface ChecksProps {
  label: string;
  choices: Choice[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** A field for some of several values. Among many one searches. */
export function Checks({ label, choices, chosen, onChange }: ChecksProps): JSX.Element {
  const { field, shown } = useNarrowed(label, choices, ([, name]) => name, ([one]) => chosen.includes(one));
  return (
    <fieldset>
      <legend>{label}</legend>
      {field}
      {shown.map(([one, name]) => <Check key={one} label={<bdi>{name}</bdi>} checked={chosen.includes(one)} onChange={(on) => onChange(on ? [...chosen, one] : chosen.filter((other) => other !== one))} />)}
    </fieldset>
  );
}

/** A field that is on or off. */
export function Check({ label, checked, onChange, disabled }: { label: ComponentChildren; checked: boolean; onChange: (on: boolean) => void; disabled?: boolean }): JSX.Element {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
