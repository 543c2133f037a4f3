/** The group of a top account: who is in several child accounts, and what last night's run changed. */

import type { JSX } from "preact";

import type { SharedPerson } from "../../../../typescript/src/index.js";
import { Listed, Mark } from "../../parts/list.js";
import { usePages } from "../../shell/load.js";
import { useRoute } from "../../shell/route.js";
import { book } from "../../shell/session.js";
import { said, t, time } from "../../shell/texts.js";
import { Runs } from "./runs.js";

export default function Group(): JSX.Element {
  const { path } = useRoute();
  return (
    <>
      <h1 tabIndex={-1}>{t("room.group")}</h1>
      <section class="stack" aria-labelledby="shared">
        <h2 id="shared">{t("group.shared")}</h2>
        <Shared />
      </section>
      <Runs chosen={path[1]} />
    </>
  );
}

function Shared(): JSX.Element {
  const pages = usePages((cursor, signal) => book.send("tenant_group_shared_contacts_list", { query: { cursor }, signal }), []);
  return (
    <Listed pages={pages} empty={t("group.nobody")}>
      {(items) => <div class="cards">{items.map((one, index) => <Person key={index} person={one} />)}</div>}
    </Listed>
  );
}

function Person({ person }: { person: SharedPerson }): JSX.Element {
  const name = person.accounts.flatMap((one) => one.display_names ?? []).find(Boolean) ?? t("group.somebody");
  return (
    <article class="card">
      <h3><bdi>{name}</bdi></h3>
      <p class="soft">{t("group.because")} {said(person.because)}</p>
      <ul>
        {person.accounts.map((one) => (
          <li key={one.tenant_id}>
            <bdi>{one.name}</bdi> {one.primary && <Mark of="primary" />} {one.closed && <Mark of="closed" />} <span class="soft">{[...one.stages, time(one.created_at)].join(", ")}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}
