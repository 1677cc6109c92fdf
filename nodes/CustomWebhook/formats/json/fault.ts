/** Where a text stops being JSON (RFC 8259), and what was expected there. */
export interface JsonFault {
	/** In UTF-16 units from the start of the text. */
	offset: number;
	expected: string;
}

const SPACE = /[ \t\n\r]*/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Finds the first fault of a text; undefined where it is JSON. Linear, and without recursion: depth does not matter. */
export function findJsonFault(text: string): JsonFault | undefined {
	return new Scanner(text).scan();
}

type Expecting = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or }' | ', or ]' | 'the end';

class Scanner {
	private at = 0;
	/** The closing bracket of everything that is open. */
	private readonly open: Array<'}' | ']'> = [];

	constructor(private readonly text: string) {}

	scan(): JsonFault | undefined {
		let expecting: Expecting | undefined = 'value';
		for (;;) {
			this.skip(SPACE);
			if (this.at === this.text.length) {
				return expecting === 'the end' ? undefined : { offset: this.at, expected: expecting };
			}
			const after: Expecting | undefined = this.step(expecting);
			if (after === undefined) return { offset: this.at, expected: expecting };
			expecting = after;
		}
	}

	/** What comes after the next token; undefined where the token is not one that was expected. */
	private step(expecting: Expecting): Expecting | undefined {
		const character = this.text[this.at] ?? '';
		switch (expecting) {
			case 'value or ]':
				return character === ']' ? this.close() : this.value(character);
			case 'value':
				return this.value(character);
			case 'name or }':
				return character === '}' ? this.close() : this.string(':');
			case 'name':
				return this.string(':');
			case ':':
				return this.take(character === ':', 'value');
			case ', or }':
				return character === '}' ? this.close() : this.take(character === ',', 'name');
			case ', or ]':
				return character === ']' ? this.close() : this.take(character === ',', 'value');
			default:
				return undefined;
		}
	}

	private value(character: string): Expecting | undefined {
		if (character === '{') return this.enter('}', 'name or }');
		if (character === '[') return this.enter(']', 'value or ]');
		if (character === '"') return this.string(this.afterValue());
		return this.skip(SCALAR) ? this.afterValue() : undefined;
	}

	private enter(closing: '}' | ']', expecting: Expecting): Expecting {
		this.open.push(closing);
		this.at += 1;
		return expecting;
	}

	private close(): Expecting {
		this.open.pop();
		this.at += 1;
		return this.afterValue();
	}

	private afterValue(): Expecting {
		const closing = this.open.at(-1);
		if (closing === undefined) return 'the end';
		return closing === '}' ? ', or }' : ', or ]';
	}

	private take(isThere: boolean, after: Expecting): Expecting | undefined {
		if (!isThere) return undefined;
		this.at += 1;
		return after;
	}

	/**
	 * A fault inside of a string is where the string stops being one. It is read a run at a time: one pattern for the
	 * whole of it would need stack for each of millions of escapes.
	 */
	private string(after: Expecting): Expecting | undefined {
		if (this.text[this.at] !== '"') return undefined;
		this.at += 1;
		do this.skip(PLAIN);
		while (this.skip(ESCAPE));
		return this.take(this.text[this.at] === '"', after);
	}

	private skip(pattern: RegExp): boolean {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text)?.[0];
		if (found === undefined) return false;
		this.at += found.length;
		return found.length > 0;
	}
}
