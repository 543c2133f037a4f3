/** What went wrong, in the API's words. */

import type { JSX } from "preact";

import { Merged, Problem } from "../../../typescript/src/index.js";
import { Lost } from "../shell/ended.js";
import { link } from "../shell/route.js";
import { t } from "../shell/texts.js";
import { elsewhere } from "./pointers.js";

interface TroubleProps {
  problem: Error;
  /** The pointers of fields that show their own problem. */
  shown?: Set<string>;
  onAgain?: () => void;
}

/** An alert with what the API says, what is wrong with fields that are not shown, and a way out. */
export function Trouble({ problem, shown = new Set(), onAgain }: TroubleProps): JSX.Element {
  const fields = elsewhere(problem, shown);
  const conflicts = problem instanceof Problem ? (problem.content.conflicts ?? []) : [];
  return (
    <div class="trouble" role="alert">
      <p>{problem instanceof Lost ? t("lost") : problem.message}</p>
      {fields.length > 0 && (
        <ul>{fields.map((one) => <li key={one.field + one.code}><code>{one.field}</code> {one.message}</li>)}</ul>
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
