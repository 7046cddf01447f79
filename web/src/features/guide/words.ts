/** The guide's words. */
export const words = {
  title: "Your first study",
  lead: "Ten steps, ten minutes. A step ticks itself off when the study shows it done.",
  done: (n: number, of: number) => `${n} of ${of} done`,
  close: "Close the guide",
  show: "Show me",
  isDone: "Done",
  finished: "You have been through the whole analysis once. The rest is reading, and thinking.",
} as const;
