import { JsonTokens, type JsonTokenKind } from './tokens';

/** The names and indexes that lead to a part of a JSON value. */
export type JsonPath = ReadonlyArray<string | number>;

/** An object or a list around the place, with the key of its next member; in an object, undefined before its name. */
interface Frame {
	isList: boolean;
	key: number | string | undefined;
}

/**
 * Where a part of a JSON text begins, in UTF-16 units: a member at its name, the whole at its first character. Of
 * several members with the same name, the last, which JSON.parse keeps.
 * @param text JSON, already checked
 */
export function offsetIn(text: string, path: JsonPath): number {
	return new Walk(text, path).offset();
}

class Walk {
	private readonly tokens: JsonTokens;
	private readonly open: Frame[] = [];
	private found = 0;

	constructor(
		private readonly text: string,
		private readonly path: JsonPath,
	) {
		this.tokens = new JsonTokens(text);
	}

	offset(): number {
		for (let token = this.tokens.next(); token; token = this.tokens.next()) {
			if (token !== ':') this.take(token, this.tokens.start);
		}
		return this.found;
	}

	private take(token: JsonTokenKind, offset: number): void {
		const around = this.open.at(-1);
		if (token === ',') nextMember(around);
		else if (token === '}' || token === ']') this.open.pop();
		else if (around?.isList === false && around.key === undefined) this.name(around, offset);
		else this.value(token, offset, around);
	}

	private name(object: Frame, offset: number): void {
		object.key = JSON.parse(this.text.slice(offset, this.tokens.end)) as string;
		this.visit(offset);
	}

	private value(token: JsonTokenKind, offset: number, around: Frame | undefined): void {
		if (around?.isList !== false) this.visit(offset);
		if (token === '{') this.open.push({ isList: false, key: undefined });
		if (token === '[') this.open.push({ isList: true, key: 0 });
	}

	private visit(offset: number): void {
		const { open, path } = this;
		if (open.length === path.length && path.every((key, depth) => open[depth]?.key === key))
			this.found = offset;
	}
}

function nextMember(around: Frame | undefined): void {
	if (around) around.key = typeof around.key === 'number' ? around.key + 1 : undefined;
}
