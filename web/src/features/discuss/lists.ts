import type { Comment, Discussion, Id } from "@/api/types";

/** Discussions of one kind of thing, under the kind's name. */
export interface Group {
  kind: string;
  items: Discussion[];
}

/** What is open and what was decided, each by the kind of thing that it is about. */
export function sortOut(discussions: readonly Discussion[]): { open: Group[]; decided: Group[] } {
  const groups = (wanted: (item: Discussion) => boolean): Group[] => {
    const byKind = new Map<string, Discussion[]>();
    for (const item of discussions.filter(wanted)) byKind.set(item.about.kind, [...(byKind.get(item.about.kind) ?? []), item]);
    return [...byKind].map(([kind, items]) => ({ kind, items })).sort((a, b) => a.kind.localeCompare(b.kind));
  };
  return { open: groups((item) => item.decision === ""), decided: groups((item) => item.decision !== "") };
}

/** A comment with the answers to it, oldest first. */
export interface Thread {
  first: Comment;
  answers: Comment[];
}

/** Comments as threads, in the order in which they began. An answer to an answer stands in the thread of the first. */
export function threads(comments: readonly Comment[]): Thread[] {
  const byId = new Map(comments.map((one) => [one.id, one]));
  const rootOf = (comment: Comment): Id => {
    let at = comment;
    for (let steps = 0; at.replyTo !== null && steps < comments.length; steps += 1) {
      const above = byId.get(at.replyTo);
      if (!above) break;
      at = above;
    }
    return at.id;
  };
  const found = new Map<Id, Thread>();
  for (const comment of comments) {
    const root = rootOf(comment);
    if (root === comment.id) found.set(root, { first: comment, answers: found.get(root)?.answers ?? [] });
  }
  for (const comment of comments) {
    const root = rootOf(comment);
    if (root !== comment.id) found.get(root)?.answers.push(comment);
  }
  return [...found.values()];
}

/** Whether a thread waits for somebody: it is open, and addressed to them or to nobody in particular. */
export function waitsFor(thread: Thread, coder: Id): boolean {
  const { first } = thread;
  return !first.resolved && (first.to === coder || (first.to === null && first.by !== coder));
}
