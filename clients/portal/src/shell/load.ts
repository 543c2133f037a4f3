/** Reading and changing records from a component. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { Problem, Unauthorized } from "../../../typescript/src/index.js";
import { Lost, ended, whenBack } from "./ended.js";
import { isTokenOver } from "./session.js";

export interface Loaded<T> {
  value: T | undefined;
  problem: Error | undefined;
  busy: boolean;
  /** Read again. What is shown stays until the answer is there. */
  again: () => void;
  /** Show this value without reading. */
  set: (value: T) => void;
}

/** Read something when the component appears and when `of` changes. An answer that comes too late is dropped. */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>, of: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value?: T; problem?: Error; busy: boolean }>({ busy: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const ending = new AbortController();
    setState(({ value }) => ({ ...(value === undefined ? {} : { value }), busy: true }));
    read(ending.signal).then(
      (value) => ending.signal.aborted || setState({ value, busy: false }),
      (error: unknown) => ending.signal.aborted || setState({ problem: shown(error), busy: false }),
    );
    return () => ending.abort();
  }, [...of, turn]);
  const again = useCallback(() => setTurn((number) => number + 1), []);
  const isRefused = !!state.problem;
  useEffect(() => (isRefused ? whenBack(again) : undefined), [isRefused]);
  return { value: state.value, problem: state.problem, busy: state.busy, again, set: (value) => setState({ value, busy: false }) };
}

/** Read again and again, with a pause in milliseconds, while what is shown is not over. A problem ends it. */
export function useAgain({ busy, problem, again }: Pick<Loaded<unknown>, "busy" | "problem" | "again">, isOpen: boolean, pause: number): void {
  useEffect(() => {
    if (!isOpen || problem || busy) return;
    const waiting = setTimeout(again, pause);
    return () => clearTimeout(waiting);
  });
}

export interface Pages<T> {
  items: T[] | undefined;
  problem: Error | undefined;
  busy: boolean;
  /** Read the next page; undefined on the last one. */
  more: (() => void) | undefined;
  again: () => void;
}

type Page<T> = { items: T[]; next_cursor: string | null };

/** Read a list page by page. It begins anew when `of` changes. */
export function usePages<T>(read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>, of: readonly unknown[]): Pages<T> {
  const [cursors, setCursors] = useState<{ of: string; at: (string | undefined)[] }>({ of: "", at: [undefined] });
  const name = JSON.stringify(of);
  const at = cursors.of === name ? cursors.at : [undefined];
  const kept = useRef<{ of: string; items: T[] }>({ of: "", items: [] });
  const loaded = useLoad(async (signal) => {
    const before = kept.current.of === name && at.length > 1 ? kept.current.items : [];
    // A page may be empty and have a cursor: go on.
    let page = await read(at.at(-1), signal);
    while (!page.items.length && page.next_cursor) page = await read(page.next_cursor, signal);
    const items = [...before, ...page.items];
    kept.current = { of: name, items };
    return { of: name, items, next: page.next_cursor };
  }, [name, at.length]);
  const next = loaded.value?.next;
  const isFirst = at.length === 1;
  return {
    items: loaded.value?.items,
    problem: loaded.problem,
    // What another question was answered is not the answer.
    busy: loaded.busy || (!loaded.problem && loaded.value?.of !== name),
    more: next ? () => setCursors({ of: name, at: [...at, next] }) : undefined,
    again: () => (isFirst ? loaded.again() : setCursors({ of: name, at: [undefined] })),
  };
}

export interface Act {
  busy: boolean;
  problem: Error | undefined;
  /** Do it once: a second click is ignored while it runs. Return true if it was done. */
  run: (work: (idempotencyKey: string) => Promise<unknown>) => Promise<boolean>;
  forget: () => void;
}

/**
 * Change something. The key stays the same until the API has answered, so that a person who sends again after a lost answer does not
 * make a second record.
 */
export function useAct(): Act {
  const [state, setState] = useState<{ busy: boolean; problem?: Error }>({ busy: false });
  const running = useRef(false);
  const key = useRef("");
  const run = useCallback(async (work: (idempotencyKey: string) => Promise<unknown>) => {
    if (running.current) return false;
    running.current = true;
    key.current ||= crypto.randomUUID();
    setState({ busy: true });
    try {
      await work(key.current);
      key.current = "";
      setState({ busy: false });
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status < 500) key.current = "";
      setState({ busy: false, problem: shown(error) });
      return false;
    } finally {
      running.current = false;
    }
  }, []);
  const forget = useCallback(() => setState({ busy: false }), []);
  const isRefused = state.problem instanceof Unauthorized || state.problem instanceof Lost;
  useEffect(() => (isRefused ? whenBack(forget) : undefined), [isRefused]);
  return { busy: state.busy, problem: state.problem, run, forget };
}

function shown(error: unknown): Error {
  // API Gateway's own 401 has no CORS headers, so a browser shows it like a lost answer.
  if (error instanceof Unauthorized || (error instanceof TypeError && isTokenOver())) ended();
  if (error instanceof TypeError) return new Lost();
  return error instanceof Error ? error : new Error(String(error));
}
