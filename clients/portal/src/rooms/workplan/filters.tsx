/** The filters of Workplan & History. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ChoiceField, LateField, TextField } from "../../parts/form.js";
import { said, t } from "../../shell/texts.js";
import { choicesOf } from "../contacts/filters.js";

const VALUES = {
  state: ["queued", "sending", "sent", "delivered", "bounced", "complained", "skipped", "failed", "unknown", "cancelled"],
  channel: ["email", "sms", "print"],
  purpose: ["financial", "customer_care", "direct_marketing", "affiliate_marketing"],
  origin: ["contact_report", "account_report", "profile", "account_profile", "schedule", "event"],
} as const;
const TIMES = ["scheduled_from", "scheduled_to", "sent_from", "sent_to"] as const;
const ORDERS = ["created_at", "scheduled_for", "-scheduled_for", "sent_at", "-sent_at"] as const;
/** Filters that other rooms set. They can be taken off here. */
const GIVEN = ["contact_id", "account_id", "run_id"] as const;

interface FiltersProps {
  query: Record<string, string>;
  onChange: (changed: Record<string, string>) => void;
}

export function Filters({ query, onChange }: FiltersProps): JSX.Element {
  const [isOpen, setOpen] = useState(Object.keys(query).length > 0);
  return (
    <details class="filters" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("filters")}</summary>
      <div class="grid">
        {Object.entries(VALUES).map(([name, values]) => (
          <ChoiceField key={name} label={t(`workplan.${name as keyof typeof VALUES}`)} at={`/${name}`} value={query[name] ?? ""} none={t("any")} choices={choicesOf(values)} onChange={(value) => onChange({ [name]: value })} />
        ))}
        <LateField label={t("service")} at="/service" value={query["service"] ?? ""} onChange={(service) => onChange({ service })} />
        {TIMES.map((name) => (
          <TextField key={name} label={t(`workplan.${name}`)} at={`/${name}`} type="datetime-local" value={localOf(query[name])} onChange={(value) => onChange({ [name]: value && new Date(value).toISOString() })} />
        ))}
        <ChoiceField label={t("sort")} at="/sort" value={query["sort"] ?? ""} none={t("sort.-created_at")} choices={ORDERS.map((one) => [one, t(`workplan.sort.${one}`)])} onChange={(value) => onChange({ sort: value })} />
      </div>
      <div class="row">
        {GIVEN.filter((name) => query[name]).map((name) => (
          <button key={name} type="button" onClick={() => onChange({ [name]: "" })}>{said(name)}: <bdi>{query[name]}</bdi> ✕</button>
        ))}
      </div>
    </details>
  );
}

/** Return a time of the API as a field for local times shows it. */
export function localOf(value: string | null | undefined): string {
  if (!value) return "";
  const moment = new Date(value);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
