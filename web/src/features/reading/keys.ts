import type { KeyRow } from "@/model/keys";

/** The keys of reading before coding. */
export const keys: KeyRow[] = [
  { id: "note", keys: "m", does: "Write a margin note on the selection or the sentence" },
  { id: "sentence", keys: "w", does: "Select the sentence at the cursor" },
  { id: "impression", keys: "i", does: "Write the first impression of the whole account" },
  { id: "familiarised", keys: "f", does: "Mark this account as familiarised" },
  { id: "play", keys: "p", does: "Play the recording from the turn at the cursor, or pause it" },
  { id: "heard", keys: "h", does: "Go to the turn that is heard" },
  { id: "to-coding", keys: "c", does: "Go on to coding at the cursor" },
  { id: "previous-source", keys: ",", does: "Read the previous source" },
  { id: "next-source", keys: ".", does: "Read the next source" },
];
