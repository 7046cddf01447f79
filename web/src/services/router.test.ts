import { afterEach, expect, it } from "vitest";
import { study } from "@/store/study.svelte";
import { hashOf, parseHash, screenHash } from "./router.svelte";

afterEach(() => (study.id = null));

it("reads an address and writes it again", () => {
  study.id = "Many Rivers";
  const route = parseHash(screenHash("coding", ["a/b"], { start: 12 }));
  expect(route.screen).toBe("coding");
  expect(route.rest).toEqual(["a/b"]);
  expect(route.query.get("start")).toBe("12");
});

it("takes everything else for the library, and a study alone for its overview", () => {
  expect(parseHash("").study).toBeNull();
  expect(parseHash("#/?open=X").query.get("open")).toBe("X");
  expect(parseHash("#/study/Many%20Rivers")).toMatchObject({ study: "Many Rivers", screen: "overview" });
});

it("keeps a place that the server names within the study", () => {
  expect(hashOf("matrix?show=stale")).toBe("#/study//matrix?show=stale");
  expect(hashOf("#/findings/f1")).toBe("#/study//findings/f1");
});
