/** One message of a text/event-stream. */
export interface Message {
  id: string | null;
  event: string;
  data: string;
}

/** Cuts a text/event-stream into messages as its text arrives in pieces. Comments come out as nothing. */
export class MessageReader {
  #rest = "";

  /** The messages that are complete with this piece. */
  push(piece: string): Message[] {
    this.#rest += piece.replaceAll("\r\n", "\n");
    const blocks = this.#rest.split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.map(parseBlock).filter((message) => message !== null);
  }
}

function parseBlock(block: string): Message | null {
  const message: Message = { id: null, event: "message", data: "" };
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon === 0 || line === "") continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") message.event = value;
    else if (field === "id") message.id = value;
  }
  message.data = data.join("\n");
  return data.length > 0 || message.event !== "message" ? message : null;
}

/** How long to wait before try number `attempt` (0, 1, ..): doubling from half a second to ten. */
export function backOff(attempt: number): number {
  return Math.min(10_000, 500 * 2 ** attempt);
}
