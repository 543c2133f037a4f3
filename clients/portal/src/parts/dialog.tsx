/** Dialogs. The browser's own element keeps the focus inside, closes with Escape and gives the focus back. */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import { t } from "../shell/texts.js";

interface DialogProps {
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, wide, children }: DialogProps): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => before instanceof HTMLElement && before.isConnected && before.focus();
  }, []);
  return (
    <dialog ref={element} class={wide ? "wide" : ""} aria-labelledby={id} onClose={onClose}>
      <header class="row between">
        <h2 id={id}>{title}</h2>
        <button type="button" class="quiet" aria-label={t("close")} onClick={onClose}>✕</button>
      </header>
      {children}
    </dialog>
  );
}
