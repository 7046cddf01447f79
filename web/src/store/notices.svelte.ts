/** A short message that goes by itself, or stays when something went wrong. */
export interface Notice {
  id: number;
  /** "lost": the server did not answer; goes when it answers again. */
  kind: "said" | "wrong" | "lost";
  text: string;
  hints: string[];
  /** What can be done about it, such as Undo. */
  action: { label: string; run: () => void } | null;
}

class NoticesStore {
  list = $state.raw<Notice[]>([]);
  #next = 1;

  say(text: string, action: Notice["action"] = null): void {
    this.#add({ kind: "said", text, hints: [], action });
  }

  wrong(text: string, hints: string[] = []): void {
    this.#add({ kind: "wrong", text, hints, action: null });
  }

  /** Says, once, that the server does not answer. */
  lost(text: string, hints: string[]): void {
    this.back();
    this.#add({ kind: "lost", text, hints, action: null });
  }

  /** The server answers again. */
  back(): void {
    this.list = this.list.filter((notice) => notice.kind !== "lost");
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** Takes away what offers to undo or redo: after a step back, it would mean another change than it says. */
  withdrawOffers(): void {
    this.list = this.list.filter((notice) => notice.action === null);
  }

  #add(notice: Omit<Notice, "id">): void {
    const id = this.#next++;
    this.list = [...this.list.slice(-2), { ...notice, id }];
    if (notice.kind === "said") setTimeout(() => this.dismiss(id), 5_000);
  }
}

/** What the window says in its corner. */
export const notices = new NoticesStore();
