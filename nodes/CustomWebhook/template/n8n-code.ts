import { shorten } from './excerpt';
import type { Run } from './run';
import { messageOf, type Spot } from './spot';

/**
 * Has n8n evaluate one placeholder's code.
 * @throws WebhookFailure `template` with what n8n says is wrong
 */
export function evaluate(run: Run, code: string, spot: Spot): unknown {
	if (code.trim() === '')
		throw spot.failure('the placeholder is empty', 'Name a field, as in {{contact.email}}.');
	try {
		return run.scope.evaluate(code);
	} catch (error) {
		const message = `n8n cannot evaluate ${shorten(spot.source)}: ${messageOf(error)}`;
		throw spot.failure(message, likelyCause(code), 'template', error);
	}
}

const CURLY_QUOTE = /[\u2018-\u201f]/;

function likelyCause(code: string): string {
	const curly = CURLY_QUOTE.exec(code)?.[0];
	if (curly) return `It has a curly quote (${curly}), as word processors write it: type a straight one.`;
	if (code.includes('{{')) return 'There is another {{ in it: is the first placeholder closed?';
	if (code.split('{').length !== code.split('}').length) {
		return 'n8n ends a placeholder at the first }}: write } } with a space between them.';
	}
	return 'A field is named as in {{contact.email}} or {{ $json.contact.email }}.';
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
