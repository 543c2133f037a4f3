/** What a change of a section would do, before it is saved. */

import type { JSX } from "preact";

import type { KycPreview, MoreContactable, UniquenessPreview } from "../../../../typescript/src/index.js";
import { Named } from "../../parts/contact.js";
import { Facts, Shown } from "../../parts/list.js";
import { useLoad } from "../../shell/load.js";
import { book } from "../../shell/session.js";
import { number, said, t } from "../../shell/texts.js";
import type { SectionName } from "./room.js";
import type { Values } from "./section.js";

/** The sections for which the API says what a change would do. */
export const PREVIEWED: SectionName[] = ["consent", "preferences", "uniqueness", "kyc", "privacy_levels"];

interface Effects {
  contactable: MoreContactable;
  kyc?: KycPreview;
  uniqueness?: UniquenessPreview;
}

async function effects(name: SectionName, values: Values, signal: AbortSignal): Promise<Effects> {
  const body = values as never;
  const contactable = (await book.send("settings_save", { path: { section: name }, query: { preview: true }, body, signal })) as MoreContactable;
  if (name === "kyc") return { contactable, kyc: await book.send("settings_kyc_preview", { body, signal }) };
  if (name === "uniqueness") return { contactable, uniqueness: await book.send("settings_uniqueness_preview", { body, signal }) };
  return { contactable };
}

export function Effect({ name, values }: { name: SectionName; values: Values }): JSX.Element {
  const loaded = useLoad((signal) => effects(name, values, signal), []);
  return (
    <section class="notice" aria-labelledby="effect" role="status">
      <h2 id="effect">{t("settings.effect")}</h2>
      <Shown of={loaded}>
        {({ contactable, kyc, uniqueness }) => (
          <>
            <p>{t("settings.more_contactable", { count: number(contactable.more_contactable) + (contactable.more ? "+" : "") })}</p>
            {contactable.sample.length > 0 && (
              <ul>{contactable.sample.map((one) => <li key={one.contact_id}><Named id={one.contact_id} name={one.display_name} /> {one.purposes.map(said).join(", ")}</li>)}</ul>
            )}
            {kyc && (
              <Facts
                of={[
                  [t("settings.contacts"), number(kyc.contacts)],
                  [t("settings.would_gain"), number(kyc.would_gain_profile)],
                  [t("settings.would_lose"), number(kyc.would_lose_profile)],
                  [t("settings.would_change"), number(kyc.would_change_state)],
                  [t("settings.above_maximum"), number(kyc.would_be_above_maximum)],
                ]}
              />
            )}
            {uniqueness && <Facts of={[[t("settings.contacts"), number(uniqueness.contacts)], [t("settings.violating"), number(uniqueness.violating)]]} />}
          </>
        )}
      </Shown>
    </section>
  );
}
