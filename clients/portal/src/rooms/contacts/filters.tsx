/** The filters of the contacts. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Choice, ChoiceField, LateField } from "../../parts/form.js";
import { lists } from "../../shell/choices.js";
import { useLoad } from "../../shell/load.js";
import { said, t } from "../../shell/texts.js";

const VALUES = {
  kind: ["person", "company"],
  stage: ["customer", "prospect", "lead"],
  life_cycle_state: ["financial", "marketing"],
  consent_state: ["pending", "accepted", "rejected", "withdrawn"],
  kyc_state: ["pending_verification", "verified", "refuted", "expired"],
} as const;
const TEXTS = ["tag", "city", "country"] as const;
const ORDERS = ["last_name", "-created_at", "-updated_at"];

/** Return the values as choices, named in the person's language. */
export function choicesOf(values: readonly string[]): Choice[] {
  return values.map((one) => [one, said(one)]);
}

interface FiltersProps {
  query: Record<string, string>;
  onChange: (changed: Record<string, string>) => void;
}

export function Filters({ query, onChange }: FiltersProps): JSX.Element {
  const set = Object.keys(query).filter((name) => name !== "q" && name !== "sort").length;
  const [isOpen, setOpen] = useState(set > 0);
  const known = useLoad((signal) => lists(signal), []);
  return (
    <details class="filters" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("filters")}{set > 0 && ` (${set})`}</summary>
      <div class="grid">
        {Object.entries(VALUES).map(([name, values]) => (
          <ChoiceField key={name} label={t(`filter.${name as keyof typeof VALUES}`)} at={`/${name}`} value={query[name] ?? ""} none={t("any")} choices={choicesOf(values)} onChange={(value) => onChange({ [name]: value })} />
        ))}
        <ChoiceField label={t("list")} at="/list_id" value={query["list_id"] ?? ""} none={t("any")} choices={(known.value ?? []).map((one) => [one.list_id, one.name])} onChange={(value) => onChange({ list_id: value })} />
        {TEXTS.map((name) => <LateField key={name} label={t(`filter.${name}`)} at={`/${name}`} value={query[name] ?? ""} onChange={(value) => onChange({ [name]: name === "country" ? value.toUpperCase() : value })} />)}
        <ChoiceField label={t("sort")} at="/sort" value={query["sort"] ?? ""} none={t("sort.best")} choices={ORDERS.map((one) => [one, t(`sort.${one}` as "sort.last_name")])} onChange={(value) => onChange({ sort: value })} />
      </div>
    </details>
  );
}
