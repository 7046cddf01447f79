import { expect, it, vi } from "vitest";
import { aCode } from "@/model/test-codes";
import { bindKeys } from "@/services/keyboard";
import { study } from "@/store/study.svelte";
import { commands, fitting } from "./palette";

it("reaches every screen and what can be done now by a few letters", () => {
  const run = vi.fn();
  const release = bindKeys([{ id: "undo", keys: "Mod+Z", does: "Undo your last change" }], { undo: run });
  const found = fitting(commands(), "undo");
  release();
  found[0]?.run();
  expect(run).toHaveBeenCalledOnce();
  expect(fitting(commands(), "overv")[0]?.label).toBe("Overview");
});

it("does not show an action that no screen offers any longer", () => {
  expect(fitting(commands(), "undo your last change")).toEqual([]);
});

it("finds a code by its number or name, where there is a codebook to go to", () => {
  study.codes.load([aCode("1", null, { name: "Trust" }), aCode("2", null, { name: "Waste", archived: true })]);
  const codes = commands().filter((command) => command.kind === "code").map((command) => command.label);
  expect(codes.every((label) => label === "1 Trust")).toBe(true);
});
