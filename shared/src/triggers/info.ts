/** What a trigger kind tells people. */
export interface TriggerInfo<Trigger> {
  /** What people call it: "Model decides". */
  title: string;
  icon: string;
  /** One sentence for the trigger picker. */
  help: string;
  /** The trigger in the words that stand on the canvas: `confidence < 70%`. */
  words(trigger: Trigger): string;
  /** What a new trigger of this kind starts with. */
  fresh: Trigger;
}
