/** Contacts: one is found, and opened. */

import type { JSX } from "preact";

import { useRoute } from "../../shell/route.js";
import { Find } from "./find.js";
import { Profile } from "../profile/profile.js";

export default function Contacts(): JSX.Element {
  const { path } = useRoute();
  return path[1] ? <Profile key={path[1]} contactId={path[1]} /> : <Find />;
}
