import { expect, it, vi } from "vitest";
import type { Screen } from "@/model/screen";
import { aCode } from "@/model/test-codes";
import { bindKeys } from "@/services/keyboard";
import { study } from "@/store/study.svelte";
import { commands, fitting } from "./palette";

const aScreen = (id: string, label: string): Screen => ({ id, label, letter: "x", order: 1, icon: "", load: () => Promise.reject(new Error("not opened here")), keys: [] });
const screens = [aScreen("overview", "Overview"), aScreen("codebook", "Codebook")];

it("reaches every screen and what can be done now by a few letters", () => {
  const run = vi.fn();
  const release = bindKeys([{ id: "undo", keys: "Mod+Z", does: "Undo your last change" }], { undo: run });
  fitting(commands(screens), "undo")[0]?.run();
  release();
  expect(run).toHaveBeenCalledOnce();
  expect(fitting(commands(screens), "overv")[0]?.label).toBe("Overview");
});

it("does not show an action that no screen offers any longer", () => {
  expect(fitting(commands(screens), "undo your last change")).toEqual([]);
});

it("finds a code by its number and name, archived ones aside, where there is a codebook to go to", () => {
  study.codes.load([aCode("1", null, { name: "Trust" }), aCode("2", null, { name: "Waste", archived: true })]);
  const codes = (from: readonly Screen[]): string[] => commands(from).filter((command) => command.kind === "code").map((command) => command.label);
  expect(codes(screens)).toEqual(["1 Trust"]);
  expect(codes(screens.slice(0, 1))).toEqual([]);
});
