import { failureInText } from '../../formats';
import type { Template } from '../../template';
import { formInCharset } from './in-charset';
import type { BodyBuilder } from './types';

/** Characters that a form cannot have: a `%` that begins no escape, and those that URLs must escape. */
const UNESCAPED = /%(?![0-9a-f]{2})|[^\x21-\x7e]|["#<>\\^`{|}]/giu;

/**
 * A form typed as one text, `a=1&b={{x}}`. Its values are encoded by the template; here the typed text is.
 * @param isAsTyped whether the typed text is sent byte for byte
 */
export function formTextBody(template: Template, isAsTyped = false): BodyBuilder {
	return (scope, _files, typed) => {
		const rendered = template.render(scope).toWellFormed();
		if (!isAsTyped) checkLines(rendered, template.field);
		const content = isAsTyped ? rendered : encoded(rendered);
		if (content.trim() === '') return undefined;
		return {
			content: formInCharset(content, template.field, typed?.contentType),
			contentType: 'application/x-www-form-urlencoded',
		};
	};
}

/** @throws WebhookFailure `request` if it is not clear whether a line break ends a field, or belongs to a value */
function checkLines(text: string, field: string): void {
	let open: number | undefined;
	for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
		const typed = line.trim();
		if (typed === '') continue;
		if (open !== undefined && !typed.startsWith('&')) {
			const message = 'the line ends without &';
			const fix = 'Put & between two fields, or write %0A for a line break in a value.';
			throw failureInText(text, field, { offset: open, message, fix }, { kind: 'request' });
		}
		open = typed.endsWith('&') ? undefined : index + line.trimEnd().length;
	}
}

function encoded(text: string): string {
	const lines = text.split(/[\r\n]+/).map((line) => line.trim());
	return lines
		.join('')
		.replace(UNESCAPED, (character) => (character === ' ' ? '+' : encodeURIComponent(character)));
}
