import type { At, GridModel } from "./grid";
import { columnLeft, FIRST_WIDTH, WIDTH, type Window2 } from "./grid-size";
import { made } from "./grid-parts";
import { mark } from "./grid-row";
import { words } from "./words";

interface Head {
  home: HTMLElement;
  number: HTMLElement;
  name: HTMLElement;
  sums: HTMLElement;
}

/** The frozen head row: categories above, codes below. */
export class ColumnHeads {
  #row: HTMLElement;
  #bands: HTMLElement;
  #heads = new Map<number, Head>();
  #spare: Head[] = [];
  #drawn = "";

  constructor(canvas: HTMLElement) {
    this.#row = made("div", "tm-head", canvas, "row");
    this.#row.setAttribute("aria-rowindex", "1");
    this.#bands = made("div", "tm-bands", this.#row);
    this.#bands.setAttribute("aria-hidden", "true");
    const corner = made("div", "tm-corner", this.#row, "columnheader");
    corner.setAttribute("aria-colindex", "1");
    corner.textContent = words.caseHead;
  }

  forget(): void {
    for (const head of this.#heads.values()) this.#free(head);
    this.#heads.clear();
    this.#drawn = "";
  }

  draw(model: GridModel, window: Window2, at: At): void {
    for (const [column, head] of this.#heads) {
      if (column >= window.fromColumn && column < window.toColumn) continue;
      this.#free(head);
      this.#heads.delete(column);
    }
    for (let column = window.fromColumn; column < window.toColumn; column++) {
      let head = this.#heads.get(column);
      if (!head) {
        head = this.#spare.pop() ?? this.#make();
        this.#heads.set(column, head);
        this.#fill(head, model, column);
      }
      mark(head.home, at.line === -1 && at.column === column);
    }
    this.#drawBands(model, window);
  }

  #make(): Head {
    const home = made("div", "tm-column", this.#row, "columnheader");
    const first = made("span", "tm-first", home);
    return { home, number: made("span", "tm-number", first), sums: made("span", "tm-sums", first), name: made("span", "tm-title", home) };
  }

  #free(head: Head): void {
    head.home.hidden = true;
    head.home.removeAttribute("id");
    this.#spare.push(head);
  }

  #fill(head: Head, model: GridModel, column: number): void {
    const place = model.arranged.columns[column] ?? -1;
    const code = model.matrix.columns[place];
    const sums = model.matrix.columnSums[place];
    head.home.hidden = false;
    head.home.style.left = `${columnLeft(column)}px`;
    head.home.dataset["line"] = "-1";
    head.home.dataset["column"] = String(column);
    head.home.setAttribute("aria-colindex", String(column + 2));
    head.home.title = code?.definition ?? "";
    head.number.textContent = code?.number ?? "";
    head.name.textContent = code?.name ?? "";
    head.home.classList.toggle("tm-archived", code?.archived ?? false);
    head.sums.textContent = sums ? words.raisedBy(sums.raised, model.matrix.rows.length) : "";
    head.sums.title = sums ? words.peopleRaised(sums.raised, model.matrix.rows.length) : "";
  }

  #drawBands(model: GridModel, window: Window2): void {
    const shown = model.arranged.bands.filter((band) => band.to > window.fromColumn && band.from < window.toColumn);
    const key = shown.map((band) => `${band.code} ${band.from}-${band.to}`).join();
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#bands.replaceChildren();
    for (const band of shown) {
      const home = made("div", "tm-band", this.#bands);
      home.style.left = `${columnLeft(band.from)}px`;
      home.style.width = `${(band.to - band.from) * WIDTH}px`;
      if (band.code !== null) home.style.setProperty("--code", model.colour(band.code));
      const label = made("span", "", home);
      label.textContent = band.label;
      label.style.left = `${FIRST_WIDTH}px`;
    }
  }
}
