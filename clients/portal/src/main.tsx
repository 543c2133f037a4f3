/** Starts the portal. */

import { render } from "preact";

import { App } from "./shell/app.js";
import { loadLanguage } from "./shell/texts.js";
import { loadConfig } from "./shell/config.js";

const root = document.createElement("div");
root.id = "root";
document.body.append(root);
const [config] = await Promise.all([loadConfig(), loadLanguage()]);
render(<App config={config} />, root);
