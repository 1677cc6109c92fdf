import { JsonTokens, type JsonTokenKind } from './tokens';

/** The first place where a text is not JSON (RFC 8259), and what was expected there. */
export interface JsonFault {
	/** In UTF-16 units from the start of the text. */
	offset: number;
	expected: string;
}

type Expecting = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or }' | ', or ]' | 'the end';

const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Finds the first fault of a text; undefined if it is JSON. Linear, and without recursion: depth does not matter. */
export function findJsonFault(text: string): JsonFault | undefined {
	return new Checker(text).check();
}

class Checker {
	private readonly tokens: JsonTokens;
	/** The closing bracket of everything that is open. */
	private readonly open: Array<'}' | ']'> = [];

	constructor(private readonly text: string) {
		this.tokens = new JsonTokens(text);
	}

	check(): JsonFault | undefined {
		let expecting: Expecting = 'value';
		for (let token = this.tokens.next(); token; token = this.tokens.next()) {
			const wrongAt = this.wrongIn(token);
			const after = this.after(token, expecting);
			if (after === undefined) return { offset: this.tokens.start, expected: expecting };
			if (wrongAt !== undefined)
				// A word that begins like a number counts as one, so the fault is after it; a bad string is no string.
				return { offset: wrongAt, expected: token === 'word' ? after : expecting };
			expecting = after;
		}
		return expecting === 'the end' ? undefined : { offset: this.text.length, expected: expecting };
	}

	/** What is expected after a token; undefined if the token itself is unexpected. */
	private after(token: JsonTokenKind, expecting: Expecting): Expecting | undefined {
		if (
			token === this.open.at(-1) &&
			expecting !== 'value' &&
			expecting !== 'name' &&
			expecting !== ':'
		) {
			this.open.pop();
			return this.afterValue();
		}
		switch (expecting) {
			case 'value':
			case 'value or ]':
				return this.afterStart(token);
			case 'name':
			case 'name or }':
				return token === 'string' || token === 'open string' ? ':' : undefined;
			case ':':
				return token === ':' ? 'value' : undefined;
			case ', or }':
				return token === ',' ? 'name' : undefined;
			case ', or ]':
				return token === ',' ? 'value' : undefined;
			case 'the end':
				return undefined;
		}
	}

	/** What is expected after the first token of a value. */
	private afterStart(token: JsonTokenKind): Expecting | undefined {
		if (token === '{') {
			this.open.push('}');
			return 'name or }';
		}
		if (token === '[') {
			this.open.push(']');
			return 'value or ]';
		}
		if (token === 'word')
			return scalarEnd(this.text, this.tokens.start) > this.tokens.start
				? this.afterValue()
				: undefined;
		return token === 'string' || token === 'open string' ? this.afterValue() : undefined;
	}

	private afterValue(): Expecting {
		const closing = this.open.at(-1);
		if (closing === undefined) return 'the end';
		return closing === '}' ? ', or }' : ', or ]';
	}

	/** The first fault inside a string, or in a word that is no number, `true`, `false` or `null`. */
	private wrongIn(token: JsonTokenKind): number | undefined {
		const { start, end } = this.tokens;
		if (token === 'word') {
			const at = scalarEnd(this.text, start);
			return at < end ? at : undefined;
		}
		if (token !== 'string' && token !== 'open string') return undefined;
		const at = stringEnd(this.text, start);
		return token === 'string' && at === end - 1 ? undefined : at;
	}
}

/** The end of the number or word that begins at `start`; `start` if there is none. */
function scalarEnd(text: string, start: number): number {
	SCALAR.lastIndex = start;
	return SCALAR.test(text) ? SCALAR.lastIndex : start;
}

/**
 * Where the inside of a string ends, or has its first fault. Read in runs: one pattern for the whole string would
 * overflow the stack on millions of escapes.
 */
function stringEnd(text: string, start: number): number {
	let at = start + 1;
	for (;;) {
		PLAIN.lastIndex = at;
		PLAIN.test(text);
		ESCAPE.lastIndex = PLAIN.lastIndex;
		if (!ESCAPE.test(text)) return PLAIN.lastIndex;
		at = ESCAPE.lastIndex;
	}
}
