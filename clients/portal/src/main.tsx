/** Starts the portal. */

import { render } from "preact";

import { App } from "./shell/app.js";
import { loadLanguage } from "./shell/texts.js";
import { loadConfig } from "./shell/config.js";

const root = document.createElement("div");
root.id = "root";
document.body.append(root);
try {
  const [config] = await Promise.all([loadConfig(), loadLanguage()]);
  render(<App config={config} />, root);
} catch {
  root.textContent = "The portal cannot start: its config.json or its texts cannot be read.";
}
