import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { bindKeys, boundActions, startKeyboard } from "./keyboard";

beforeAll(startKeyboard);
let release: (() => void)[] = [];
afterEach(() => {
  release.forEach((done) => done());
  release = [];
  document.body.replaceChildren();
});

function press(key: string, held: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held });
  target.dispatchEvent(event);
  return event;
}

const row = (id: string, keys: string) => ({ id, keys, does: id });

it("lets the screen's own key go before the shell's, until the screen is left", () => {
  const [shell, screen] = [vi.fn(), vi.fn()];
  release.push(bindKeys([row("a", "c")], { a: shell }));
  const leave = bindKeys([row("b", "c")], { b: screen });
  press("c");
  leave();
  press("c");
  expect([shell.mock.calls.length, screen.mock.calls.length]).toEqual([1, 1]);
});

it("hears one key after the other", () => {
  const [go, single] = [vi.fn(), vi.fn()];
  release.push(bindKeys([row("go", "g m"), row("single", "m")], { go, single }));
  press("g");
  press("m");
  press("m");
  expect([go.mock.calls.length, single.mock.calls.length]).toEqual([1, 1]);
});

it("lets the shell's pair of keys go before the screen's single key", () => {
  const [go, print] = [vi.fn(), vi.fn()];
  release.push(bindKeys([row("go", "g p")], { go }), bindKeys([row("print", "p")], { print }));
  press("g");
  press("p");
  expect([go.mock.calls.length, print.mock.calls.length]).toEqual([1, 0]);
});

it("leaves letters and the field's own undo alone while somebody types, but not other keys with Ctrl", () => {
  const field = document.body.appendChild(document.createElement("textarea"));
  const [letter, undo, palette] = [vi.fn(), vi.fn(), vi.fn()];
  release.push(bindKeys([row("letter", "c"), row("undo", "Mod+Z"), row("palette", "Mod+K")], { letter, undo, palette }));
  press("c", {}, field);
  press("z", { ctrlKey: true }, field);
  expect(press("k", { ctrlKey: true }, field).defaultPrevented).toBe(true);
  expect([letter, undo, palette].map((heard) => heard.mock.calls.length)).toEqual([0, 0, 1]);
});

it("tells the palette what can be done now", () => {
  release.push(bindKeys([row("shown-only", "x"), row("done", "y")], { done: vi.fn() }));
  expect(boundActions().map((action) => action.row.id)).toEqual(["done"]);
});
