/** What each function of an expression is for, as completion shows it. A test holds it to what the runtime offers. */

export interface FunctionWords {
  name: string;
  /** How it is written: `contains(text)`. */
  form: string;
  /** One short sentence. */
  help: string;
  /** What it is called on; `value` for a plain function. */
  on: 'value' | 'text' | 'list' | 'any';
}

export const functionWords: readonly FunctionWords[] = [
  { name: 'contains', form: 'contains(part)', help: 'The text has this part in it.', on: 'text' },
  { name: 'startsWith', form: 'startsWith(part)', help: 'The text begins with this.', on: 'text' },
  { name: 'endsWith', form: 'endsWith(part)', help: 'The text ends with this.', on: 'text' },
  { name: 'matches', form: 'matches(pattern)', help: 'A piece of the text is as the RE2 pattern says.', on: 'text' },
  { name: 'lowerAscii', form: 'lowerAscii()', help: 'The text in small letters.', on: 'text' },
  { name: 'upperAscii', form: 'upperAscii()', help: 'The text in capital letters.', on: 'text' },
  { name: 'trim', form: 'trim()', help: 'The text without space around it.', on: 'text' },
  { name: 'indexOf', form: 'indexOf(part)', help: 'Where the part first is, or -1.', on: 'text' },
  { name: 'lastIndexOf', form: 'lastIndexOf(part)', help: 'Where the part last is, or -1.', on: 'text' },
  { name: 'substring', form: 'substring(from, to)', help: 'A piece of the text.', on: 'text' },
  { name: 'split', form: 'split(separator)', help: 'The text as a list of pieces.', on: 'text' },
  { name: 'join', form: 'join(separator)', help: 'A list of texts as one text.', on: 'list' },
  { name: 'exists', form: 'exists(x, condition)', help: 'At least one element is so.', on: 'list' },
  { name: 'all', form: 'all(x, condition)', help: 'Every element is so.', on: 'list' },
  { name: 'exists_one', form: 'exists_one(x, condition)', help: 'Exactly one element is so.', on: 'list' },
  { name: 'filter', form: 'filter(x, condition)', help: 'The elements that are so.', on: 'list' },
  { name: 'map', form: 'map(x, value)', help: 'A value made of each element.', on: 'list' },
  { name: 'size', form: 'size()', help: 'How many elements, or characters.', on: 'any' },
  { name: 'has', form: 'has(state.key)', help: 'Whether a field is there.', on: 'value' },
  { name: 'size', form: 'size(value)', help: 'How many elements, or characters.', on: 'value' },
  { name: 'int', form: 'int(value)', help: 'As a whole number.', on: 'value' },
  { name: 'double', form: 'double(value)', help: 'As a number.', on: 'value' },
  { name: 'string', form: 'string(value)', help: 'As text.', on: 'value' },
  { name: 'bool', form: 'bool(text)', help: 'The texts "true" and "false" as yes and no.', on: 'value' },
  { name: 'dyn', form: 'dyn(value)', help: 'Without its type, for comparing what differs.', on: 'value' },
];
