import type { Template } from '../../template';
import { formInCharset } from './in-charset';
import type { BodyBuilder } from './types';

/** What cannot be in a form as it is: a `%` that begins no escape, and what URLs do not take unescaped. */
const UNESCAPED = /%(?![0-9a-f]{2})|[^\x21-\x7e]|["#<>\\^`{|}]/giu;

/** A form typed as one text, `a=1&b={{x}}`. Its values are encoded by the template; here the typed text is. */
export function formTextBody(template: Template): BodyBuilder {
	return (scope, _files, typed) => {
		const lines = template
			.render(scope)
			.toWellFormed()
			.split(/[\r\n]+/);
		const form = lines.map((line) => line.trim()).join('');
		if (form === '') return undefined;
		const content = form.replace(UNESCAPED, (character) =>
			character === ' ' ? '+' : encodeURIComponent(character),
		);
		return {
			content: formInCharset(content, 'formBody', typed?.contentType),
			contentType: 'application/x-www-form-urlencoded',
		};
	};
}
