import type { Id, Library, NewStudy, Open, Opened, StudyMade, StudyRow, Template } from "@/api/types";
import { client, download, request, withQuery } from "./client";
import { attempt } from "./commands";
import { ProblemError } from "./problem";
import { leave } from "./session";
import { goTo } from "./router.svelte";

const ofStudy = (study: Id, what: string): string => `/api/studies/${encodeURIComponent(study)}/${what}`;

/** What is done with whole studies. All throw ProblemError but where said otherwise. */
export const library = {
  list: (): Promise<Library> => client.get("/api/library"),
  templates: (): Promise<Template[]> => client.get("/api/templates"),
  create: (wanted: NewStudy): Promise<StudyMade> => client.send("POST", "/api/library/studies", wanted),
  sample: (): Promise<Opened> => client.send("POST", "/api/library/sample"),
  open: (study: Id, how: Open): Promise<Opened> => client.send("POST", ofStudy(study, "open"), how),
  /** Sends a backup's bytes as they are read from the disk. Where its name is taken it gets a further one. */
  restore: async (file: File): Promise<StudyRow> => {
    const name = file.name.replace(/\.[^.]*$/, "");
    for (let copy = 1; ; copy++) {
      try {
        const free = copy === 1 ? name : `${name}-restored${copy === 2 ? "" : `-${copy - 1}`}`;
        const response = await request("POST", withQuery("/api/library/restore", { name: free }), file);
        return (await response.json()) as StudyRow;
      } catch (thrown) {
        const isTaken = thrown instanceof ProblemError && thrown.problem.code === "file-exists";
        if (!isTaken || copy === 20) throw thrown;
      }
    }
  },
};

/** A link that lets one more browser on this computer in, once. */
export async function newLink(): Promise<string> {
  return (await client.send<{ url: string }>("POST", "/api/links")).url;
}

/** Saves a backup where the browser saves files. Gives the file's name, or null when it failed (and said so). */
export function backUp(study: Id): Promise<string | null> {
  return attempt(() => download("POST", ofStudy(study, "backup")));
}

/** Locks a study for every window and goes to the library. */
export async function lock(study: Id): Promise<void> {
  leave();
  await attempt(() => client.send("POST", ofStudy(study, "lock")));
  goTo("");
}
