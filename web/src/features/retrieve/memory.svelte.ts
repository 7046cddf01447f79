const MOST = 20;

class Memory {
  /** The newest first. In memory only: what is looked for may tell of people. */
  queries = $state.raw<string[]>([]);

  add(query: string): void {
    this.queries = [query, ...this.queries.filter((one) => one !== query)].slice(0, MOST);
  }
}

/** What was looked for in this window. */
export const memory = new Memory();
