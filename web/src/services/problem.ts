import type { Problem } from "@/api/types";

/** An answer of the server that says what went wrong, or that it could not be reached (status 0). */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message);
    this.name = "ProblemError";
  }

  /** Whether the server could not be reached at all. */
  get isLost(): boolean {
    return this.status === 0;
  }
}

/** The problem for "the server did not answer". */
export function lost(): ProblemError {
  return new ProblemError(0, {
    code: "lost",
    message: "Themeloom does not answer",
    hints: ["What you typed is kept in this window. Start Themeloom again and it will go on."],
  });
}

/** Whatever was thrown, as a problem to show. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return { ...thrown.problem, hints: thrown.problem.hints.filter((hint) => !isForTerminal(hint)) };
  return { code: "unknown", message: thrown instanceof Error ? thrown.message : String(thrown), hints: [] };
}

// The program says the same on the command line, where a hint may be a command.
function isForTerminal(hint: string): boolean {
  return /(^|\s)--[a-z]|themeloom [a-z]+ [A-Z]/u.test(hint);
}
