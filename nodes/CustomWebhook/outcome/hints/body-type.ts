import type { Settings } from '../../settings';
import { textOutside } from '../../template';
import type { RunSeen } from './run-seen';

type Seen = Pick<RunSeen['settings'], 'requestFrom' | 'headers' | 'body' | 'templates'>;

/** The languages of bodies that have places of their own for values. */
const LANGUAGES = [
	{ name: 'JSON', label: 'JSON', mediaType: /[/+](?:x-)?json\b/i, bodies: ['json', 'jsonOf'] },
	{ name: 'XML', label: 'XML / SOAP', mediaType: /[/+]xml\b/i, bodies: ['xml'] },
	{
		name: 'a form',
		label: 'Form (URL Encoded)',
		mediaType: /\/x-www-form-urlencoded\b/i,
		bodies: ['form', 'formText'],
	},
	{ name: 'multipart', label: 'Multipart Form Data', mediaType: /^\s*multipart\//i, bodies: ['multipart'] },
];

/** Values that have encoded themselves for JSON. */
const MAKES_JSON = /JSON\.stringify|toJsonString|\{\{~?\s*json\s/;

/** A typed `Content-Type` that says something else than the body is. A command says what its body is by its header. */
export function typeOfAnotherBody({ requestFrom, headers, body }: Seen): string[] {
	const typed = typedType(headers);
	const own = LANGUAGES.find(({ bodies }) => bodies.includes(body.type));
	const other = languageOf(typed);
	if (requestFrom === 'curl' || !own || !other || own === other) return [];
	return [
		`The header Content-Type says ${typed}, but the body is ${own.name}. ` +
			`Remove the header, which the node adds anyway, or set Content Type to ${other.label}.`,
	];
}

/** Values in a body of type Text are sent as they are, so one with a quote breaks JSON. */
export function unescapedValues({ requestFrom, headers, body, templates }: Seen): string[] {
	if (requestFrom === 'curl' || body.type !== 'text') return [];
	const typed = typedType(headers) || body.contentType;
	const language = languageOf(typed);
	const outside = textOutside(body.text, templates.syntax);
	const hasValue = outside !== body.text && outside.trim() !== '_' && outside !== '';
	if (!language || !hasValue || MAKES_JSON.test(body.text)) return [];
	return [
		`Text Body is sent as ${typed}, but its values are put in as they are: special characters in one break it. ` +
			`Set Content Type to ${language.label}, which encodes them.`,
	];
}

/** JSON that is typed as a form. */
export function jsonInForm({ requestFrom, body, templates }: Seen): string[] {
	if (requestFrom === 'curl' || body.type !== 'formText') return [];
	const outside = textOutside(body.text, templates.syntax);
	return /^=?\s*(?:\{\s*"|\[\s*[{"[])/.test(outside)
		? ['Form Body looks like JSON, but is sent as a form. Set Content Type to JSON.']
		: [];
}

const typedType = (headers: Settings['headers']): string =>
	headers
		.findLast(({ name }) => name.trim().toLowerCase() === 'content-type')
		?.value.replace(/^=/, '')
		.trim() ?? '';

const languageOf = (type: string) => LANGUAGES.find(({ mediaType }) => mediaType.test(type));
