import { textOutside } from '../../template';
import { counted } from './counted';
import type { RunSeen } from './run-seen';

type Seen = Pick<RunSeen, 'settings' | 'outcomes'>;

/** Hints on lists over many pages. */
export function pageHints({ settings: { pagination }, outcomes }: Seen): string[] {
	if (!pagination) return [];
	const { listPath, maxPages, mode, nextPath } = pagination;
	const followed = outcomes.flatMap(({ followed }) => followed ?? []);
	const items = (count: number) => counted(count, outcomes.length);
	const hints: string[] = [];

	const cut = followed.filter(({ morePages }) => morePages);
	const isEndless = mode === 'counter' && nextPath === '' && cut.some(({ objects = 0 }) => objects > 0);
	if (isEndless)
		hints.push(
			`${items(cut.length)}: reading ended at Max Pages, because no page looked like the last one: each response is ` +
				'an object, not a list. Put the path of its list into List Path, or what names the next page into Next Path.',
		);
	else if (cut.length > 0)
		hints.push(
			`${items(cut.length)}: reading ended at Max Pages (${maxPages}), and there are more pages (response.morePages). Raise Max Pages.`,
		);
	const loops = followed.filter(({ isLoop }) => isLoop).length;
	if (loops > 0)
		hints.push(
			`${items(loops)}: the service named a page that was read already, so the list ends there. Check Next Path and Page Parameter.`,
		);
	const repeated = followed.filter(({ repeated = 0, isLoop }) => repeated > 0 && !isLoop).length;
	if (repeated > 0 && !isEndless)
		hints.push(
			`${items(repeated)}: a page has the same entries as the page before, so they are in the list twice. ` +
				'Check Page Parameter: the service may not know it.',
		);
	const pages = sum(followed.map(({ pages = 0 }) => pages));
	const withoutList = sum(followed.map(({ withoutList = 0 }) => withoutList));
	if (withoutList > 0)
		hints.push(
			`${withoutList} of ${pages} pages had nothing at "${listPath}" and count as empty. Check List Path.`,
		);
	if (followed.length > 0 && followed.every(({ namesNext }) => namesNext === false))
		hints.push(
			mode === 'link'
				? 'No response had a Link header, so only the first page was read. If there are more, choose another Pagination.'
				: `No response had anything at "${nextPath}", so only the first page was read. If there are more, check Next Path.`,
		);
	return hints;
}

/** A preview sends nothing, so it knows only the first request. */
export function previewOfFirst({ settings: { operation, pagination, result } }: Seen): string[] {
	if (operation !== 'preview' || (!pagination && !result)) return [];
	return ['The preview shows the first request. What follows it depends on the response.'];
}

/** Nothing behind a `#` is sent (RFC 9110, section 7.1). */
export function fragmentOfStatus({ result, templates }: RunSeen['settings']): string[] {
	if (!textOutside(result?.statusUrl ?? '', templates.syntax).includes('#')) return [];
	return [
		'Status URL has a #, and nothing behind it is sent: it is a fragment. For a # in a value, write %23.',
	];
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
