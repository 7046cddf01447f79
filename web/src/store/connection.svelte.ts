/** How this window stands to the server. */
class ConnectionStore {
  /**
   * "lost": the server does not answer. "signed-out": it was started again and does not know this window yet.
   * "locked": it was started again and has the study closed. In all three what was typed stays in memory.
   */
  state = $state<"off" | "live" | "lost" | "signed-out" | "locked">("off");
  /** When the next try comes, in milliseconds since 1970. */
  retryAt = $state<number | null>(null);
  /** Changes sent but not yet on the disk. */
  saving = $state(0);
  /** When something was last saved, or null. */
  savedAt = $state<number | null>(null);
  /** The last change failed. */
  failed = $state(false);
  /** No study is open and the server does not know this window: it needs the link that the program printed. */
  signedOut = $state(false);
}

/** The one connection of this window. */
export const connection = new ConnectionStore();
