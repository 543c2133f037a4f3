/** The line that says what was done: a live region, which a screen reader reads out. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

const SAID = "contactbook-said";
const SECONDS = 6;

/** Say that something was done. */
export function announce(text: string): void {
  dispatchEvent(new CustomEvent(SAID, { detail: text }));
}

export function Status(): JSX.Element {
  const [text, setText] = useState("");
  useEffect(() => {
    let ending: ReturnType<typeof setTimeout>;
    const heard = (event: Event): void => {
      setText((event as CustomEvent<string>).detail);
      clearTimeout(ending);
      ending = setTimeout(() => setText(""), SECONDS * 1000);
    };
    addEventListener(SAID, heard);
    return () => removeEventListener(SAID, heard);
  }, []);
  return <div role="status" class={text ? "said" : "said empty"}>{text}</div>;
}
