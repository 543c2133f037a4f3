/** Which column becomes which field. What is suggested says why, and can be corrected. */

import type { JSX } from "preact";
import { useId } from "preact/hooks";

import type { ImportPreview } from "../../../../typescript/src/index.js";
import { Scrolled } from "../../parts/list.js";
import { useLoad } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { t } from "../../shell/texts.js";

interface MappingProps {
  preview: ImportPreview;
  kind: string;
  /** The fields that the person gave to headers; an empty one leaves the column out. */
  mapped: Record<string, string>;
  onMap: (header: string, field: string) => void;
}

export function Mapping({ preview, kind, mapped, onMap }: MappingProps): JSX.Element {
  const fields = useId();
  const known = useLoad(async (signal) => (may("imports_template_read") ? fieldsOf(kind, signal) : []), [kind]);
  return (
    <>
      {preview.warnings.length > 0 && (
        <div class="notice" role="status">
          <ul>{preview.warnings.map((one, index) => <li key={index}>{one.header && <strong><bdi>{one.header}</bdi>: </strong>}{one.line !== null && `${t("imports.line")} ${one.line}: `}{one.message}</li>)}</ul>
        </div>
      )}
      <datalist id={fields}>{known.value?.map((one) => <option key={one} value={one} />)}</datalist>
      <Scrolled label={t("imports.columns")}>
        <table>
          <thead><tr><th>{t("imports.column")}</th><th>{t("imports.samples")}</th><th>{t("field")}</th><th>{t("permission.because")}</th></tr></thead>
          <tbody>
            {preview.headers.map(({ header, samples, field, because }) => (
              <tr key={header}>
                <th scope="row"><bdi>{header}</bdi></th>
                <td class="soft"><bdi>{samples.slice(0, 3).join(" · ")}</bdi></td>
                <td><input aria-label={t("imports.field_of", { header })} list={fields} placeholder={t("imports.left_out")} value={mapped[header] ?? field ?? ""} onChange={(event) => onMap(header, event.currentTarget.value.trim())} /></td>
                <td class="soft">{header in mapped ? t("imports.you_said") : because}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </>
  );
}

/** Return the fields that the template for this kind has. */
async function fieldsOf(kind: string, signal: AbortSignal): Promise<string[]> {
  const template: unknown = await book.send("imports_template_read", { query: { kind: kind as "person", format: "csv" }, signal });
  return String(template).replace("\uFEFF", "").trim().split(/\r?\n/)[0]?.split(",") ?? [];
}
