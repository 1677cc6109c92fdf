import { textOutside } from '../../template';
import type { RunSeen } from './run-seen';

type Seen = Pick<RunSeen['settings'], 'requestFrom' | 'url' | 'templates'>;

/** What is read in another way than it looks. In a query, `_` is a placeholder. */
const ODDITIES: ReadonlyArray<readonly [pattern: RegExp, hint: string]> = [
	[/&amp;/i, 'URL has an escaped &, as in the source of a web page: its code is sent. Write & alone.'],
	[
		/^[^?#]*\?[^#]*\?[\w.[\]-]+=/,
		'URL has a second ?, which is part of the value before it. Write & between parameters, or %3F for a ? in a value.',
	],
	[
		/%(?![0-9a-f]{2})/i,
		'URL has a % that encodes nothing, which many services refuse. Write %25 for a % sign.',
	],
	[
		/^[^?#]*\?[^#]*(?:=|:\d\d(?:\.\d+)?)\+\d/,
		'URL has a + in its query, which services read as a space. Write %2B for a + sign.',
	],
];

/** Typed text of the URL that is sent as it is, and means something else than it looks like. */
export function odditiesOfUrl({ requestFrom, url, templates }: Seen): string[] {
	if (requestFrom === 'curl') return [];
	const typed = textOutside(url, templates.syntax);
	return ODDITIES.filter(([pattern]) => pattern.test(typed)).map(([, hint]) => hint);
}
