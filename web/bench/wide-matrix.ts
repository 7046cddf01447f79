import type { Page } from "playwright-core";

/** Goes to the matrix: seconds until its first rows are painted. */
export async function openMatrix(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const begin = performance.now();
    location.hash = location.hash.replace(/(#\/study\/[^/]+).*/, "$1/matrix");
    while (!document.querySelector("[role=grid] [role=rowheader]")?.textContent) await frame();
    await frame();
    return (performance.now() - begin) / 1000;
  });
}

/** Scrolls the matrix down, to the right, and by leaps, as a wheel and a dragged bar do; seconds of every frame. */
export async function scrollMatrix(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const grid = document.querySelector("[role=grid]");
    const host = [grid, ...(grid?.querySelectorAll("*") ?? [])].find((one) => one && one.scrollHeight > one.clientHeight + 1_000);
    if (!host) throw new Error("the matrix does not scroll");
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
    const times: number[] = [];
    let before = await frame();
    const move = async (down: number, right: number): Promise<void> => {
      host.scrollTop += down;
      host.scrollLeft += right;
      const now = await frame();
      times.push((now - before) / 1000);
      before = now;
    };
    for (let step = 0; step < 100; step++) await move(120, 0);
    for (let step = 0; step < 100; step++) await move(0, 120);
    for (let step = 0; step < 50; step++) await move(-60, -60);
    for (let step = 0; step < 20; step++) await move(host.scrollHeight / 25, host.scrollWidth / 25);
    return times;
  });
}
