import { textOutside } from '../../template';
import type { RunSeen } from './run-seen';

type Settings = RunSeen['settings'];
type Seen = Pick<Settings, 'requestFrom' | 'url' | 'templates'>;

/** A sign of what is read in another way than it looks, and the hint, which goes on behind the name of the field. */
type Oddity = readonly [pattern: RegExp, says: string];

const ESCAPED_AND: Oddity = [
	/&amp;/i,
	'has an escaped &, as in the source of a web page: its code is sent. Write & alone.',
];
const LONE_PERCENT: Oddity = [
	/%(?![0-9a-f]{2})/i,
	'has a % that encodes nothing, which many services refuse. Write %25 for a % sign.',
];

/** In a query, `_` is a placeholder. */
const OF_URL: readonly Oddity[] = [
	ESCAPED_AND,
	[
		/^[^?#]*\?[^#]*\?[\w.[\]-]+=/,
		'has a second ?, which is part of the value before it. Write & between parameters, or %3F for a ? in a value.',
	],
	LONE_PERCENT,
	[
		/^\s*[^\s?#]+\s+[a-z][\w-]*:\s/i,
		'has a header behind it, which is sent as a part of the path. Move it into Headers.',
	],
	[
		/^[^?#]*\?[^#]*(?:=\+[\d_]|:\d\d(?:\.\d+)?\+\d)/,
		'has a + in its query, which services read as a space. Write %2B for a + sign.',
	],
];

const OF_FORM: readonly Oddity[] = [
	ESCAPED_AND,
	LONE_PERCENT,
	[
		/=\+[\d_]|:\d\d(?:\.\d+)?\+\d/,
		'has a + in a form value, which services read as a space. Write %2B for a + sign.',
	],
];

/** Typed text of the URL that is sent as it is, and means something else than it looks like. */
export function odditiesOfUrl({ requestFrom, url, templates }: Seen): string[] {
	if (requestFrom === 'curl') return [];
	return told('URL', OF_URL, textOutside(url, templates.syntax));
}

/** The same for a form that is typed as one text, also as `-d` of a command. */
export function odditiesOfForm({
	requestFrom,
	body,
	templates,
}: Pick<Settings, 'requestFrom' | 'body' | 'templates'>): string[] {
	if (body.type !== 'formText') return [];
	const field = requestFrom === 'curl' ? 'cURL Command' : 'Form Body';
	return told(field, OF_FORM, textOutside(body.text, templates.syntax));
}

function told(field: string, oddities: readonly Oddity[], typed: string): string[] {
	return oddities.filter(([pattern]) => pattern.test(typed)).map(([, says]) => `${field} ${says}`);
}
