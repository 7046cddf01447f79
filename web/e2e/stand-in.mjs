// A stand-in for `themeloom serve`, for looking at screens while no program is built: it serves dist/ under the same
// security policy and answers enough of the routes, from memory, for the shell, library and overview. Not for tests
// of what the server does.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { sample } from "./stand-in-study.mjs";

const DIST = process.env.THEMELOOM_DIST ?? path.join(path.dirname(new URL(import.meta.url).pathname), "../dist");
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", woff2: "font/woff2", svg: "image/svg+xml" };
const port = Number(process.argv[process.argv.indexOf("--port") + 1] || 7341);

const { outline, overview, answers } = sample();
const studies = new Map();
const followers = new Set();

function row(study, passphrase) {
  return { study, file: `${study}.loom`, isProtected: passphrase !== null, isOpen: studies.get(study)?.isOpen ?? false, problem: null, bytes: 1_482_000, changedAt: Date.now() - 86_400_000 };
}

function put(study, passphrase, content) {
  studies.set(study, { passphrase, isOpen: true, content });
  return { study, me: content.me, notes: [], readOnly: null };
}

function send(changed) {
  outline.seq += 1;
  const whole = { seq: outline.seq, by: outline.me, did: "", batch: "b", undo: outline.undo, redo: outline.redo, name: null, protocol: false, conflicts: null };
  for (const kind of ["coders", "attributes", "organisations", "participants", "cases", "sources", "codes", "frameworks", "themes", "findings", "recommendations", "discussions", "codings", "codingsGone", "memos", "memosGone", "cells", "texts"]) whole[kind] = [];
  const data = JSON.stringify({ ...whole, ...changed });
  for (const response of followers) response.write(`id: ${outline.seq}\nevent: changed\ndata: ${data}\n\n`);
  return { seq: outline.seq, id: null, did: changed.did ?? "", notes: [] };
}

const problem = (status, code, message, hints = []) => ({ status, body: { code, message, hints } });

function answer(method, url, body) {
  const parts = url.pathname.split("/").slice(2).map(decodeURIComponent);
  const key = `${method} ${parts.slice(parts[0] === "studies" ? 2 : 0).join("/")}`;
  if (key === "GET library") return { folder: "/home/you/Documents/Themeloom", version: "0.2.0", studies: [...studies].map(([name, one]) => row(name, one.passphrase)) };
  if (key === "GET templates") return [{ name: "nhs-clinician-manager-engagement", title: "Managers and clinicians", summary: "Aims, sampling frame, consent statements, guide and a first framework for a study of how managers and clinicians work together." }];
  if (key === "POST links") return { url: `http://127.0.0.1:${port}/?token=k3Jx0Qm2` };
  if (key === "POST library/sample") return put("Many Rivers", null, outline);
  if (key === "POST library/studies") {
    put(body.name, body.passphrase, { ...outline, name: body.name, sources: [], codes: [], cases: [], participants: [], findings: [], frameworks: [], themes: [], undo: null, redo: null, isProtected: body.passphrase !== null });
    return { study: body.name, recoveryCode: body.passphrase === null ? null : "7QK4-M2XA-9PDW-HT6C-RV3N-E8YB" };
  }
  const study = studies.get(parts[1]);
  if (!study) return problem(404, "not-found", "there is no such study in the library");
  if (key === "POST open") {
    if (study.passphrase !== null && body.passphrase !== study.passphrase) return problem(403, "wrong-passphrase", "the passphrase does not open this study", ["Look at capitals and the layout of the keyboard, or use the recovery code."]);
    study.isOpen = true;
    return { study: parts[1], me: outline.me, notes: [], readOnly: null };
  }
  if (!study.isOpen) return problem(423, "locked", "the study is locked");
  if (key === "POST lock") {
    study.isOpen = false;
    return null;
  }
  if (key === "GET outline") return study.content;
  if (key === "GET overview") return overview;
  if (key === "POST undo") {
    [outline.redo, outline.undo] = [outline.undo, null];
    return send({ did: `undid “${outline.redo}”`, undo: null, redo: outline.redo });
  }
  return answers(key, body, send) ?? problem(404, "not-found", `the stand-in knows nothing of ${key}`);
}

async function file(name) {
  const wanted = path.join(DIST, name === "/" ? "index.html" : path.normalize(name));
  return { type: TYPES[path.extname(wanted).slice(1)] ?? "application/octet-stream", bytes: await readFile(wanted) };
}

createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  if (url.pathname.endsWith("/events")) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).write(": here\n\n");
    followers.add(response);
    request.once("close", () => followers.delete(response));
  } else if (url.pathname.startsWith("/api/")) {
    let text = "";
    for await (const piece of request) text += piece;
    const said = answer(request.method, url, text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null);
    const isProblem = said !== null && typeof said === "object" && "status" in said && "body" in said;
    response.writeHead(isProblem ? said.status : said === null ? 204 : 200, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(said === null ? undefined : JSON.stringify(isProblem ? said.body : said));
  } else {
    const found = await file(url.pathname).catch(() => null);
    response.writeHead(found ? 200 : 404, { "content-type": found?.type ?? "text/plain", "content-security-policy": CSP, "x-content-type-options": "nosniff" });
    response.end(found?.bytes ?? "not found");
  }
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
