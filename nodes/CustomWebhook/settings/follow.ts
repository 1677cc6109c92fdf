/** What follows a response: the pages of a list, a result that comes later. */
import { DEFAULTS } from '../defaults';
import { listedValues, pathOf } from './checks';
import { mistake } from './mistake';
import { choice, given, numberOf, text, type OptionReader } from './option-reader';
import type { BodySettings, PageParameterSettings, Settings } from './types';

type FollowSettings = Pick<Settings, 'pagination' | 'result'>;

/** @param body in which a cursor may go */
export function readFollow(read: OptionReader, body: BodySettings): FollowSettings {
	return { pagination: readPagination(read, body), result: readResult(read) };
}

/** A batch has one response, but each of its items could have other pages or another result. */
export function refuseInBatches({ pagination, result }: FollowSettings): void {
	if (!pagination && !result) return;
	const [name, setting] = pagination
		? ['pagination', 'Pagination to Off']
		: ['waitFor', 'Wait For to Response'];
	throw mistake(
		`options.${name}`,
		`"options.${name}" cannot be used with batches: set "options.batchSize" to 1, or ${setting}`,
	);
}

function readPagination(read: OptionReader, body: BodySettings): FollowSettings['pagination'] {
	const mode = choice(read, 'pagination');
	const sizes = sizesOf(read);
	if (mode === 'off') return undefined;
	const hasParameter = mode === 'cursor' || mode === 'counter';
	const nextPath = mode === 'link' ? '' : pathIn(read, 'nextPath');
	if (nextPath === '' && (mode === 'nextUrl' || mode === 'cursor'))
		throw mistake(
			'options.nextPath',
			`"options.nextPath" is empty; it takes the path of the ${mode === 'cursor' ? 'cursor' : 'next URL'} in the response, such as ${mode === 'cursor' ? 'paging.next.after' : 'links.next'}`,
		);
	return {
		mode,
		nextPath,
		listPath: pathIn(read, 'listPath'),
		followsEmpty: choice(read, 'emptyPages') === 'continue',
		parameter: hasParameter ? parameterIn(read, body) : undefined,
		...sizes,
	};
}

function sizesOf(read: OptionReader) {
	return {
		start: numberOf(read, 'pageStart', DEFAULTS.pageStart),
		step: numberOf(read, 'pageStep', DEFAULTS.pageStep),
		maxPages: numberOf(read, 'maxPages', DEFAULTS.maxPages),
		maxBytes: Math.floor(numberOf(read, 'pageSizeLimit', DEFAULTS.pageSizeLimitMegabytes) * 1_000_000),
	};
}

function pathIn(read: OptionReader, name: string): string {
	const path = given(read, name).trim();
	pathOf(`options.${name}`, path);
	return path;
}

/** The parameter goes into the body if the body can have it, else into the query. */
function parameterIn(read: OptionReader, body: BodySettings): PageParameterSettings {
	const name = text(read, 'pageParameter', '');
	if (name === '')
		throw mistake(
			'options.pageParameter',
			'"options.pageParameter" is empty; it takes the name of the query parameter or body field for the page, such as cursor, after or page',
		);
	const wanted = choice(read, 'pageParameterIn');
	const place = wanted === 'query' ? 'query' : placeIn(body);
	if (wanted === 'body' && place === 'query')
		throw mistake(
			'options.pageParameterIn',
			'"options.pageParameterIn" is "body", but only a JSON or form body of a POST, PUT, PATCH or DELETE can take the parameter',
		);
	if (place === 'json') pathOf('options.pageParameter', name);
	return { name, place };
}

function placeIn({ type }: BodySettings): PageParameterSettings['place'] {
	if (type === 'json' || type === 'jsonOf') return 'json';
	return type === 'form' || type === 'formText' ? 'form' : 'query';
}

function readResult(read: OptionReader): FollowSettings['result'] {
	const waitFor = choice(read, 'waitFor');
	const times = {
		intervalMs: numberOf(read, 'pollInterval', DEFAULTS.pollIntervalSeconds) * 1000,
		timeoutMs: numberOf(read, 'pollTimeout', DEFAULTS.pollTimeoutSeconds) * 1000,
	};
	if (waitFor === 'answer') return undefined;
	const statusUrl = waitFor === 'url' ? read.template('statusUrl') : '';
	if (waitFor === 'url' && statusUrl.trim() === '')
		throw mistake(
			'options.statusUrl',
			'"options.statusUrl" is empty; it takes the URL that tells the status, such as https://api.example.com/jobs/{{response.body.id}}',
		);
	const path = pathIn(read, 'donePath');
	const done = listedValues(path, given(read, 'doneValues'));
	const failed = listedValues(path, given(read, 'failedValues'));
	if (path !== '' && !done && !failed)
		throw mistake(
			'options.doneValues',
			'"options.doneValues" is empty; it takes the values at "options.donePath" that mean that the result is there, separated by commas',
		);
	return {
		waitFor,
		statusUrl,
		path,
		done,
		failed,
		...times,
	};
}
