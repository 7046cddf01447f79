import type {
  Attribute, Case, Changed, Code, Coder, Discussion, Finding, Framework, Id, Organisation, Outline, Participant,
  Recommendation, Source, Target, Theme,
} from "@/api/types";
import { codeLooks, unknownLook, type CodeLook } from "@/model/palette";
import { byNumber } from "@/model/numbering";
import { Collection } from "./collection.svelte";

/** What a discussion is about, as one string to compare by. */
export function targetKey(about: Target): string {
  // Where a coding stands changes with corrections, and it is the same coding.
  const passage = about.kind === "passage" ? about.passage : null;
  return [about.kind, about.id, about.code, passage && `${passage.source}:${passage.start}-${passage.end}`].join("|");
}

/** The open study: loaded from the outline, then kept fresh by events. One is open in a window at a time. */
class StudyStore {
  /** The study's name in paths, null when none is open. */
  id = $state<Id | null>(null);
  name = $state("");
  notice = $state("");
  me = $state<Id>("");
  /** Why nothing can be changed, or null. */
  readOnly = $state<string | null>(null);
  isProtected = $state(true);
  #seq = $state(0);
  #loads = $state(0);
  /** What the undo key would take back, in words. */
  undo = $state<string | null>(null);
  redo = $state<string | null>(null);
  conflicts = $state(0);
  discussions = $state.raw<Discussion[]>([]);

  coders = new Collection<Coder>();
  attributes = new Collection<Attribute>();
  organisations = new Collection<Organisation>();
  participants = new Collection<Participant>();
  cases = new Collection<Case>();
  sources = new Collection<Source>();
  codes = new Collection<Code>();
  frameworks = new Collection<Framework>();
  themes = new Collection<Theme>();
  findings = new Collection<Finding>();
  recommendations = new Collection<Recommendation>();

  #looks = $derived(codeLooks(this.codes.map.values()));
  #inOrder = $derived(byNumber(this.codes.shown));

  /**
   * Grows with every change; read it in an $effect to ask again for something the server works out. The effect also runs
   * when the study was loaded anew, as after the server was away: what could not be answered then is asked again.
   */
  get seq(): number {
    void this.#loads;
    return this.#seq;
  }

  /** The codes that are not archived, by index number. */
  get codesInOrder(): Code[] {
    return this.#inOrder;
  }

  /** The codes that passages can be coded with: a category groups codes and is not applied itself. */
  get codesToApply(): Code[] {
    return this.#inOrder.filter((code) => !code.isCategory);
  }

  /** The coder of this window. */
  get self(): Coder | undefined {
    return this.coders.get(this.me);
  }

  /** Colour and pattern of a code. */
  look(code: Id): CodeLook {
    return this.#looks.get(code) ?? unknownLook();
  }

  load(id: Id, outline: Outline): void {
    this.id = id;
    this.name = outline.name;
    this.notice = outline.notice;
    this.me = outline.me;
    this.readOnly = outline.readOnly;
    this.isProtected = outline.isProtected;
    this.undo = outline.undo;
    this.redo = outline.redo;
    this.discussions = outline.discussions;
    this.coders.load(outline.coders);
    this.attributes.load(outline.attributes);
    this.organisations.load(outline.organisations);
    this.participants.load(outline.participants);
    this.cases.load(outline.cases);
    this.sources.load(outline.sources);
    this.codes.load(outline.codes);
    this.frameworks.load(outline.frameworks);
    this.themes.load(outline.themes);
    this.findings.load(outline.findings);
    this.recommendations.load(outline.recommendations);
    this.#seq = outline.seq;
    this.#loads++;
  }

  /** Takes what one change touched. */
  applyChanged(changed: Changed): void {
    this.coders.replace(changed.coders);
    this.attributes.replace(changed.attributes);
    this.organisations.replace(changed.organisations);
    this.participants.replace(changed.participants);
    this.cases.replace(changed.cases);
    this.sources.replace(changed.sources);
    this.codes.replace(changed.codes);
    this.frameworks.replace(changed.frameworks);
    this.themes.replace(changed.themes);
    this.findings.replace(changed.findings);
    this.recommendations.replace(changed.recommendations);
    this.#replaceDiscussions(changed.discussions);
    // What the keys would do is each coder's own.
    if (changed.by === this.me) {
      this.undo = changed.undo;
      this.redo = changed.redo;
    }
    if (changed.name !== null) this.name = changed.name;
    if (changed.conflicts !== null) this.conflicts = changed.conflicts;
    this.#seq = changed.seq;
  }

  /** Closes the study in this window: nothing of it stays in memory. */
  clear(): void {
    this.load("", EMPTY);
    this.id = null;
  }

  #replaceDiscussions(changed: Discussion[]): void {
    if (changed.length === 0) return;
    const next = new Map(this.discussions.map((item) => [targetKey(item.about), item]));
    for (const item of changed) {
      const key = targetKey(item.about);
      if (item.question === "" && item.decision === "") next.delete(key);
      else next.set(key, item);
    }
    this.discussions = [...next.values()];
  }
}

const EMPTY: Outline = {
  seq: 0, name: "", notice: "", me: "", readOnly: null, isProtected: true, coders: [], attributes: [],
  organisations: [], participants: [], cases: [], sources: [], codes: [], frameworks: [], themes: [], findings: [],
  recommendations: [], discussions: [], undo: null, redo: null,
};

/** The study that is open in this window. */
export const study = new StudyStore();
