import { createRawSnippet } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { axeFindings, show } from "@/test-axe";
import Banner from "./Banner.svelte";
import Button from "./Button.svelte";
import Checkbox from "./Checkbox.svelte";
import Dialog from "./Dialog.svelte";
import EmptyState from "./EmptyState.svelte";
import Field from "./Field.svelte";
import IconButton from "./IconButton.svelte";
import Menu from "./Menu.svelte";
import Progress from "./Progress.svelte";
import SearchBox from "./SearchBox.svelte";
import Select from "./Select.svelte";
import Splitter from "./Splitter.svelte";
import Swatch from "./Swatch.svelte";
import Table from "./Table.svelte";
import Tabs from "./Tabs.svelte";
import Toast from "./Toast.svelte";
import Tree from "./Tree.svelte";

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const press = (target: Element | null | undefined, key: string, held: KeyboardEventInit = {}) => target?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }));

let take: () => Promise<void> = () => Promise.resolve();
afterEach(() => take());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the components differ in their props
async function page(component: any, props: Record<string, unknown>): Promise<HTMLElement> {
  const shown = await show(component, props);
  take = shown.take;
  return shown.page;
}

describe("axe finds nothing wrong with", () => {
  const cases: [string, unknown, Record<string, unknown>][] = [
    ["a button", Button, { children: words("Code"), icon: "add" }],
    ["a busy button", Button, { children: words("Code"), busy: true }],
    ["an icon button", IconButton, { label: "Undo", icon: "undo", keys: "Mod+Z", pressed: true }],
    ["a field", Field, { label: "Name", hint: "As in the guide" }],
    ["a field with an error", Field, { label: "Memo", rows: 3, error: "Too long" }],
    ["a select", Select, { label: "Group by", options: [{ value: "a", label: "Role" }] }],
    ["a checkbox", Checkbox, { label: "Read" }],
    ["a dialog", Dialog, { open: true, title: "New code", children: words("..") }],
    ["a menu", Menu, { label: "More", items: [{ label: "Rename", run: () => undefined }] }],
    ["tabs", Tabs, { label: "Views", tabs: [{ id: "a", label: "A" }, { id: "b", label: "B", count: 2 }], children: words("..") }],
    ["a tree", Tree, { label: "Codebook", items: [{ id: "a", parent: null, label: "A" }, { id: "b", parent: "a", label: "B" }], row: words("line") }],
    ["a table", Table, { label: "Sources", columns: [{ id: "n", label: "Name", sort: (row: string) => row, text: (row: string) => row }], rows: ["b", "a"], key: (row: string) => row }],
    ["a toast", Toast, { text: "Coded.", action: { label: "Undo", run: () => undefined }, onclose: () => undefined }],
    ["a banner", Banner, { kind: "wrong", children: words("Lost") }],
    ["progress", Progress, { label: "Uploading", value: 3, max: 10, said: "3 of 10" }],
    ["progress of unknown length", Progress, { label: "Opening", value: null }],
    ["an empty state", EmptyState, { title: "No sources yet", children: words("Drop files here") }],
    ["a splitter", Splitter, { label: "Width of the codebook" }],
    ["a search box", SearchBox, { label: "Find a code" }],
    ["a swatch", Swatch, { colour: "#336699", pattern: 2 }],
  ];
  it.each(cases)("%s", async (_, component, props) => {
    expect(await axeFindings(await page(component, props))).toEqual([]);
  });
});

it("a tree is walked, folded and opened by key", async () => {
  const onopen = vi.fn();
  const items = [{ id: "a", parent: null, label: "Apples" }, { id: "b", parent: "a", label: "Bramley" }, { id: "c", parent: null, label: "Cherries" }];
  const shown = await page(Tree, { label: "Fruit", items, row: words("line"), onopen });
  const tree = shown.querySelector("[role=tree]");
  const ids = () => [...shown.querySelectorAll("[role=treeitem]")].map((line) => line.id.split("-").at(-1));
  const chosen = () => shown.querySelector("[aria-selected=true]")?.id.split("-").at(-1);
  tree?.dispatchEvent(new FocusEvent("focus"));
  press(tree, "ArrowDown");
  press(tree, "Enter");
  expect(onopen).toHaveBeenCalledWith(items[1]);
  press(tree, "ArrowLeft");
  press(tree, "ArrowLeft");
  await Promise.resolve();
  expect(ids()).toEqual(["a", "c"]);
  press(tree, "c");
  await Promise.resolve();
  expect(chosen()).toBe("c");
});

it("a tree moves a line by Alt and an arrow", async () => {
  const onmove = vi.fn();
  const items = [{ id: "a", parent: null, label: "A" }, { id: "b", parent: null, label: "B" }];
  const shown = await page(Tree, { label: "Codes", items, selected: "b", row: words("line"), onmove });
  press(shown.querySelector("[role=tree]"), "ArrowRight", { altKey: true });
  expect(onmove).toHaveBeenCalledWith(items[1], { parent: "a", before: null });
});

it("a table sorts by its heads, numbers as numbers, and back", async () => {
  const columns = [{ id: "words", label: "Words", sort: (row: number) => row, text: (row: number) => String(row) }];
  const shown = await page(Table, { label: "Sources", columns, rows: [10, 9, 100], key: String });
  const cells = () => [...shown.querySelectorAll("[role=gridcell]")].map((cell) => cell.textContent);
  const head = shown.querySelector("button");
  head?.click();
  await Promise.resolve();
  expect(cells()).toEqual(["9", "10", "100"]);
  head?.click();
  await Promise.resolve();
  expect(cells()).toEqual(["100", "10", "9"]);
});

it("a dialog that is to stay is not closed by Escape", async () => {
  const onclose = vi.fn();
  const shown = await page(Dialog, { open: true, stay: true, title: "Recovery code", children: words(".."), onclose });
  const cancel = new Event("cancel", { cancelable: true });
  shown.querySelector("dialog")?.dispatchEvent(cancel);
  expect(cancel.defaultPrevented).toBe(true);
  expect(onclose).not.toHaveBeenCalled();
});

it("a splitter is moved by the arrows within its bounds", async () => {
  const shown = await page(Splitter, { label: "Width", value: 170, min: 160, max: 560 });
  const bar = shown.querySelector("[role=separator]");
  press(bar, "ArrowLeft");
  await Promise.resolve();
  expect(bar?.getAttribute("aria-valuenow")).toBe("160");
});
