import { expect, it } from "vitest";
import { backOff, MessageReader } from "./sse";

it("reads messages that arrive in pieces, cut anywhere", () => {
  const stream = ": heartbeat\n\nid: 7\nevent: changed\ndata: {\"a\":\ndata: 1}\n\nevent: locked\ndata:\n\n";
  for (let cut = 0; cut <= stream.length; cut++) {
    const reader = new MessageReader();
    const messages = [...reader.push(stream.slice(0, cut)), ...reader.push(stream.slice(cut))];
    expect(messages).toEqual([
      { id: "7", event: "changed", data: '{"a":\n1}' },
      { id: null, event: "locked", data: "" },
    ]);
  }
});

it("holds back a message that is not complete", () => {
  expect(new MessageReader().push("event: changed\ndata: {}\n")).toEqual([]);
});

it("waits longer after each try, ten seconds at most", () => {
  expect([0, 1, 2, 9].map(backOff)).toEqual([500, 1000, 2000, 10_000]);
});
