/** The ways between rooms, or between the sections of one. On a phone they are a line that scrolls: the present one is brought into view. */

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { t } from "../shell/texts.js";

interface WaysProps {
  kind: "rooms" | "sections";
  /** The name of the present one. */
  here: string;
  ways: { name: string; title: string; to: string }[];
}

export function Ways({ kind, here, ways }: WaysProps): JSX.Element {
  const links = useRef<HTMLElement>(null);
  useEffect(() => links.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }), [here]);
  return (
    <nav ref={links} class={kind} aria-label={t(kind)}>
      {ways.map((one) => <a key={one.name} href={one.to} aria-current={one.name === here ? "page" : undefined}>{one.title}</a>)}
    </nav>
  );
}
