import type { Redactor } from './redactor';
import { HIDDEN } from './walk';
import { looksLikeForm } from '../formats';
import { hideMembers } from './json-text';
import { hidePairs } from './pairs';
import { hideElements } from './xml-text';

/**
 * The text of a body without the credentials' secrets and without the values of fields with telling names: JSON
 * members, form and multipart fields, XML elements and attributes. If the type does not say what it is, its beginning
 * does. A body without such values stays as it is, byte for byte.
 */
export function redactBody(body: string, contentType: string, redactor: Redactor): string {
	return redactor.text(hideFields(body, contentType, redactor));
}

function hideFields(body: string, contentType: string, redactor: Redactor): string {
	const mediaType = contentType.toLowerCase();
	if (mediaType.includes('json')) return hideMembers(body, redactor);
	if (mediaType.includes('xml')) return hideElements(body, redactor);
	if (mediaType.includes('x-www-form-urlencoded'))
		return hidePairs(body, redactor.hidesName, redactor.hidesValue);
	const boundary = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
	if (boundary) return hideParts(body, `--${boundary[1] ?? boundary[2]}`, redactor);
	return hideByLook(body, redactor);
}

function hideByLook(body: string, redactor: Redactor): string {
	const [first] = body.trimStart();
	if (first === '{' || first === '[') return hideMembers(body, redactor);
	if (first === '<') return hideElements(body, redactor);
	if (looksLikeForm(body)) return hidePairs(body, redactor.hidesName, redactor.hidesValue);
	const delimiter = /^--[^\r\n]+(?=\r\n)/.exec(body);
	return delimiter ? hideParts(body, delimiter[0], redactor) : body;
}

/** RFC 7578: parts with headers of their own, each after a line with the boundary. */
function hideParts(body: string, delimiter: string, { hidesName, hidesValue }: Redactor): string {
	const hidden = body.split(delimiter).map((part) => {
		const headEnd = part.indexOf('\r\n\r\n');
		if (headEnd < 0) return part;
		const head = part.slice(0, headEnd + 4);
		const value = part.slice(headEnd + 4).replace(/\r\n$/, '');
		const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1] ?? '';
		return value !== '' && (hidesName(name) || hidesValue(value)) ? `${head}${HIDDEN}\r\n` : part;
	});
	return hidden.join(delimiter);
}
