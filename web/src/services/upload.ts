import { inStudy, withQuery } from "./client";
import { lost, ProblemError } from "./problem";
import type { Done, Id, Preview, Problem } from "@/api/types";

/** A file on its way to the server. */
export interface Sending<T> {
  /** What the server answers. Rejects with ProblemError, or with an AbortError when it was stopped. */
  done: Promise<T>;
  /** Stops sending. */
  stop: () => void;
}

/** Sends a file to be looked at; nothing is in the study yet. `onSent` is told the bytes so far. */
export function sendFile(file: File, onSent: (bytes: number) => void): Sending<Preview> {
  return send("POST", withQuery(inStudy("uploads"), { name: file.name }), file, onSent);
}

/** Sends a file that a study is to begin with, to be looked at. `onSent` is told the bytes so far. */
export function sendProject(file: File, onSent: (bytes: number) => void): Sending<Preview> {
  return send("POST", withQuery("/api/library/uploads", { name: file.name }), file, onSent);
}

/** Puts the recording beside a source. `onSent` is told the bytes so far. */
export function sendRecording(source: Id, file: File, onSent: (bytes: number) => void): Sending<Done> {
  return send("PUT", withQuery(inStudy("sources", source, "recording"), { name: file.name }), file, onSent);
}

// By XMLHttpRequest, since fetch does not say how much was sent.
function send<T>(method: "POST" | "PUT", address: string, file: File, onSent: (bytes: number) => void): Sending<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.open(method, address);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onSent(event.loaded));
    request.addEventListener("load", () => {
      if (request.status < 400) resolve(request.response as T);
      else reject(refusal(request.status, request.response as Partial<Problem> | null));
    });
    request.addEventListener("error", () => reject(lost()));
    request.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

function refusal(status: number, said: Partial<Problem> | null): ProblemError {
  return new ProblemError(status, { code: said?.code ?? `http-${status}`, message: said?.message ?? `the server answered ${status}`, hints: said?.hints ?? [] });
}
