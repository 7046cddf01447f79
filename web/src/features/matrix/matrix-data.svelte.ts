import type { Id, Matrix } from "@/api/types";
import { client, inStudy } from "@/services/client";
import { attempt } from "@/services/commands";
import { study } from "@/store/study.svelte";
import { arrange, Cells, type ColumnSort, type RowSort, type Show } from "./arrange";
import { casesWith } from "./case-values";

/** Columns of the codebook as it stands, as a choice beside the versions of the framework. */
export const CODEBOOK = "all";

// Lives as long as the window, so that going to another screen forgets nothing of the layout.
const layout = $state({ study: "", framework: "", group: "", category: "", value: "", text: "", show: "all" as Show, sortRows: "order" as RowSort, sortColumns: "number" as ColumnSort });

/** The matrix that is asked for and how it is laid out, kept fresh. */
export class MatrixData {
  matrix = $state.raw<Matrix | null>(null);
  readonly layout = layout;
  readonly cells = $derived(this.matrix === null ? null : new Cells(this.matrix));
  #loading = false;

  constructor() {
    if (layout.study !== (study.id ?? "")) Object.assign(layout, { study: study.id ?? "", framework: "", group: "", category: "", value: "", text: "", show: "all", sortRows: "order", sortColumns: "number" });
  }

  readonly arranged = $derived.by(() => {
    if (this.matrix === null || this.cells === null) return null;
    const { category, text, show, sortRows, sortColumns, value } = layout;
    return arrange(this.matrix, this.cells, study.codes.map, { category, text, show, sortRows, sortColumns, fits: casesWith(value) });
  });

  /** What the server is asked for, also for a file. */
  get query(): { framework: Id | null; group: Id | null; columns: string | null } {
    const { framework, group } = layout;
    return { framework: framework === "" || framework === CODEBOOK ? null : framework, group: group === "" ? null : group, columns: framework === CODEBOOK ? "all" : null };
  }

  /** Asks for the matrix; a burst of changes is answered by one more question at its end. */
  async load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    let asked = "";
    for (let key = this.#key(); key !== asked && study.id !== null; key = this.#key()) {
      asked = key;
      this.matrix = (await attempt(() => client.get<Matrix>(inStudy("matrix"), this.query))) ?? this.matrix;
    }
    this.#loading = false;
  }

  /** Shows all cells again. */
  showAll(): void {
    Object.assign(layout, { category: "", value: "", text: "", show: "all" });
  }

  get isFiltered(): boolean {
    return layout.category !== "" || layout.value !== "" || layout.text !== "" || layout.show !== "all";
  }

  #key(): string {
    return `${study.seq} ${JSON.stringify(this.query)}`;
  }
}
