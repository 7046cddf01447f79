import type { MatrixCell } from "@/api/types";
import type { At, GridModel } from "./grid";
import { describeCell } from "./describe";
import { columnLeft, type Window2 } from "./grid-size";
import { made, sign, type Sign } from "./grid-parts";
import { words } from "./words";

/** One line of the grid, used again for another once it is out of sight. */
export class RowSlot {
  #row: HTMLElement;
  #head: HTMLElement;
  #name: HTMLElement;
  #about: HTMLElement;
  #cells = new Map<number, CellSlot>();
  #spare: CellSlot[] = [];
  #line = -1;

  constructor(canvas: HTMLElement) {
    this.#row = made("div", "tm-row", canvas, "row");
    this.#head = made("div", "tm-name", this.#row, "rowheader");
    this.#head.setAttribute("aria-colindex", "1");
    this.#name = made("strong", "", this.#head);
    this.#about = made("span", "", this.#head);
  }

  hide(): void {
    this.#row.hidden = true;
    this.#head.removeAttribute("id");
    for (const cell of this.#cells.values()) this.#free(cell);
    this.#cells.clear();
  }

  take(model: GridModel, line: number, top: number): void {
    this.#line = line;
    const content = model.arranged.lines[line];
    const row = this.#row;
    row.hidden = false;
    row.style.top = `${top}px`;
    row.setAttribute("aria-rowindex", String(line + 2));
    if (!content) return;
    const isGroup = "group" in content;
    row.className = isGroup ? "tm-row tm-group" : "tm-row";
    if (isGroup) {
      this.#name.textContent = content.group;
      this.#about.textContent = words.cases(content.count, content.count);
      delete this.#head.dataset["line"];
      return;
    }
    const head = model.matrix.rows[content.row];
    const sums = model.matrix.rowSums[content.row];
    this.#name.textContent = head?.name ?? "";
    this.#about.textContent = [head?.about.replace(`${head.name}, `, ""), sums && sums.toChart > 0 ? words.toChart(sums.toChart) : ""].filter(Boolean).join("\n");
    this.#head.dataset["line"] = String(line);
    this.#head.dataset["column"] = "-1";
  }

  draw(model: GridModel, window: Window2, at: At): void {
    const content = model.arranged.lines[this.#line];
    if (!content || "group" in content) return;
    mark(this.#head, at.line === this.#line && at.column === -1);
    for (const [column, cell] of this.#cells) {
      if (column >= window.fromColumn && column < window.toColumn) continue;
      this.#free(cell);
      this.#cells.delete(column);
    }
    for (let column = window.fromColumn; column < window.toColumn; column++) {
      let cell = this.#cells.get(column);
      if (!cell) {
        cell = this.#spare.pop() ?? new CellSlot(this.#row);
        this.#cells.set(column, cell);
        cell.fill(model.cells.get(content.row, model.arranged.columns[column] ?? -1), this.#line, column);
      }
      cell.mark(at.line === this.#line && at.column === column);
    }
  }

  #free(cell: CellSlot): void {
    cell.hide();
    this.#spare.push(cell);
  }
}

/** One cell: the first words of its summary, and signs. */
class CellSlot {
  #cell: HTMLElement;
  #text: HTMLElement;
  #marks: HTMLElement;
  #count: HTMLElement;
  #shown = "";

  constructor(row: HTMLElement) {
    this.#cell = made("div", "", row, "gridcell");
    this.#text = made("span", "tm-text", this.#cell);
    this.#marks = made("span", "tm-marks", this.#cell);
    this.#marks.setAttribute("aria-hidden", "true");
    this.#count = made("span", "tm-count", this.#marks);
  }

  hide(): void {
    this.#cell.hidden = true;
    this.#cell.removeAttribute("id");
  }

  mark(isActive: boolean): void {
    mark(this.#cell, isActive);
  }

  fill(cell: MatrixCell | undefined, line: number, column: number): void {
    const state = cell?.state ?? "not-charted";
    const home = this.#cell;
    home.className = `tm-cell tm-${state}${cell && state === "not-charted" && cell.codings > 0 ? " tm-to-chart" : ""}`;
    home.hidden = false;
    home.style.left = `${columnLeft(column)}px`;
    home.dataset["line"] = String(line);
    home.dataset["column"] = String(column);
    home.setAttribute("aria-colindex", String(column + 2));
    const summary = cell?.summary.slice(0, 160) ?? "";
    this.#text.textContent = state === "nothing-said" ? words.nothingSaid : state === "not-asked" ? words.notAsked : summary;
    home.setAttribute("aria-description", describeCell(cell));
    this.#count.textContent = cell && cell.codings > 0 ? String(cell.codings) : "";
    this.#sign(signsOf(cell));
  }

  // Most cells have no sign, so none is made before it is needed.
  #sign(wanted: Sign[]): void {
    const key = wanted.join(" ");
    if (key === this.#shown) return;
    this.#shown = key;
    this.#marks.replaceChildren(this.#count, ...wanted.map(sign));
  }
}

function signsOf(cell: MatrixCell | undefined): Sign[] {
  if (!cell) return [];
  const has = { unprompted: cell.unprompted, stale: cell.stale, discuss: cell.discuss, attention: cell.state !== "not-charted" && cell.flags };
  return (["unprompted", "stale", "discuss", "attention"] as const).filter((one) => has[one]);
}

/** Shows whether a place is where the person is. */
export function mark(element: HTMLElement, isActive: boolean): void {
  if ((element.id === "tm-active") === isActive) return;
  if (isActive) element.id = "tm-active";
  else element.removeAttribute("id");
}
