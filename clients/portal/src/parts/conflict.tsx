/** Somebody else changed the record meanwhile (412): show both, and let the person decide. */

import type { JSX } from "preact";

import type { Received } from "../../../typescript/src/index.js";
import { useLoad } from "../shell/load.js";
import { fieldName, t } from "../shell/texts.js";
import { Dialog } from "./dialog.js";
import { Scrolled } from "./list.js";
import { Trouble } from "./trouble.js";

type Values = Record<string, unknown>;

interface ConflictProps {
  /** What the person sent. */
  mine: object;
  /** What a field is called, if it is none of a contact. */
  called?: (name: string) => string;
  read: () => Promise<Received<object>>;
  /** Take over what stands, and drop what the person sent. */
  onReload: () => void;
  /** Send it again, over what stands. */
  onAgain: (etag: string) => void;
  onClose: () => void;
}

export function Conflict({ mine, called = fieldName, read, onReload, onAgain, onClose }: ConflictProps): JSX.Element {
  const { value: fresh, problem } = useLoad(read, []);
  const theirs = (fresh?.value ?? {}) as Values;
  const fields = Object.keys(mine).filter((name) => written((mine as Values)[name]) !== written(theirs[name]));
  return (
    <Dialog title={t("conflict.title")} onClose={onClose} wide>
      <p>{t("conflict.text")}</p>
      {problem && <Trouble problem={problem} />}
      {fresh && (
        <>
          <Scrolled label={t("conflict.title")}>
            <table>
              <thead><tr><th>{t("field")}</th><th>{t("conflict.mine")}</th><th>{t("conflict.theirs")}</th></tr></thead>
              <tbody>
                {fields.map((name) => (
                  <tr key={name}>
                    <th scope="row">{called(name)}</th>
                    <td><bdi>{written((mine as Values)[name])}</bdi></td>
                    <td><bdi>{written(theirs[name])}</bdi></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolled>
          <div class="row end">
            <button type="button" onClick={onReload}>{t("conflict.reload")}</button>
            <button type="button" class="main" onClick={() => onAgain(fresh.etag ?? "")}>{t("conflict.again")}</button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** Return a value as a person reads it. */
export function written(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map(written).join(", ") || "–";
  if (typeof value !== "object") return String(value);
  return Object.values(value).filter((one) => one !== null && one !== "" && one !== false).map(written).join(" ") || "–";
}
