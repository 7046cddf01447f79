import { describe, expect, it } from "vitest";
import type { SourceText, Styled } from "@/api/types";
import { blockAt, blocksOf, intoBlock, lineAt, lineReference, toBlocks, type Block } from "./blocks";
import { corrected, correctedSource, follow, replacements } from "./corrections";
import { describePlace } from "./describe";
import { laneBeside, lanes, pitch, stack } from "./margin-layout";
import { inOrder, marksAt, nextMark, type Mark } from "./marks";
import { Page } from "./page";
import { moved, sentenceAt, snapToCharacters, snapToWords } from "./segments";

const text = "I: How do you work together?\nP: We meet on Mondays. It’s better than it was.\nBut who decides?\n";

function source(words = text): SourceText {
  const asked = words.indexOf("How");
  const said = words.indexOf("We");
  return {
    source: "s", version: "v", text: words, paragraphs: [], lines: [0, 29, 60], pages: [], styles: [], impressions: [], erased: [],
    speakers: [{ name: "Interviewer", role: "interviewer", participant: null }, { name: "P01", role: "participant", participant: "p" }],
    turns: [
      { start: 0, end: asked + 25, wordsStart: asked, wordsEnd: asked + 25, speaker: 0, at: null },
      { start: said - 3, end: words.length, wordsStart: said, wordsEnd: words.length, speaker: 1, at: null },
    ],
  };
}
const blocks = toBlocks(source());
const part = (span: { start: number; end: number } | null): string => (span ? text.slice(span.start, span.end) : "");
const stretch = (words: string): { start: number; end: number } => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const mark = (id: string, start: number, end: number): Mark => ({ id, start, end, colour: "red", pattern: 0, label: id, unread: false, changedSince: false });

describe("blocks", () => {
  it("cuts turns into paragraphs and leaves the labels of speakers out", () => {
    expect(blocks.map((block) => [part(block), block.opens])).toEqual([
      ["How do you work together?", true],
      ["We meet on Mondays. It’s better than it was.", true],
      ["But who decides?", false],
    ]);
  });

  it("takes a text without turns paragraph by paragraph", () => {
    const plain = { ...source("One.\n\nTwo."), turns: [], paragraphs: [] };
    expect(toBlocks(plain).map(({ start, end }) => [start, end])).toEqual([[0, 4], [6, 10]]);
  });

  it("cuts a paragraph as long as a book, losing nothing", () => {
    const long = "word ".repeat(10_000);
    const cut = toBlocks({ ...source(long), turns: [], paragraphs: [{ start: 0, end: long.length }] });
    expect(cut.length).toBeGreaterThan(5);
    expect(cut.map(({ start, end }) => long.slice(start, end)).join("")).toBe(long);
  });

  it("finds the block of a position, and for one between two blocks the next", () => {
    expect(blockAt(blocks, text.indexOf("meet"))).toBe(1);
    expect(blockAt(blocks, text.indexOf("P:"))).toBe(1);
    expect(intoBlock(blocks, text.indexOf("P:"))).toBe(text.indexOf("We"));
    expect(blocksOf(blocks, { start: 10, end: text.indexOf("who") })).toEqual({ from: 0, to: 3 });
  });

  it("cites lines from 1", () => {
    expect(lineAt([0, 29, 60], 0)).toBe(1);
    expect(lineReference([0, 29, 60], { start: 30, end: 40 })).toBe("line 2");
    expect(lineReference([0, 29, 60], { start: 30, end: 61 })).toBe("lines 2-3");
  });
});

describe("selection", () => {
  it("grows to whole words and drops the spaces at its ends", () => {
    const start = text.indexOf("eet");
    expect(part(snapToWords(text, blocks, { start, end: text.indexOf("ondays") + 2 }))).toBe("meet on Mondays");
    expect(part(snapToWords(text, blocks, { start: text.indexOf(" meet"), end: text.indexOf(" on") + 1 }))).toBe("meet");
  });

  it("keeps a word with an apostrophe whole", () => {
    const at = text.indexOf("’s");
    expect(part(snapToWords(text, blocks, { start: at + 1, end: at + 2 }))).toBe("It’s");
  });

  it("is nothing when only space was selected", () => {
    const at = text.indexOf(" meet");
    expect(snapToWords(text, blocks, { start: at, end: at + 1 })).toBeNull();
  });

  it("cuts no letter from its accent and no flag in two", () => {
    const words = "cafe\u0301 \u{1F1EC}\u{1F1E7} ok";
    const own = [{ start: 0, end: words.length, turn: null, speaker: null, opens: true }];
    expect(snapToCharacters(words, own, { start: 0, end: 4 })).toEqual({ start: 0, end: 5 });
    expect(snapToCharacters(words, own, { start: 8, end: 12 })).toEqual({ start: 6, end: 12 });
  });

  it("finds the sentence at a position", () => {
    expect(part(sentenceAt(text, blocks, text.indexOf("better")))).toBe("It’s better than it was.");
  });
});

describe("caret", () => {
  it("moves to the end of the next word with its full stop, and back to the start of one", () => {
    const from = text.indexOf(" Mondays");
    expect(text.slice(from, moved(text, blocks, from, "word", true))).toBe(" Mondays.");
    expect(text.slice(moved(text, blocks, from, "word", false), from)).toBe("on");
  });

  it("moves by sentences and turns, and stays at the ends of the text", () => {
    const we = text.indexOf("We");
    expect(moved(text, blocks, we, "sentence", true)).toBe(text.indexOf(" It’s"));
    expect(moved(text, blocks, 5, "turn", true)).toBe(we);
    expect(moved(text, blocks, blocks[0]?.start ?? -1, "word", false)).toBe(blocks[0]?.start);
    expect(moved(text, blocks, text.length - 1, "word", true)).toBe(text.length - 1);
  });
});

describe("correction", () => {
  it("replaces no more words than were changed", () => {
    expect(replacements("we meet on Mondays at noon", "we met on Mondays at one", 100)).toEqual([
      { start: 103, end: 107, text: "met" },
      { start: 122, end: 126, text: "one" },
    ]);
  });

  it.each([["", "new"], ["old", ""], ["a b c", "c b a"], ["the the the", "the"], ["x", "x"], ["It’s  so", "It's so, so"]])("turns %j into %j", (before, after) => {
    expect(corrected(before, replacements(before, after))).toBe(after);
  });

  it("leaves codings around it in place and moves those after it", () => {
    const list = [{ start: 10, end: 12, text: "hello" }];
    expect(follow({ start: 0, end: 10 }, list)).toEqual({ start: 0, end: 10 });
    expect(follow({ start: 12, end: 20 }, list)).toEqual({ start: 15, end: 23 });
    expect(follow({ start: 5, end: 20 }, list)).toEqual({ start: 5, end: 23 });
    expect(follow({ start: 10, end: 12 }, list)).toEqual({ start: 10, end: 15 });
  });

  it("keeps what is inserted at an edge outside", () => {
    expect(follow({ start: 10, end: 12 }, [{ start: 10, end: 10, text: "so " }])).toEqual({ start: 13, end: 15 });
    expect(follow({ start: 10, end: 12 }, [{ start: 12, end: 12, text: "!" }])).toEqual({ start: 10, end: 12 });
  });
});

describe("margin", () => {
  it("gives six that overlap six lanes and uses the first again when it is free", () => {
    const six = [0, 1, 2, 3, 4, 5].map((start) => ({ start, end: 100 }));
    expect(lanes([...six, { start: 200, end: 210 }], 10)).toEqual([0, 1, 2, 3, 4, 5, 0]);
    expect(lanes([{ start: 0, end: 100 }, { start: 105, end: 120 }], 10)).toEqual([0, 1]);
  });

  it("gives one more the first lane that nobody near is in, and leaves the others in theirs", () => {
    const others = [{ start: 0, end: 100, lane: 0 }, { start: 50, end: 80, lane: 1 }, { start: 90, end: 120, lane: 3 }];
    expect(laneBeside({ start: 60, end: 85 }, others, 10)).toBe(2);
    expect(laneBeside({ start: 105, end: 110 }, others, 10)).toBe(1);
    expect(laneBeside({ start: 140, end: 150 }, others, 10)).toBe(0);
  });

  it("narrows the lanes when there are many", () => {
    expect(pitch(6, 60)).toBe(7);
    expect(pitch(20, 60)).toBe(3);
  });

  it("pushes labels down so that none covers another, and leaves out one that would land far off", () => {
    expect(stack([0, 5, 40], 16, 100)).toEqual([0, 16, 40]);
    expect(stack([0, 0, 0], 16, 20)).toEqual([0, 16, null]);
  });
});

describe("marks", () => {
  const all = inOrder([mark("late", 50, 60), mark("short", 10, 20), mark("long", 10, 40)]);

  it("come in the order of the text, the longer first", () => {
    expect(all.map((one) => one.id)).toEqual(["long", "short", "late"]);
  });

  it("are found at a caret, the tightest first, also at their ends", () => {
    expect(marksAt(all, { start: 15, end: 15 }).map((one) => one.id)).toEqual(["short", "long"]);
    expect(marksAt(all, { start: 20, end: 20 }).map((one) => one.id)).toEqual(["short", "long"]);
    expect(marksAt(all, { start: 40, end: 50 })).toEqual([]);
  });

  it("are gone through from a position on, and from the start again", () => {
    expect(nextMark(all, 30, () => true)?.id).toBe("late");
    expect(nextMark(all, 70, () => true)?.id).toBe("short");
  });

  it("are said in words", () => {
    expect(describePlace("we meet", "line 3", [{ ...mark("Trust", 0, 1), unread: true }])).toBe("“we meet”, line 3, coded Trust (not yet read)");
  });
});

describe("page", () => {
  function page(): Page {
    document.body.innerHTML = "<div><div></div></div>";
    const sheet = document.body.firstElementChild as HTMLElement;
    const made = new Page(sheet, sheet.firstElementChild as HTMLElement);
    made.set(source(), blocks);
    return made;
  }

  it("maps every position to a place and back", () => {
    const made = page();
    for (const block of blocks) {
      for (let at = block.start; at <= block.end; at++) {
        const point = made.pointOf(at);
        expect(point && made.positionOf(point.node, point.offset)).toBe(at);
      }
    }
  });

  const styles: Styled[] = [
    { ...stretch("How do you work together?"), style: "heading", level: 2 },
    { ...stretch("meet on"), style: "bold", level: null },
    { ...stretch("on Mondays. It’s"), style: "italic", level: null },
    { ...stretch("it was.\nBut"), style: "underlined", level: null },
  ];

  function styled(words = source()): Page {
    const made = page();
    made.set({ ...words, styles }, toBlocks(words));
    return made;
  }

  it("shows headings as headings and emphasised words as emphasised, with exactly the same words", () => {
    const made = styled();
    expect(made.element(0)?.className).toBe("tl-block tl-opens tl-asks tl-heading tl-heading-2");
    expect(made.element(0)?.querySelector("[role=heading]")?.getAttribute("aria-level")).toBe("2");
    expect([1, 2].map((at) => made.element(at)?.querySelector("p")?.innerHTML)).toEqual([
      "We <b>meet </b><i><b>on</b></i><i> Mondays. It’s</i> better than <u>it was.</u>",
      "<u>But</u> who decides?",
    ]);
    expect([0, 1, 2].map((at) => made.element(at)?.querySelector("p")?.textContent)).toEqual(blocks.map(part));
  });

  it("tells levels without gaps, whichever the document leaves out", () => {
    const made = page();
    const words = source("A\n\nB\n\nC\n\nD\n");
    const plain = { ...words, turns: [], styles: [2, 4, 3, 1].map((level, at) => ({ start: at * 3, end: at * 3 + 1, style: "heading", level })) };
    made.set(plain, toBlocks(plain));
    expect([...made.box.querySelectorAll("[role=heading]")].map((one) => one.getAttribute("aria-level"))).toEqual(["2", "3", "3", "2"]);
  });

  it("maps every position to a place and back where words are emphasised, also between their elements", () => {
    const made = styled();
    for (const block of blocks) {
      for (let at = block.start; at <= block.end; at++) {
        const point = made.pointOf(at);
        expect(point && made.positionOf(point.node, point.offset)).toBe(at);
      }
    }
    const words = made.element(1)?.querySelector("p") as Element;
    const places = [...words.childNodes, null].map((_, at) => made.positionOf(words, at));
    expect(places.map((at) => text.slice(blocks[1]?.start, at ?? 0))).toEqual(["", "We ", "We meet ", "We meet on", "We meet on Mondays. It’s", "We meet on Mondays. It’s better than ", "We meet on Mondays. It’s better than it was."]);
    const bold = words.querySelector("b") as Element;
    expect([0, 1].map((offset) => made.positionOf(bold, offset))).toEqual([text.indexOf("meet"), text.indexOf("on Mon")]);
  });

  it("paints a stretch across emphasised words as one range", () => {
    const made = styled();
    const found = made.ranges(stretch("We meet on Mon"));
    expect(found.map((range) => [range.startContainer.textContent, range.startOffset, range.endContainer.textContent, range.endOffset])).toEqual([["We ", 0, " Mondays. It’s", 4]]);
    expect(made.ranges(stretch("meet ")).map((range) => range.startContainer === range.endContainer)).toEqual([true]);
  });

  it("makes a block anew when its words are emphasised otherwise, and no other", () => {
    const made = styled();
    const before = [0, 1, 2].map((at) => made.element(at));
    made.set({ ...source(), styles: styles.slice(0, 2) }, blocks);
    expect([0, 1, 2].map((at) => made.element(at) === before[at])).toEqual([true, false, false]);
  });

  it("keeps emphasis on its words while a correction is on its way", () => {
    const at = text.indexOf("Mondays");
    const next = correctedSource({ ...source(), styles }, blocks[1] as Block, [{ start: at, end: at + 7, text: "Tuesday mornings" }]);
    expect(next.styles.map((one) => next.text.slice(one.start, one.end))).toEqual(["How do you work together?", "meet on", "on Tuesday mornings. It’s", "it was.\nBut"]);
  });

  it("takes a place on a speaker's name for the start of the words", () => {
    const made = page();
    const name = made.element(1)?.querySelector(".tl-speaker")?.firstChild as Node;
    expect(made.positionOf(name, 2)).toBe(blocks[1]?.start);
    expect(made.positionOf(document.body, 0)).toBeNull();
  });

  it("keeps the elements of blocks whose words stay when the text is corrected", () => {
    const made = page();
    const before = [0, 1, 2].map((at) => made.element(at));
    const next = source(text.replace("Mondays", "Tuesday mornings"));
    made.set(next, toBlocks(next));
    expect([0, 1, 2].map((at) => made.element(at) === before[at])).toEqual([true, false, true]);
    expect([...made.box.querySelectorAll(".tl-block")].map((one) => one.querySelector("p")?.textContent)).toEqual(toBlocks(next).map((block) => next.text.slice(block.start, block.end)));
  });

  it("puts a long text into parts in its order, also when much is put in between", () => {
    const many = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => `P: ${`word${from + n} `.repeat(40)}\n`).join("");
    const plain = (words: string): SourceText => ({ ...source(words), turns: [] });
    const made = page();
    for (const words of [many(0, 200), many(0, 100) + many(500, 700) + many(100, 200), many(0, 3)]) {
      made.set(plain(words), toBlocks(plain(words)));
      expect([...made.box.querySelectorAll(".tl-part > .tl-block")].map((one) => one.textContent).join("")).toBe(made.blocks.map((block) => words.slice(block.start, block.end)).join(""));
    }
    expect(made.box.children.length).toBe(1);
  });
});
