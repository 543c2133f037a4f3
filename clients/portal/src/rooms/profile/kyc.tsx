/** KYC: the profile, what is missing, and Verify, Refute and Change. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { KycDetails } from "../../../../typescript/src/index.js";
import { Dialog } from "../../parts/dialog.js";
import { ChoiceField, Form, TextField } from "../../parts/form.js";
import { Facts, Listed, Mark, Shown } from "../../parts/list.js";
import { announce } from "../../parts/status.js";
import { type Loaded, useAct, useLoad, usePages } from "../../shell/load.js";
import { book, may } from "../../shell/session.js";
import { type Key, actionName, date, fieldName, said, t, time } from "../../shell/texts.js";
import type { SectionProps } from "./profile.js";

type Action = "verify" | "refute" | "change" | "assign";

export function KycSection({ contact, again }: SectionProps): JSX.Element {
  const path = { contact_id: contact.contact_id };
  const kyc = useLoad((signal) => book.send("contacts_kyc_read", { path, signal }), [contact.contact_id, contact.version]);
  const [action, setAction] = useState<Action>();
  return (
    <>
      <Shown of={kyc}>
        {(known) => (
          <section class="card">
            <div class="row between">
              <Mark of={known.state ?? "no_profile"} />
              <div class="row">{offered(known).map((one) => <button key={one} type="button" onClick={() => setAction(one)}>{t(`kyc.${one}`)}</button>)}</div>
            </div>
            <Details kyc={known} />
          </section>
        )}
      </Shown>
      {may("contacts_kyc_allowances_read") && <Allowances contactId={contact.contact_id} version={contact.version} />}
      {may("contacts_kyc_history_list") && <History contactId={contact.contact_id} version={contact.version} />}
      {action && <Judge contactId={contact.contact_id} action={action} kyc={kyc} onClose={() => setAction(undefined)} onSaved={again} />}
    </>
  );
}

/** Return the actions that this state allows, of those that the token may do. Only a pending verification is verified or refuted. */
function offered(kyc: KycDetails): Action[] {
  const judged: Action[] = kyc.state === "pending_verification" ? ["verify", "refute"] : [];
  const allowed: Action[] = kyc.profile ? [...judged, "change"] : ["assign"];
  return allowed.filter((one) => may(`contacts_kyc_${one}`));
}

function Details({ kyc }: { kyc: KycDetails }): JSX.Element {
  const missing = [...kyc.missing_fields, ...kyc.missing_documents];
  return (
    <>
      <Facts
        of={[
          [t("kyc.profile"), kyc.profile],
          [t("kyc.assigned_on"), date(kyc.assigned_on)],
          [t("kyc.documents_provided_on"), date(kyc.documents_provided_on)],
          [t("kyc.expires_on"), kyc.expires_on && [date(kyc.expires_on), kyc.expires_because && `(${said(kyc.expires_because)})`].filter(Boolean).join(" ")],
          [t("kyc.maximum_credit_limit"), kyc.maximum_credit_limit],
          [t("reason"), kyc.reason ?? kyc.refused_because],
        ]}
      />
      {missing.length > 0 && (
        <div class="notice">
          <h3>{t("kyc.missing")}</h3>
          <ul>{missing.map((one) => <li key={one}>{fieldName(one)}</li>)}</ul>
          {kyc.one_is_enough.length > 0 && <p class="soft">{t("kyc.one_is_enough", { fields: kyc.one_is_enough.map(fieldName).join(", ") })}</p>}
        </div>
      )}
    </>
  );
}

function Allowances({ contactId, version }: { contactId: string; version: number }): JSX.Element {
  const allowed = useLoad((signal) => book.send("contacts_kyc_allowances_read", { path: { contact_id: contactId }, signal }), [version]);
  return (
    <section class="card" aria-labelledby="allowances">
      <h3 id="allowances">{t("kyc.allowances")}</h3>
      <Shown of={allowed}>
        {(value) => <Facts of={[[t("kyc.may"), value.may.map(said).join(", ") || t("none")], [t("kyc.maximum_credit_limit"), value.maximum_credit_limit], [t("kyc.wallet_threshold"), value.wallet_threshold]]} />}
      </Shown>
    </section>
  );
}

function History({ contactId, version }: { contactId: string; version: number }): JSX.Element {
  const pages = usePages((cursor, signal) => book.send("contacts_kyc_history_list", { path: { contact_id: contactId }, query: { cursor }, signal }), [contactId, version]);
  return (
    <section class="card" aria-labelledby="kyc-history">
      <h3 id="kyc-history">{t("kyc.history")}</h3>
      <Listed pages={pages} empty={t("none")}>
        {(items) => <ul>{items.map((one) => <li key={one.entry_id}>{time(one.at)}: {actionName(one.action)} {one.subject} <span class="soft"><bdi>{one.actor.id}</bdi></span></li>)}</ul>}
      </Listed>
    </section>
  );
}

interface JudgeProps {
  contactId: string;
  action: Action;
  kyc: Loaded<KycDetails>;
  onClose: () => void;
  onSaved: () => void;
}

function Judge({ contactId, action, kyc, onClose, onSaved }: JudgeProps): JSX.Element {
  const act = useAct();
  const isChoice = action === "change" || action === "assign";
  const settings = useLoad((signal) => (isChoice && may("settings_read") ? book.send("settings_read", { path: { section: "kyc" }, signal }) : Promise.resolve({})), []);
  const profiles = ((settings.value ?? {}) as { profiles?: { profile: string }[] }).profiles ?? [];
  const [profile, setProfile] = useState(kyc.value?.profile ?? "");
  const [reason, setReason] = useState("");
  const send = async (idempotencyKey: string): Promise<void> => {
    const path = { contact_id: contactId };
    const said = reason ? { reason } : {};
    if (isChoice) await book.send(action === "change" ? "contacts_kyc_change" : "contacts_kyc_assign", { path, body: { profile, ...said }, idempotencyKey });
    else await book.send(action === "verify" ? "contacts_kyc_verify" : "contacts_kyc_refute", { path, body: { ...said, ...(profile ? { profile } : {}) }, idempotencyKey });
    announce(t("saved"));
    onClose();
    onSaved();
    kyc.again();
  };
  return (
    <Dialog title={t(`kyc.${action}` as Key)} onClose={onClose}>
      <Form act={act} submit={t(`kyc.${action}` as Key)} onCancel={onClose} onSubmit={() => void act.run(send)}>
        {isChoice && <ChoiceField label={t("kyc.profile")} at="/profile" value={profile} none="–" choices={profiles.map((one) => [one.profile, one.profile])} onChange={setProfile} />}
        <TextField label={t("reason")} at="/reason" value={reason} onChange={setReason} />
      </Form>
    </Dialog>
  );
}
