import { beforeEach, expect, it } from "vitest";
import { notices } from "./notices.svelte";

beforeEach(() => notices.list.forEach((notice) => notices.dismiss(notice.id)));

const said = (): string[] => notices.list.map((notice) => notice.text);

it("says once that the server does not answer, and takes it back when it answers", () => {
  notices.lost("It does not answer.", []);
  notices.wrong("The name is taken.");
  notices.lost("It does not answer.", []);
  expect(said()).toEqual(["The name is taken.", "It does not answer."]);
  notices.back();
  expect(said()).toEqual(["The name is taken."]);
});

it("withdraws what offers a step that no longer is the last", () => {
  notices.say("Coded.", { label: "Undo", run: () => undefined });
  notices.wrong("The name is taken.");
  notices.withdrawOffers();
  expect(said()).toEqual(["The name is taken."]);
});
