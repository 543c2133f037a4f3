/** What a person says about a file: what kind of contacts, from which tool, what happens to known ones. */

import type { JSX } from "preact";

import type { ImportPreview } from "../../../../typescript/src/index.js";
import { ChoiceField } from "../../parts/form.js";
import { Facts } from "../../parts/list.js";
import { lists } from "../../shell/choices.js";
import { useLoad } from "../../shell/load.js";
import { t } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";
import type { Chosen } from "./new_import.js";

const PRESETS: [string, string][] = [["google", "Google Contacts"], ["outlook", "Outlook"], ["apple", "Apple"], ["hubspot", "HubSpot"], ["salesforce", "Salesforce"], ["mailchimp", "Mailchimp"]];
const DATES: [string, string][] = [["dmy", "31/12/1980"], ["mdy", "12/31/1980"], ["ymd", "1980-12-31"]];

interface OptionsProps {
  chosen: Chosen;
  preview: ImportPreview | undefined;
  onChange: (changed: Partial<Chosen>) => void;
}

export function Options({ chosen, preview, onChange }: OptionsProps): JSX.Element {
  const known = useLoad((signal) => lists(signal, { active: true }), []);
  const sheets = preview?.sheets ?? [];
  return (
    <>
      <div class="grid">
        <ChoiceField label={t("filter.kind")} at="/kind" value={chosen.kind} choices={choicesOf(["person", "company"])} onChange={(kind) => onChange({ kind })} />
        <ChoiceField label={t("imports.preset")} at="/preset" value={chosen.preset} none={t("imports.any_tool")} choices={PRESETS} onChange={(preset) => onChange({ preset })} />
        {sheets.length > 1 && <ChoiceField label={t("imports.sheet")} at="/sheet" value={chosen.sheet || (preview?.sheet ?? "")} choices={sheets.map((one) => [one.name, one.hidden ? `${one.name} (${t("imports.hidden")})` : one.name])} onChange={(sheet) => onChange({ sheet })} />}
        <ChoiceField label={t("imports.dates")} at="/date_order" value={chosen.date_order} none="–" choices={DATES} onChange={(date_order) => onChange({ date_order })} />
        <ChoiceField label={t("imports.on_duplicate")} at="/on_duplicate" value={chosen.on_duplicate} choices={choicesOf(["skip", "update", "fail"])} onChange={(on_duplicate) => onChange({ on_duplicate })} />
        <ChoiceField label={t("imports.list")} at="/list_id" value={chosen.list_id} none="–" choices={(known.value ?? []).map((one) => [one.list_id, one.name])} onChange={(list_id) => onChange({ list_id })} />
      </div>
      {preview && <Facts of={[[t("imports.read_as"), [preview.format, preview.encoding, preview.separator && `“${preview.separator}”`].filter(Boolean).join(", ")]]} />}
    </>
  );
}
