import { inStudy, withQuery } from "./client";
import { lost, ProblemError } from "./problem";
import type { Preview, Problem } from "@/api/types";

/** A file on its way to the server. */
export interface Sending {
  /** What the server recognised in it. Rejects with ProblemError, or with an AbortError when it was stopped. */
  done: Promise<Preview>;
  /** Stops sending. */
  stop: () => void;
}

/**
 * Sends a file to be looked at; nothing is in the study yet. By XMLHttpRequest, since fetch does not say how much was
 * sent: `onSent` is told the bytes so far.
 */
export function sendFile(file: File, onSent: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Preview>((resolve, reject) => {
    request.open("POST", withQuery(inStudy("uploads"), { name: file.name }));
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onSent(event.loaded));
    request.addEventListener("load", () => {
      if (request.status < 400) resolve(request.response as Preview);
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
