/** What went wrong, in the API's words. */

import type { JSX } from "preact";

import { Merged, Problem, Unauthorized } from "../../../typescript/src/index.js";
import { Lost } from "../shell/ended.js";
import { link } from "../shell/route.js";
import { fieldName, t } from "../shell/texts.js";
import { type Shown, elsewhere } from "./pointers.js";

interface TroubleProps {
  problem: Error;
  /** The pointers of fields that show their own problem. */
  shown?: Shown;
  onAgain?: () => void;
}

/** An alert with what the API says, what is wrong with fields that are not shown, and a way out. */
export function Trouble({ problem, shown = new Map(), onAgain }: TroubleProps): JSX.Element {
  const fields = elsewhere(problem, shown);
  const conflicts = problem instanceof Problem ? (problem.content.conflicts ?? []) : [];
  return (
    <div class="trouble" role="alert">
      <p>{textOf(problem)}</p>
      {fields.length > 0 && (
        <ul>{fields.map((one) => <li key={one.field + one.code}><strong>{fieldName(one.field.slice(1).replaceAll("/", "."))}</strong> {one.message}</li>)}</ul>
      )}
      {conflicts.map((one) => one.contact_id && (
        <p key={one.contact_id}><a href={link(["contacts", one.contact_id])}>{t("conflict.other")}</a></p>
      ))}
      {problem instanceof Merged && problem.mergedInto && (
        <p><a href={link(["contacts", problem.mergedInto])}>{t("merged.into")}</a></p>
      )}
      {onAgain && <button type="button" onClick={onAgain}>{t("again")}</button>}
    </div>
  );
}

/** Return what went wrong. Where the API points a program to `errors`, a person is pointed to the fields. */
function textOf(problem: Error): string {
  if (problem instanceof Lost) return t("lost");
  if (problem instanceof Unauthorized) return t("ended");
  return problem instanceof Problem && problem.message.includes("`errors`") ? t("field.wrong") : problem.message;
}
