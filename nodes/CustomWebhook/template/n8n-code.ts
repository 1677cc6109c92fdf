import { curlyQuoteHint, shorten } from '../formats';
import type { Rendering } from './rendering';
import { messageOf, type Spot } from './spot';

/** After so many tries in a row that came to nothing, the expressions of a field are evaluated one by one. */
const MAX_FAILED_TRIES = 3;

/**
 * The n8n expressions of one field. An evaluation costs n8n about half a millisecond, whether of one expression or of
 * ten: so the first one that an item needs brings all of them, as the members of one array. Where that fails, each is
 * evaluated by itself when it is needed, so that a failure is that of its own placeholder.
 */
export class FieldExpressions {
	private readonly codes = new Map<number, string>();
	private failedTries = 0;

	/** @param start where the placeholder begins in the field */
	add(start: number, code: string): void {
		if (code.trim() !== '') this.codes.set(start, code);
	}

	/**
	 * The value of one placeholder, evaluated once for an item and place, however often a loop comes by.
	 * @throws WebhookFailure `template` with what n8n says is wrong
	 */
	valueOf(rendering: Rendering, start: number, code: string, spot: Spot): unknown {
		const { values } = rendering;
		if (values.size === 0 && this.codes.size > 1 && this.failedTries < MAX_FAILED_TRIES)
			this.evaluateAll(rendering);
		if (!values.has(start)) values.set(start, evaluate(rendering, code, spot));
		return values.get(start);
	}

	private evaluateAll({ scope, values }: Rendering): void {
		const found = membersOf(() => scope.evaluate(arrayOf(this.codes.values())));
		if (found.length !== this.codes.size || found.some(isFunction)) {
			this.failedTries += 1;
			return;
		}
		this.failedTries = 0;
		[...this.codes.keys()].forEach((start, index) => values.set(start, found[index]));
	}
}

/** A line break ends a comment that ends an expression; a semicolon at its end counts for nothing. */
function arrayOf(codes: Iterable<string>): string {
	return `[${Array.from(codes, (code) => `(${code.replace(/[\s;]+$/, '')}\n)`).join(', ')}]`;
}

/** Nothing where n8n throws, or makes nothing of it because one of the expressions throws. */
function membersOf(evaluateArray: () => unknown): unknown[] {
	try {
		const value = evaluateArray();
		return Array.isArray(value) ? value : [];
	} catch {
		return [];
	}
}

/** n8n refuses a function as a value, and says so only where it stands alone. */
const isFunction = (value: unknown): boolean => typeof value === 'function';

function evaluate(rendering: Rendering, code: string, spot: Spot): unknown {
	if (code.trim() === '')
		throw spot.failure('the placeholder is empty', 'Name a field, as in {{contact.email}}.');
	try {
		return rendering.scope.evaluate(code);
	} catch (error) {
		const message = `n8n cannot evaluate ${shorten(spot.source)}: ${messageOf(error)}`;
		throw spot.failure(message, likelyCause(code), 'template', error);
	}
}

function likelyCause(code: string): string {
	const curly = curlyQuoteHint(code);
	if (curly) return curly;
	if (code.includes('{{')) return 'There is another {{ in it: is the first placeholder closed?';
	if (code.split('{').length !== code.split('}').length) {
		return 'n8n ends a placeholder at the first }}: write } } with a space between them.';
	}
	return 'A field is named as in {{contact.email}} or {{ $json.contact.email }}.';
}

/** What to do about code that gives nothing because it names fields as Handlebars does; undefined where it does not. */
export function missingHint(code: string): string | undefined {
	if (code.includes('$')) return undefined;
	return 'JavaScript knows the item as $json: {{ $json.contact.email.trim() }}. Helpers take fields alone: {{upper name}}.';
}

/** A string, a template literal, or a bracket; a regular expression literal is not looked for. */
const TOKEN = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`(?:\\[^]|[^`\\])*`|[()]/g;

/**
 * Whether the code is one call of `JSON.stringify`, so that its result is JSON as it stands.
 * `JSON.stringify($json).length` and `JSON.stringify(a) + b` are not.
 */
export function isStringifyCall(code: string): boolean {
	const call = /^\s*JSON\s*\.\s*stringify\s*(?=\()/.exec(code);
	if (!call) return false;
	let depth = 0;
	TOKEN.lastIndex = call[0].length;
	for (let token = TOKEN.exec(code); token; token = TOKEN.exec(code)) {
		if (token[0] === '(') depth += 1;
		if (token[0] === ')') depth -= 1;
		if (depth === 0) return /^[\s;]*$/.test(code.slice(TOKEN.lastIndex));
	}
	return false;
}
