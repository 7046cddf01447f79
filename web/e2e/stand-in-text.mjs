// Texts, codings and memos of the stand-in: three interviews to look at and, for measuring, s9 (10,000 words), s10
// (100,000) and s11 (400,000), each with 2,000 codings.
const SAID = [
  "We meet on Mondays, the finance people and two of us consultants, and I’d say that for the first year nobody said what they really thought.",
  "Honestly, value used to mean cost. It was a word that came with a savings target attached, and people heard it that way.",
  "What changed was that she came to the clinic and sat there for a whole morning. Just sat and watched. Nobody had done that before.",
  "I don’t think they believed our numbers, and to be fair we didn’t believe theirs either.",
  "When the outcomes were put next to the cost, patient by patient, the talk in the room was different. You could argue with it, but you couldn’t ignore it.",
  "There is still a them and us. Less than there was, but you notice who sits where.",
  "If you ask me who decides, on paper it’s the board. In practice it is whoever stays in the room until seven in the evening.",
];
const ASKED = ["How do you and the managers work together?", "Could you say more about that?", "What does value mean to you in your daily work?", "Why do you think that is?"];
const EXTRA = { s9: 10_000, s10: 100_000, s11: 400_000 };

function text(source, words) {
  let all = "";
  let count = 0;
  const turns = [];
  for (let n = 0; count < words; n++) {
    const asks = n % 2 === 0;
    const label = asks ? "Interviewer: " : "P01: ";
    const pieces = asks ? [ASKED[(n / 2) % ASKED.length]] : Array.from({ length: 2 + (n % 4) }, (_, k) => SAID[(n * 3 + k) % SAID.length]);
    const said = !asks && n % 10 === 5 ? pieces.join("\n") : pieces.join(" ");
    const start = all.length;
    all += label + said;
    turns.push({ start, end: all.length, wordsStart: start + label.length, wordsEnd: all.length, speaker: asks ? 0 : 1, at: null });
    all += "\n\n";
    count += said.split(/\s+/).length;
  }
  const lines = [];
  for (const turn of turns) for (let at = turn.start; at < turn.end; ) {
    lines.push(at);
    const space = turn.end - at <= 80 ? turn.end : all.lastIndexOf(" ", at + 80) + 1;
    at = Math.max(at + 1, space);
  }
  return {
    source, version: "v1", text: all, turns, paragraphs: [], lines, pages: [], impressions: [], erased: [],
    speakers: [{ name: "Interviewer", role: "interviewer", participant: null }, { name: "P01", role: "participant", participant: "p0" }],
  };
}

function codings(of, many, codes) {
  const made = [];
  const add = (start, end, code, more = {}) => made.push({ id: `${of.source}-c${made.length}`, source: of.source, code, coder: made.length % 3 ? "c1" : "c2", start, end, version: of.version, standing: "unmoved", read: true, memos: 0, discuss: false, ...more });
  if (many) {
    for (let n = 0; n < 2000; n++) {
      const start = Math.floor((of.text.length - 600) * (n / 2000));
      add(start, start + 40 + ((n * 37) % 260), codes[n % codes.length].id, { read: n % 9 !== 0, standing: n % 13 === 0 ? "stale" : "unmoved" });
    }
  } else {
    const first = of.turns[1];
    const nested = [[0, 0], [8, 12], [20, 25], [40, 20], [60, 10], [80, 5]];
    nested.forEach(([from, less], n) => add(first.wordsStart + from, first.wordsEnd - less, codes[n * 2].id, n === 3 ? { read: false } : n === 4 ? { standing: "stale" } : {}));
    of.turns.filter((_, n) => n % 2 && n > 2).slice(0, 30).forEach((turn, n) => add(turn.wordsStart, Math.min(turn.wordsEnd, turn.wordsStart + 90 + n * 7), codes[(n * 3) % codes.length].id));
  }
  return made;
}

/** Answers for the routes of texts and codings, on the outline of the stand-in. */
export function textAnswers(outline) {
  const texts = new Map();
  const marks = new Map();
  const memos = [];
  let made = 0;
  const open = (id) => {
    if (!texts.has(id)) {
      texts.set(id, text(id, EXTRA[id] ?? 3_000));
      marks.set(id, codings(texts.get(id), id in EXTRA, outline.codes.filter((code) => code.parent !== null)));
    }
    return texts.get(id);
  };
  const find = (id) => [...marks.values()].flat().find((one) => one.id === id);
  const put = (coding) => marks.set(coding.source, [...marks.get(coding.source).filter((one) => one.id !== coding.id), coding]);
  const gone = (coding) => marks.set(coding.source, marks.get(coding.source).filter((one) => one.id !== coding.id));
  return (key, body, send) => {
    const [method, route] = key.split(" ");
    const [what, id, sub] = route.split("/");
    if (what === "sources" && method === "GET") {
      const words = open(id);
      return sub === "text" ? words : sub === "codings" ? marks.get(id) : memos;
    }
    if (what === "sources" && sub === "codings") {
      const coding = { id: `n${++made}`, source: id, coder: outline.me, standing: "unmoved", read: true, memos: 0, discuss: false, ...body };
      put(coding);
      return { ...send({ did: "coded", codings: [coding] }), id: coding.id };
    }
    if (what === "sources" && sub === "corrections") return correct(id, body, send);
    if (what === "sources" && sub === "impression") {
      texts.set(id, { ...open(id), impressions: [{ coder: outline.me, text: body.text }] });
      return send({ did: "wrote a first impression" });
    }
    if (what === "sources" && method === "PATCH") {
      const source = Object.assign(outline.sources.find((one) => one.id === id), { stage: body.stage?.stage ?? "coded" });
      return send({ did: "marked", sources: [source] });
    }
    if (what === "codings" && id === "join") {
      const list = body.codings.map(find);
      list.slice(1).forEach(gone);
      const whole = { ...list[0], start: Math.min(...list.map((one) => one.start)), end: Math.max(...list.map((one) => one.end)) };
      put(whole);
      return send({ did: "joined", codings: [whole], codingsGone: list.slice(1).map((one) => ({ coding: one.id, source: one.source })) });
    }
    if (what === "codings") {
      const was = find(id);
      if (method === "DELETE") {
        gone(was);
        return send({ did: "took a code off", codingsGone: [{ coding: id, source: was.source }] });
      }
      const now = sub === "split" ? [{ ...was, end: body.at }, { ...was, id: `n${++made}`, start: body.at }] : [{ ...was, ...body }];
      now.forEach(put);
      return send({ did: "changed", codings: now });
    }
    if (what === "codes" && method === "POST" && !sub) {
      const code = { ...outline.codes[0], ...body, id: `code-n${++made}`, number: `9.${made}`, codings: 0 };
      outline.codes.push(code);
      return { ...send({ did: "made a code", codes: [code] }), id: code.id };
    }
    if (what === "memos" && method === "POST") {
      const memo = { id: `m${++made}`, title: "", by: outline.me, at: Date.now(), archived: false, ...body };
      memos.push(memo);
      return { ...send({ did: "wrote a memo", memos: [memo] }), id: memo.id };
    }
    if (what === "discussions") return send({ did: "flagged", discussions: [{ title: "", ...body }] });
    return undefined;
  };

  function correct(id, body, send) {
    const was = open(id);
    let words = was.text;
    const at = (position, stays) => body.splices.reduceRight((now, one) => (one.end <= position && !(stays && one.start === position) ? now + one.text.length - (one.end - one.start) : now), position);
    for (const one of [...body.splices].reverse()) words = words.slice(0, one.start) + one.text + words.slice(one.end);
    const turns = was.turns.map((turn) => ({ ...turn, start: at(turn.start, true), end: at(turn.end), wordsStart: at(turn.wordsStart, true), wordsEnd: at(turn.wordsEnd) }));
    texts.set(id, { ...was, version: `v${Date.now()}`, text: words, turns, lines: was.lines.map((line) => at(line)) });
    marks.set(id, marks.get(id).map((one) => ({ ...one, start: at(one.start), end: at(one.end) })));
    return send({ did: "corrected", texts: [id], codings: marks.get(id) });
  }
}
