"""Takes the screenshots of clients/portal/README.md, of a stack with the demo that runs at PORT: `make portal-screenshots`."""

import os
import shutil
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import httpx

FOLDER = Path(__file__).parents[3] / "clients" / "portal" / "screenshots"
API = f"http://127.0.0.1:{os.environ.get('PORT') or 3000}"
DESK = {"width": 1080, "height": 640}
PHONE = {"width": 390, "height": 700}
MOST = 60 * 1024


def main() -> None:
    """Take them. End with a message if there is no Chromium or a picture is too large."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("There is no Chromium here: on Debian, apt-get install chromium")
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with httpx.Client(base_url=API, timeout=30) as http, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        token = http.post("/_local/token", json={"tenant_id": "demo", "user_id": "agent-1"}).json()["access_token"]
        http.headers["authorization"] = f"Bearer {token}"
        address = str(http.get("/_local/portal").headers["location"])
        for name, (route, size, language, dark) in pictures(http).items():
            context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce")
            context.add_init_script(
                f"sessionStorage.setItem('contactbook.token', '{token}'); localStorage.setItem('contactbook.language', '{language}')"
            )
            photograph(context.new_page(), f"{address}#/{route}", FOLDER / f"{name}.webp")
            context.close()
        browser.close()
    too_large = [path.name for path in FOLDER.glob("*.webp") if path.stat().st_size > MOST]
    if too_large:
        sys.exit(f"Larger than {MOST} bytes: {too_large}")


def pictures(http: httpx.Client) -> dict[str, tuple[str, dict[str, int], str, bool]]:
    """Return for each picture its route, the size of the window, the language, and whether it is dark."""
    maria = http.get("/v1/contacts", params={"q": "maria"}).json()["items"][0]["contact_id"]
    run = http.get("/v1/notification-runs").json()["items"][-1]["run_id"]
    return {
        "find": ("contacts", DESK, "en", False),
        "accounts": (f"contacts/{maria}?section=accounts", DESK, "en", False),
        "run": (f"runs/{run}", DESK, "en", False),
        "group": ("group", DESK, "en", True),
        "settings": ("settings/kyc", DESK, "en", False),
        "permission": (f"contacts/{maria}?section=permission", PHONE, "el", True),
    }


def photograph(tab: Any, address: str, path: Path) -> None:
    tab.goto(address)
    tab.locator("main h1").wait_for()
    tab.locator("main .stack").first.wait_for()
    tab.locator("main [aria-busy=true]").first.wait_for(state="detached")
    taken = tab.context.new_cdp_session(tab).send("Page.captureScreenshot", {"format": "webp", "quality": 85})
    path.write_bytes(b64decode(taken["data"]))


if __name__ == "__main__":
    main()
