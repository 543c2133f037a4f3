/** The end customer's own profile: the one contact that such a token may see. */

import type { JSX } from "preact";

import { me } from "../../shell/session.js";
import { Profile } from "../profile/profile.js";

export default function Own(): JSX.Element {
  return <Profile contactId={me.contact_id ?? ""} />;
}
