import { WebhookFailure } from '../../failure';
import { codePointName, excerptOf } from '../../formats';
import type { Places } from './types';
import { textPlaces } from './text';

/** RFC 9110, section 5.5: control characters end or break a header; beyond Latin-1 there is no byte for a character. */
const FORBIDDEN = /(?!\t)\p{Cc}|[^\u0000-\u00ff]/u;

/** Headers that have a field of their own in the panel. */
const NAMES: Readonly<Record<string, string>> = {
	soapAction: 'SOAPAction',
	'options.idempotencyKeyValue': 'of the idempotency key',
};

/** The same for bytes: RFC 9110 allows any above 0x7f (`obs-text`), such as those of UTF-8. */
const FORBIDDEN_BYTE = /(?!\t)[\x00-\x1f\x7f]|[^\u0000-\u00ff]/u;

/** A header's value: the whole text is checked, also what the author typed. */
export const headerPlaces = placesWithout(FORBIDDEN);

/** A header's value as its bytes. */
export const headerBytesPlaces = placesWithout(FORBIDDEN_BYTE);

function placesWithout(forbidden: RegExp): Places {
	return {
		...textPlaces,
		finish(rendering, field) {
			const found = forbidden.exec(rendering.out);
			if (!found) return;
			const name = NAMES[field] ?? field.replace(/^(?:headers|curlCommand)\./, '');
			throw new WebhookFailure('request', `The header ${name} cannot hold ${nameOf(found[0])}`, {
				description: `A header takes printable Latin-1 characters and tabs. Near: ${excerptOf(rendering.out, found.index)}`,
				field,
				line: 1,
				column: found.index + 1,
			});
		},
	};
}

/** Whether a header can hold the text. */
export const isHeaderText = (text: string) => !FORBIDDEN.test(text);

function nameOf(character: string): string {
	const hex = codePointName(character);
	if (character === '\n' || character === '\r') return `a line break (${hex})`;
	return /\p{Cc}/u.test(character) ? `the control character ${hex}` : `the character ${character} (${hex})`;
}
