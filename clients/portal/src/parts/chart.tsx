/** A chart of bars. It is a list, so what it shows can be read without seeing it. */

import type { JSX } from "preact";

import { number } from "../shell/texts.js";

export interface Bar {
  name: string;
  count: number;
  kind: "good" | "bad" | "";
}

export function Chart({ bars, label }: { bars: Bar[]; label: string }): JSX.Element {
  const most = Math.max(1, ...bars.map((one) => one.count));
  return (
    <ul class="chart" aria-label={label}>
      {bars.map(({ name, count, kind }) => (
        <li key={name}>
          <span>{name}</span>
          <span class="bar" aria-hidden="true"><span class={kind} style={{ inlineSize: `${(100 * count) / most}%` }} /></span>
          <span>{number(count)}</span>
        </li>
      ))}
    </ul>
  );
}
