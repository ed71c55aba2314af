/** Arithmetic by recursive descent: + - * / % ^, unary minus, brackets. No names, no functions, nothing to call. */

const token = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([-+*/%^()]))/y;

/** @throws Error that says where the expression stops making sense. */
export function calculate(source: string): number {
  if (source.length > 1000) throw new Error('the expression is longer than 1000 characters');
  const tokens = tokenize(source);
  let at = 0;
  let depth = 0;
  const peek = () => tokens[at];

  const sum = (): number => {
    let left = product();
    while (peek() === '+' || peek() === '-') left = tokens[at++] === '+' ? left + product() : left - product();
    return left;
  };
  const product = (): number => {
    let left = signed();
    for (let operator = peek(); operator === '*' || operator === '/' || operator === '%'; operator = peek()) {
      at++;
      const right = signed();
      if (right === 0 && operator !== '*') throw new Error('this divides by zero');
      left = operator === '*' ? left * right : operator === '/' ? left / right : left % right;
    }
    return left;
  };
  const signed = (): number => {
    if (peek() !== '-') return power();
    at++;
    return -nested(signed);
  };
  const power = (): number => {
    const base = atom();
    if (peek() !== '^') return base;
    at++;
    return base ** nested(signed);
  };
  const atom = (): number => {
    const next = tokens[at++];
    if (typeof next === 'number') return next;
    if (next !== '(')
      throw new Error(`a number was expected ${next === undefined ? 'at the end' : `instead of "${next}"`}`);
    const value = nested(sum);
    if (tokens[at++] !== ')') throw new Error('a bracket is not closed');
    return value;
  };
  const nested = (parse: () => number): number => {
    if (++depth > 100) throw new Error('the expression nests too deeply');
    const value = parse();
    depth--;
    return value;
  };

  const result = sum();
  if (at < tokens.length) throw new Error(`"${String(tokens[at])}" is not expected here`);
  if (!Number.isFinite(result)) throw new Error('the result is too large');
  return Number(result.toPrecision(15));
}

function tokenize(source: string): (number | string)[] {
  const tokens: (number | string)[] = [];
  token.lastIndex = 0;
  const end = source.trimEnd().length;
  while (token.lastIndex < end) {
    const from = token.lastIndex;
    const match = token.exec(source);
    if (!match) throw new Error(`"${source.slice(from).trim()[0]}" is neither a number nor one of + - * / % ^ ( )`);
    tokens.push(match[1] === undefined ? (match[2] ?? '') : Number(match[1]));
  }
  return tokens;
}
