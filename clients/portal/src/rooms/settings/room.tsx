/** The tenant's settings: a form for each section, made from the section's JSON Schema. */

import type { JSX } from "preact";

import { Ways } from "../../parts/ways.js";
import { link, useRoute } from "../../shell/route.js";
import { type Key, t } from "../../shell/texts.js";
import { Section } from "./section.js";

export const SECTIONS = [
  "localization", "branding", "name_display", "mandatory_fields", "uniqueness", "types", "categories", "industries", "custom_fields", "formatting",
  "preferences", "consent", "contact_policy", "senders", "page_texts", "kyc", "opportunities", "name_days", "groups", "privacy_levels", "anonymization", "retention",
] as const;
export type SectionName = (typeof SECTIONS)[number];

export default function Settings(): JSX.Element {
  const { path } = useRoute();
  const here = SECTIONS.find((one) => one === path[1]) ?? SECTIONS[0];
  return (
    <>
      <h1 tabIndex={-1}>{t("room.settings")}</h1>
      <Ways kind="sections" here={here} ways={SECTIONS.map((one) => ({ name: one, title: t(`settings.${one}` as Key), to: link(["settings", one]) }))} />
      <Section key={here} name={here} />
    </>
  );
}
