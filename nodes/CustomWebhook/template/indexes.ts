/** A string, a segment literal, or a word, as Handlebars' lexer sees them between two braces. */
const TOKEN = /"(?:\\"|[^"])*"?|'(?:\\'|[^'])*'?|\[(?:\\\]|[^\]])*\]?|[^\s"'()=|[\]{}~]+/g;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** After a separator, Handlebars' lexer reads these as literals, not as names. */
const LITERAL_SEGMENT = /(?<=[./])(?:\d+|true|false|null|undefined)(?=$|[./])/g;
/** A closing tag may name a literal: `{{/true}}`. */
const CLOSES_BLOCK = /^\/[^./]*$/;
const NUMERIC_INDEX = /^\[\s*(\d+)\s*\]$/;
const QUOTED_INDEX = /^\[\s*(["'])([^\]]*)\1\s*\]$/;

/**
 * Rewrites indexes in JavaScript's style, which Handlebars' grammar does not know, to its segment literals:
 * `czCol.15` → `czCol.[15]`, `users[0].title` → `users.[0].title`, `user["first name"]` → `user.[first name]`,
 * `answers.true` → `answers.[true]`.
 * Numbers, strings and existing segment literals are kept.
 * @param source the text between the braces of a Handlebars placeholder
 */
export function rewriteIndexes(source: string): string {
	return withIndexes(source, (literal) => `.${nameOf(literal) ?? literal}`);
}

/** What is between the brackets of the indexes that are neither a number nor a quoted name: `i` in `users[i].title`. */
export function computedIndexes(source: string): string[] {
	const found: string[] = [];
	withIndexes(source, (literal) => {
		if (nameOf(literal) === undefined) found.push(literal.slice(1, -1));
		return literal;
	});
	return found;
}

/** Rewrites the bracket behind each name, and the words of literals in paths. */
function withIndexes(source: string, rewrite: (literal: string) => string): string {
	if (!/[\d[]|[./](?:true|false|null|undefined)/.test(source)) return source;
	let previousEnd = -1;
	let inPath = false;
	return source.replace(TOKEN, (token: string, at: number) => {
		const attached = inPath && at === previousEnd;
		previousEnd = at + token.length;
		inPath = token[0] !== '"' && token[0] !== "'";
		if (token.startsWith('[')) return attached && isNameEnd(source[at - 1]) ? rewrite(token) : token;
		const isPath = inPath && (attached || !(NUMBER.test(token) || CLOSES_BLOCK.test(token)));
		return isPath ? token.replace(LITERAL_SEGMENT, '[$&]') : token;
	});
}

/** False after a separator or an opening of a placeholder or block: there, a bracket begins a segment literal. */
function isNameEnd(character = ''): boolean {
	return !'./#^&@~|'.includes(character);
}

/** The index as a segment literal; undefined if it is computed. */
function nameOf(literal: string): string | undefined {
	const name = NUMERIC_INDEX.exec(literal)?.[1] ?? QUOTED_INDEX.exec(literal)?.[2];
	return name === undefined ? undefined : `[${name}]`;
}
