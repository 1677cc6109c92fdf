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
		const content = isAsTyped ? rendered : encoded(rendered);
		if (content.trim() === '') return undefined;
		return {
			content: formInCharset(content, template.field, typed?.contentType),
			contentType: 'application/x-www-form-urlencoded',
		};
	};
}

function encoded(text: string): string {
	const lines = text.split(/[\r\n]+/).map((line) => line.trim());
	return lines
		.join('')
		.replace(UNESCAPED, (character) => (character === ' ' ? '+' : encodeURIComponent(character)));
}
